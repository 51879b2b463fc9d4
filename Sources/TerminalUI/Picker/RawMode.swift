internal import Platform

/// A terminal that hands over every key at once and unseen, for the duration of one call.
enum RawMode {
  /// Runs a body with the terminal in raw mode and restores it afterwards.
  ///
  /// A signal that would end the process ends the body instead (its source says `.end`); when the
  /// terminal is restored the signal is raised again and does what it would have done.
  ///
  /// - Parameters:
  ///   - fd: the keyboard's descriptor.
  ///   - body: gets the keys; must return soon after `.end`.
  /// - Returns: what the body returns; nil if the descriptor is no terminal or cannot be set up.
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
    _ fd: CInt, _ action: CInt, _ attributes: UnsafePointer<termios>,
  ) -> Bool {
    while unsafe tcsetattr(fd, action, attributes) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }
}
