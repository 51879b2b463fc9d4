internal import Platform
private import Synchronization

/// Signals that would end the process while its terminal is in raw mode: noted, and raised again
/// when the terminal is restored.
struct CaughtSignals {
  private static let caught: [CInt] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// The signal that came; an atomic because a handler may do little else than store a number.
  private static let noted = Atomic<CInt>(0)

  /// The signal that came since the handlers were installed, or 0.
  static var pending: CInt {
    noted.load(ordering: .relaxed)
  }

  private let previous: [(signal: CInt, action: sigaction)]

  /// Installs the handlers; what the process ignores (as under `nohup`) stays ignored.
  init() {
    Self.noted.store(0, ordering: .relaxed)
    var previous: [(CInt, sigaction)] = []
    for number in Self.caught {
      var action = sigaction()
      guard unsafe sigaction(number, nil, &action) == 0 else { continue }
      let handler = signal(number) { CaughtSignals.noted.store($0, ordering: .relaxed) }
      // 1 is SIG_IGN on every system; comparing functions is not possible otherwise.
      if unsafe unsafeBitCast(handler, to: Int.self) == 1 {
        unsafe sigaction(number, &action, nil)
      } else {
        previous.append((number, action))
      }
    }
    self.previous = previous
  }

  /// Puts the former handlers back and raises the signal that came, if any.
  func restoreAndRaise() {
    for entry in previous {
      var action = entry.action
      unsafe sigaction(entry.signal, &action, nil)
    }
    let number = Self.noted.exchange(0, ordering: .relaxed)
    // Not `raise`: threads of a pool block signals, and there it would wait forever.
    if number != 0 { kill(getpid(), number) }
  }
}
