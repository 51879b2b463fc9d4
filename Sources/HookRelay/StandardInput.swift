internal import LocalFiles

/// The standard input of a hook, which may be large, slow, or never end.
enum StandardInput {
  /// Reads until the end, until the JSON object is complete, or until the time is over.
  ///
  /// - Parameters:
  ///   - milliseconds: The longest time for all of it; on some systems the stream is never closed.
  ///   - limit: The most bytes that are kept.
  /// - Returns: What came, and whether more than `limit` bytes did.
  static func read(milliseconds: Int32, limit: Int) -> (bytes: [UInt8], isCut: Bool) {
    var bytes: [UInt8] = []
    // A usual input is a few kilobytes; a larger chunk would only cost page faults.
    var chunk = [UInt8](repeating: 0, count: 8_192)
    let end = Clock.milliseconds() + Int64(milliseconds)
    while true {
      let left = end - Clock.milliseconds()
      guard left > 0 else { return (bytes, false) }
      var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      let ready = poll(&request, 1, Int32(left))
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { return (bytes, false) }
      let count = chunk.withUnsafeMutableBytes { LocalFiles.read(0, $0.baseAddress, $0.count) }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard count > 0 else { return (bytes, false) }
      if bytes.count + count > limit { return (bytes, true) }
      bytes.append(contentsOf: chunk[..<count])
      // Claude Code ends its input with "}\n" and then closes; some versions leave it open.
      if bytes.last == 0x0A || bytes.last == UInt8(ascii: "}"), HookScanner(bytes).isComplete {
        return (bytes, false)
      }
    }
  }
}
