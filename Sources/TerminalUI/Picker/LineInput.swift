internal import Platform

/// A line that a person types at a terminal, which shows and edits it itself.
package enum LineInput: Hashable, Sendable {
  /// A line, without its end.
  case line(String)
  /// The input has ended.
  case end
  /// A signal asks the process to end; nothing has happened to it yet.
  case stopped(signal: CInt)

  /// The most bytes of a line.
  private static let limit = 4_096

  /// Waits for a line, and blocks the thread meanwhile.
  ///
  /// Signals that would end the process are caught, so that its caller can put away what it has begun.
  ///
  /// - Parameter fd: The descriptor of the keyboard.
  /// - Returns: What came.
  package static func read(fd: CInt) -> LineInput {
    let signals = CaughtSignals()
    defer { signals.restore() }
    var bytes: [UInt8] = []
    while true {
      let signal = CaughtSignals.pending
      if signal != 0 { return .stopped(signal: signal) }
      var descriptor = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
      // Not forever: a signal may come just before.
      guard unsafe poll(&descriptor, 1, TerminalKeystrokes.patience) > 0 else { continue }
      var byte: UInt8 = 0
      let count = unsafe Platform.read(fd, &byte, 1)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count == 1 else {
        return bytes.isEmpty ? .end : .line(String(decoding: bytes, as: UTF8.self))
      }
      if byte == 0x0A { return .line(String(decoding: bytes, as: UTF8.self)) }
      if bytes.count < limit { bytes.append(byte) }
    }
  }
}
