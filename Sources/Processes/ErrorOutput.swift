internal import Platform

/// What a program says on its standard error: kept for messages, and never waited for.
///
/// An ssh that others share keeps its standard error open for ever.
struct ErrorOutput {
  /// The end to read; -1, which `poll(2)` ignores, where there is none (any more).
  private(set) var descriptor: Int32
  /// The terminal that is shown it as well; -1 for none.
  private let terminal: Int32
  private var said = TextTail()

  /// Takes a descriptor over.
  ///
  /// - Parameters:
  ///   - descriptor: The end to read; -1 for none.
  ///   - isShown: Whether a person is to see it as well, where our own standard error is a terminal:
  ///     ssh asks there for the touch of a hardware key.
  init(_ descriptor: Int32, isShown: Bool = false) {
    self.descriptor = descriptor
    terminal = isShown && isatty(STDERR_FILENO) == 1 ? STDERR_FILENO : -1
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
  }

  /// The last lines.
  var lines: [String] { said.lines }

  /// Takes what there is.
  mutating func drain() {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    // A program that never stops talking must not hold us here.
    for _ in 0..<64 where descriptor >= 0 {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        said.append(chunk[..<count])
        show(chunk[..<count])
      } else if count == 0 || ![EAGAIN, EWOULDBLOCK, EINTR].contains(errno) {
        finish()
      } else {
        return
      }
    }
  }

  /// Gives the descriptor back.
  mutating func finish() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private func show(_ bytes: ArraySlice<UInt8>) {
    guard terminal >= 0 else { return }
    var safe = Array(TextTail.printable(bytes, keeping: ["\n", "\t"]).utf8)[...]
    while !safe.isEmpty {
      let count = safe.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }
      safe = safe.dropFirst(max(count, 0))
    }
  }
}
