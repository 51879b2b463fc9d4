internal import LocalFiles

/// The standard input of a hook, which may be large, slow, or never end.
struct StandardInput {
  /// What came.
  private(set) var bytes: [UInt8] = []
  /// What it says.
  private(set) var scan = HookScanner([])
  /// Whether more came than is kept.
  private(set) var isCut = false

  /// Reads until the end, until the JSON object is complete, or until the time is over.
  ///
  /// - Parameters:
  ///   - milliseconds: The longest time for all of it; on some systems the stream is never closed.
  ///   - limit: The most bytes that are kept.
  init(milliseconds: Int32, limit: Int) {
    // A usual input is a few kilobytes; a larger chunk would only cost page faults.
    let room = 8_192
    let end = Clock.milliseconds() + Int64(milliseconds)
    while true {
      let left = end - Clock.milliseconds()
      guard left > 0 else { break }
      var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      let ready = poll(&request, 1, Int32(left))
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { break }
      var result = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        result = LocalFiles.read(0, buffer.baseAddress, room)
        count = max(0, result)
      }
      if result < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard result > 0 else { break }
      if bytes.count + chunk.count > limit {
        isCut = true
        break
      }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      // Claude Code ends its input with "}\n" and then closes; some versions leave it open.
      if bytes.last == 0x0A || bytes.last == UInt8(ascii: "}") {
        scan = HookScanner(bytes)
        if scan.isComplete { return }
      }
    }
    scan = HookScanner(bytes)
  }
}
