internal import Platform

/// The standard input of a hook, which may be large, slow, or never end.
struct StandardInput: ~Copyable {
  private var start: UnsafeMutableRawPointer?
  private var count = 0
  private var room = 0
  /// What it says.
  private(set) var scan = HookScanner()
  /// Whether more came than is kept.
  private(set) var isCut = false

  /// What came; valid as long as this value lives.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Reads until the end, until the JSON object is complete, or until the time is over.
  ///
  /// - Parameters:
  ///   - descriptor: What is read; 0 outside of tests.
  ///   - milliseconds: The longest time for all of it; on some systems the stream is never closed.
  ///   - limit: The most bytes that are kept.
  init(descriptor: Int32 = 0, milliseconds: Int32, limit: Int) {
    let end = Clock.milliseconds() + Int64(milliseconds)
    while makeRoom(limit: limit) {
      let left = end - Clock.milliseconds()
      guard left > 0 else { break }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&request, 1, Int32(left))
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0, let start else { break }
      let result = read(descriptor, start + count, room - count)
      if result < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard result > 0 else { break }
      count += result
      // Claude Code ends its input with "}\n" and then closes; some versions leave it open.
      let last = bytes[count - 1]
      if last == 0x0A || last == UInt8(ascii: "}") {
        scan = HookScanner(bytes)
        if scan.isComplete { return }
      }
    }
    scan = HookScanner(bytes)
  }

  deinit { free(start) }

  /// Makes place for more; `false` where that would be more than may be kept.
  private mutating func makeRoom(limit: Int) -> Bool {
    if count < room { return true }
    guard room < limit else {
      isCut = true
      return false
    }
    // A usual input is a few kilobytes.
    let larger = min(limit, max(16_384, room * 4))
    guard let place = realloc(start, larger) else {
      isCut = true
      return false
    }
    (start, room) = (place, larger)
    return true
  }
}
