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
    guard let terminal = RawTerminal(fd: fd) else { return nil }
    defer { terminal.restore() }
    var source = TerminalKeystrokes(fd: fd)
    return body(&source)
  }
}

/// A terminal in raw mode, from its making to ``restore()``.
final class RawTerminal {
  private let fd: CInt
  private var saved = termios()
  private let signals: CaughtSignals

  /// Switches a terminal to raw mode.
  ///
  /// - Parameters:
  ///   - fd: The keyboard's descriptor.
  ///   - output: The screen's descriptor, and what gives the screen back if the process crashes; `nil`
  ///     where nothing but the keyboard is changed.
  init?(fd: CInt, screen output: (fd: CInt, leave: StaticString)? = nil) {
    guard unsafe isatty(fd) == 1 && tcgetattr(fd, &saved) == 0 else { return nil }
    self.fd = fd
    var raw = saved
    unsafe cfmakeraw(&raw)
    // Handlers first: a signal in between must not leave the terminal raw.
    signals = CaughtSignals(catchesStop: true)
    if let output { CrashCare.begin(fd, saved, output.fd, output.leave) }
    guard unsafe Self.set(fd, TCSADRAIN, &raw) else {
      CrashCare.end()
      signals.restoreAndRaise()
      return nil
    }
  }

  /// Gives the terminal back as it was, and raises a signal that has come meanwhile.
  ///
  /// Keys that nobody read do not reach the shell as a command.
  func restore() {
    _ = unsafe Self.set(fd, TCSAFLUSH, &saved)
    CrashCare.end()
    signals.restoreAndRaise()
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

  mutating func next() -> PickerInput { next(within: Self.patience) }

  /// Waits for the next event.
  ///
  /// - Parameter patience: The milliseconds after which it is `.idle`.
  /// - Returns: The event.
  mutating func next(within patience: CInt) -> PickerInput {
    while true {
      // Stopped from outside is stopped by the key.
      if CaughtSignals.take(SIGTSTP) { return .key(.control("z")) }
      if CaughtSignals.pending != 0 { return .end }
      if let key = queue.popFirst() { return .key(key) }
      var descriptor = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&descriptor, 1, parser.isPending ? Self.patience : patience)
      if ready == 0 {
        guard parser.isPending else { return .idle }
        queue = parser.flush()[...]
        if queue.isEmpty { return .idle }
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

/// The signals that would end or stop the process while its terminal is in raw mode.
///
/// They are noted, and raised again when the terminal has been restored.
struct CaughtSignals {
  private static let caught: [CInt] = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGPROF, SIGVTALRM, SIGXCPU,
    SIGXFSZ,
  ]

  /// The signal that came; an atomic because a handler may do little else than store a number.
  private static let noted = Atomic<CInt>(0)

  /// The signal that came since the handlers were installed, or 0.
  static var pending: CInt {
    noted.load(ordering: .relaxed)
  }

  /// Returns whether this signal came, and forgets it.
  static func take(_ signal: CInt) -> Bool {
    noted.compareExchange(expected: signal, desired: 0, ordering: .relaxed).exchanged
  }

  private let previous: [(signal: CInt, action: sigaction)]

  /// Installs the handlers; signals that the process ignores (as under `nohup`) stay ignored.
  ///
  /// - Parameters:
  ///   - signals: The signals.
  ///   - catchesStop: True to note a request to stop (SIGTSTP), too.
  init(_ signals: [CInt] = caught, catchesStop: Bool = false) {
    Self.noted.store(0, ordering: .relaxed)
    var previous: [(CInt, sigaction)] = []
    for number in signals + (catchesStop ? [SIGTSTP] : []) {
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

  /// Returns whether a signal does what it does without a handler.
  private static func isDefault(_ number: CInt) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    let handler = signal(number, SIG_IGN)
    unsafe sigaction(number, &action, nil)
    // 0 is SIG_DFL on every system; comparing functions is not possible otherwise.
    return unsafe unsafeBitCast(handler, to: Int.self) == 0
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
    guard number != 0 else { return }
    // Not `raise`: threads of a pool block signals, and there it would wait forever.
    let ends = Self.isDefault(number)
    kill(getpid(), number)
    // Another thread takes it, and until then this one would go on to an end of its own.
    if ends { sleep(1) }
  }
}

/// Gives the screen back where the process crashes while it has it: a trap, or memory that is not there.
private enum CrashCare {
  private static let crashes: [CInt] = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGSYS]

  /// The keyboard's descriptor; -1 while nothing is to be given back.
  private static let keyboard = Atomic<CInt>(-1)
  private static let screen = Atomic<CInt>(-1)
  private static let leaveStart = Atomic<UInt>(0)
  private static let leaveLength = Atomic<Int>(0)
  /// A place that the handler can read without a lock; it is never freed.
  private nonisolated(unsafe) static let saved = UnsafeMutablePointer<termios>.allocate(capacity: 1)

  static func begin(
    _ fd: CInt, _ attributes: termios, _ output: CInt, _ leave: StaticString
  ) {
    unsafe saved.initialize(to: attributes)
    unsafe leaveStart.store(UInt(bitPattern: leave.utf8Start), ordering: .relaxed)
    leaveLength.store(leave.utf8CodeUnitCount, ordering: .relaxed)
    screen.store(output, ordering: .relaxed)
    keyboard.store(fd, ordering: .releasing)
    for number in crashes {
      _ = signal(number) { number in
        let fd = CrashCare.keyboard.exchange(-1, ordering: .acquiringAndReleasing)
        if fd >= 0 {
          unsafe tcsetattr(fd, TCSANOW, CrashCare.saved)
          let start = CrashCare.leaveStart.load(ordering: .relaxed)
          _ = unsafe write(
            CrashCare.screen.load(ordering: .relaxed), UnsafeRawPointer(bitPattern: start),
            CrashCare.leaveLength.load(ordering: .relaxed))
        }
        _ = signal(number, SIG_DFL)
        kill(getpid(), number)
      }
    }
  }

  static func end() {
    guard keyboard.exchange(-1, ordering: .acquiringAndReleasing) >= 0 else { return }
    for number in crashes { _ = signal(number, SIG_DFL) }
  }
}
