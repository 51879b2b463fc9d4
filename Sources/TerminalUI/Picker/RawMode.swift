internal import Platform
internal import Synchronization

/// A terminal that hands over every key at once and unseen, for the duration of one call.
enum RawMode {
  /// Runs a body with the terminal in raw mode and restores it afterwards.
  ///
  /// A signal that would end the process ends the body instead (its source says `.end`); when the
  /// terminal is restored the signal is raised again and does what it would have done.
  ///
  /// - Parameters:
  ///   - fd: The keyboard's descriptor.
  ///   - body: Receives the keys; it must return soon after `.end`.
  /// - Returns: The body's result; nil if the descriptor is no terminal or cannot be set up.
  static func run<Value>(fd: CInt, body: (inout TerminalKeystrokes) -> Value) -> Value? {
    var saved = termios()
    guard unsafe isatty(fd) == 1 && tcgetattr(fd, &saved) == 0 else { return nil }
    var raw = saved
    unsafe cfmakeraw(&raw)

    // Handlers first: a signal in between must not leave the terminal raw.
    let signals = CaughtSignals()
    defer { signals.restoreAndRaise() }
    guard unsafe set(fd, TCSADRAIN, &raw) else { return nil }
    // Keys that nobody read must not reach the shell as a command.
    defer { _ = unsafe set(fd, TCSAFLUSH, &saved) }

    var source = TerminalKeystrokes(fd: fd)
    return body(&source)
  }

  private static func set(
    _ fd: CInt, _ action: CInt, _ attributes: UnsafePointer<termios>
  ) -> Bool {
    while unsafe tcsetattr(fd, action, attributes) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }
}

/// The keys of a terminal in raw mode.
struct TerminalKeystrokes: KeystrokeSource {
  /// The time to wait for a key, or for the rest of a sequence, in milliseconds.
  ///
  /// Long enough for a sequence that a slow connection splits, short enough for a lone Escape.
  static let patience: CInt = 100

  private let fd: CInt
  private var parser = KeystrokeParser()
  private var queue: ArraySlice<Keystroke> = []

  init(fd: CInt) {
    self.fd = fd
  }

  mutating func next() -> PickerInput {
    while true {
      if CaughtSignals.pending != 0 { return .end }
      if let key = queue.popFirst() { return .key(key) }
      var descriptor = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&descriptor, 1, Self.patience)
      if ready == 0 {
        guard parser.isPending else { return .idle }
        queue = parser.flush()[...]
      } else if ready > 0 {
        guard fill() else { return .end }
      } else if errno != EINTR {
        return .end
      }
    }
  }

  /// Reads the bytes that have arrived; false if the terminal is gone.
  private mutating func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(fd, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    queue = bytes.prefix(count).flatMap { parser.consume($0) }[...]
    return count > 0
  }
}

/// The signals that would end the process while its terminal is in raw mode.
///
/// They are noted, and raised again when the terminal has been restored.
struct CaughtSignals {
  private static let caught: [CInt] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// The signal that came; an atomic because a handler may do little else than store a number.
  private static let noted = Atomic<CInt>(0)

  /// The signal that came since the handlers were installed, or 0.
  static var pending: CInt {
    noted.load(ordering: .relaxed)
  }

  private let previous: [(signal: CInt, action: sigaction)]

  /// Installs the handlers; signals that the process ignores (as under `nohup`) stay ignored.
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

  /// Puts the former handlers back.
  func restore() {
    for entry in previous {
      var action = entry.action
      unsafe sigaction(entry.signal, &action, nil)
    }
  }

  /// Puts the former handlers back and raises the signal that came, if any.
  func restoreAndRaise() {
    restore()
    let number = Self.noted.exchange(0, ordering: .relaxed)
    // Not `raise`: threads of a pool block signals, and there it would wait forever.
    if number != 0 { kill(getpid(), number) }
  }
}
