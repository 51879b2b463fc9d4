internal import Platform

/// The terminal at which a person may be asked, whatever the standard streams are (tty(4)).
package struct ControllingTerminal: Sendable {
  /// The most bytes of an answer.
  private static let limit = 4_096

  private let path: String

  /// Names the terminal.
  ///
  /// - Parameter path: Its device; `/dev/tty` is the one of this process.
  package init(path: String = "/dev/tty") { self.path = path }

  /// True if there is one.
  package var isThere: Bool {
    let terminal = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return false }
    close(terminal)
    return true
  }

  /// Asks for a line.
  ///
  /// While a secret is typed, the terminal shows nothing and passes on no signals; control-C is read
  /// as a wish to stop, so that the terminal is put back before anything ends.
  ///
  /// - Parameters:
  ///   - prompt: The text that is shown before it.
  ///   - isSecret: True to keep what is typed invisible.
  ///   - cancellation: Ends the waiting; the terminal is put back then too.
  /// - Returns: The line; `nil` where there is no terminal, or it has ended.
  /// - Throws: `ConnectionFailure` with `cancelled`.
  package func ask(
    _ prompt: String, isSecret: Bool, cancellation: Cancellation
  ) throws(ConnectionFailure) -> [UInt8]? {
    let terminal = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    var before = termios()
    guard unsafe tcgetattr(terminal, &before) == 0 else { return nil }
    if isSecret {
      var silent = before
      silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
      unsafe withUnsafeMutableBytes(of: &silent.c_cc) { keys in
        unsafe keys[Int(VMIN)] = 1
        unsafe keys[Int(VTIME)] = 0
      }
      guard unsafe tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { return nil }
    }
    defer {
      if isSecret {
        unsafe tcsetattr(terminal, TCSAFLUSH, &before)
        Self.show("\n", on: terminal)
      }
    }
    Self.show(prompt, on: terminal)
    return try Self.readLine(terminal, cancellation)
  }

  private static func show(_ text: String, on terminal: Int32) {
    let bytes = Array(text.utf8)
    _ = unsafe write(terminal, bytes, bytes.count)
  }

  private static func readLine(
    _ terminal: Int32, _ cancellation: Cancellation
  ) throws(ConnectionFailure) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      var list = [terminal, cancellation.descriptor].map { descriptor in
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      }
      // Darwin does not poll terminals: it says so at once, and the reading waits.
      _ = unsafe poll(&list, nfds_t(list.count), -1)
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      guard list[0].revents != 0 else { continue }
      var byte: UInt8 = 0
      let count = unsafe read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      switch byte {
      case 0x0A, 0x0D: return line
      case 0x03: throw ConnectionFailure(.cancelled, "cancelled at the terminal")
      case 0x04: if line.isEmpty { return nil }
      case 0x08, 0x7F:
        // All bytes of the last character in UTF-8.
        while let last = line.popLast(), last & 0xC0 == 0x80 {}
      case 0x15: line.removeAll()
      default: if line.count < limit { line.append(byte) }
      }
    }
  }
}
