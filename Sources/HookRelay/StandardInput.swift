internal import Platform

/// The standard input of a hook, which may be large, slow, or never end.
struct StandardInput: ~Copyable {
  /// The bytes that came.
  private(set) var bytes: RawText
  /// The fields in them.
  private(set) var scan = HookScanner()
  /// True if more came than is kept.
  private(set) var isCut = false

  /// Reads until the end, until the JSON object is complete, or until the time is over.
  ///
  /// - Parameters:
  ///   - descriptor: The stream; 0 outside of tests.
  ///   - milliseconds: The longest time for all of it; on some systems the stream is never closed.
  ///   - limit: The most bytes that are kept.
  init(descriptor: Int32 = 0, milliseconds: Int32, limit: Int) {
    // A usual input is a few kilobytes.
    bytes = RawText(capacity: min(limit, 16_384))
    let end = Clock.milliseconds() + Int64(milliseconds)
    while true {
      if bytes.count == bytes.capacity, !bytes.grow(to: min(limit, bytes.capacity * 4)) {
        isCut = true
        break
      }
      let left = end - Clock.milliseconds()
      guard left > 0 else { break }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&request, 1, Int32(left))
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { break }
      let result = bytes.fill(from: descriptor)
      if result < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard result > 0 else { break }
      // Claude Code ends its input with "}\n" and then closes; some versions leave it open.
      let last = bytes[bytes.count - 1]
      if last == 0x0A || last == UInt8(ascii: "}") {
        scan = HookScanner(bytes)
        if scan.isComplete { return }
      }
    }
    scan = HookScanner(bytes)
  }
}
