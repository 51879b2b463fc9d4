internal import Platform

/// A short text in memory of its own: for paths and the like, before anything of Swift's runtime has
/// had to be set up.
///
/// An array or a string costs a program this short more than all of its system calls.
struct RawText: ~Copyable {
  private let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var count = 0
  /// Whether something did not fit; such a text must not be used.
  private(set) var isCut = false

  /// Makes an empty text; one byte more is kept for the NUL that C wants.
  init(capacity: Int = 4_096) {
    self.capacity = capacity
    start = .allocate(capacity: capacity + 1)
  }

  deinit { start.deallocate() }

  /// The bytes; valid as long as this value lives and is not changed.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Adds bytes.
  mutating func add(_ more: UnsafeRawBufferPointer) {
    guard let source = more.baseAddress, more.count <= capacity - count else {
      isCut = isCut || !more.isEmpty
      return
    }
    memcpy(start + count, source, more.count)
    count += more.count
  }

  mutating func add(_ text: StaticString) {
    add(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ text: UnsafePointer<CChar>) {
    add(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }

  /// Adds a number that is not negative, in decimal digits.
  mutating func add(decimal number: Int64) {
    var power: Int64 = 1
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      guard count < capacity else {
        isCut = true
        return
      }
      start[count] = UInt8(ascii: "0") + UInt8(number / power % 10)
      count += 1
      power /= 10
    }
  }

  /// Takes off what stands behind a length.
  mutating func cut(to length: Int) { count = min(count, length) }

  /// Fills the text with the first bytes of a file; it is empty where the file cannot be read.
  mutating func read(_ path: borrowing RawText) {
    count = 0
    let descriptor = open(path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    count = max(0, Platform.read(descriptor, start, capacity))
    close(descriptor)
  }

  /// The text for C; valid as long as this value lives and is not changed.
  var cString: UnsafePointer<CChar> {
    start[count] = 0
    return UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
  }
}
