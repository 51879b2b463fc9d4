internal import CDetach
internal import Platform

/// A text in memory of its own: for paths and the like, before anything of Swift's runtime has had to
/// be set up.
///
/// An array or a string costs a program this short more than all of its system calls. Every access is
/// checked, so that only this file handles memory by hand.
@safe
struct RawText: ~Copyable {
  /// One byte more than the capacity, for the NUL that C wants.
  ///
  /// It is `nil` where there is no memory left.
  private var start: UnsafeMutablePointer<UInt8>?
  /// The most bytes that it holds.
  private(set) var capacity: Int
  /// The number of its bytes.
  private(set) var count = 0
  /// True if something did not fit; such a text must not be used.
  private(set) var isCut = false

  /// Makes an empty text.
  init(capacity: Int = 4_096) {
    unsafe start = malloc(capacity + 1)?.assumingMemoryBound(to: UInt8.self)
    self.capacity = unsafe start == nil ? 0 : capacity
  }

  /// Makes a text of bytes.
  init(_ bytes: [UInt8]) {
    self.init(capacity: bytes.count)
    for byte in bytes { add(byte) }
  }

  deinit { unsafe free(start) }

  /// A byte of the text.
  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    // A text with bytes has memory.
    return unsafe start.unsafelyUnwrapped[index]
  }

  /// The bytes as an array.
  var array: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Returns true if a part of the text is another one.
  func holds(_ text: StaticString, at range: Range<Int>) -> Bool {
    guard range.count == text.utf8CodeUnitCount, range.upperBound <= count, let start = unsafe start
    else { return false }
    return unsafe memcmp(start + range.lowerBound, text.utf8Start, range.count) == 0
  }

  /// Returns true if the text has another one at a place, whatever follows.
  func holds(_ text: StaticString, from start: Int) -> Bool {
    holds(text, at: start..<min(count, start + text.utf8CodeUnitCount))
  }

  // MARK: - Adding

  /// Adds a byte.
  mutating func add(_ byte: UInt8) {
    guard count < capacity, let start = unsafe start else {
      isCut = true
      return
    }
    unsafe start[count] = byte
    count += 1
  }

  /// Adds a part of another text.
  mutating func add(_ text: borrowing RawText, _ range: Range<Int>) {
    guard range.upperBound <= text.count, let source = unsafe text.start else { return }
    unsafe add(source + range.lowerBound, range.count)
  }

  /// Adds another text.
  mutating func add(_ text: borrowing RawText) { add(text, 0..<text.count) }

  /// Adds a text of the program.
  mutating func add(_ text: StaticString) {
    unsafe add(text.utf8Start, text.utf8CodeUnitCount)
  }

  /// Adds a number that is not negative, in decimal digits.
  mutating func add(decimal number: Int64) {
    var power: Int64 = 1
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      add(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }

  /// Adds the value of a variable of the environment.
  ///
  /// - Parameter name: The variable.
  /// - Returns: False if it is not set, or empty.
  mutating func add(variable name: StaticString) -> Bool {
    guard let value = unsafe RawText.variable(name) else { return false }
    unsafe value.withMemoryRebound(to: UInt8.self, capacity: strlen(value)) { bytes in
      unsafe add(bytes, strlen(value))
    }
    return true
  }

  /// Returns true if a variable of the environment is set, and not empty.
  static func isSet(_ name: StaticString) -> Bool { unsafe variable(name) != nil }

  private static func variable(_ name: StaticString) -> UnsafePointer<CChar>? {
    let name = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    return unsafe UnsafePointer(value)
  }

  private mutating func add(_ bytes: UnsafePointer<UInt8>, _ size: Int) {
    guard size <= capacity - count, let start = unsafe start else {
      isCut = isCut || size > 0
      return
    }
    unsafe memcpy(start + count, bytes, size)
    count += size
  }

  /// Removes what is behind a length.
  mutating func cut(to length: Int) { count = min(count, length) }

  // MARK: - Input and output

  /// Makes room for more.
  ///
  /// - Parameter larger: The new capacity.
  /// - Returns: False if that is not more, or if there is no memory.
  mutating func grow(to larger: Int) -> Bool {
    guard larger > capacity, let place = unsafe realloc(start, larger + 1) else { return false }
    unsafe start = place.assumingMemoryBound(to: UInt8.self)
    capacity = larger
    return true
  }

  /// Reads once (read(2)), as much as there is room for.
  ///
  /// - Parameter descriptor: The open file.
  /// - Returns: The number of bytes that were added; negative for an error, which is in `errno`.
  mutating func fill(from descriptor: Int32) -> Int {
    guard let start = unsafe start else { return 0 }
    let size = unsafe Platform.read(descriptor, start + count, capacity - count)
    count += max(0, size)
    return size
  }

  /// Fills the text with the first bytes of a file; it is empty where the file cannot be read.
  mutating func read(_ path: borrowing RawText) {
    count = 0
    let descriptor = path.open(O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    _ = fill(from: descriptor)
    close(descriptor)
  }

  /// Opens the file whose path this is (open(2)); the caller closes it.
  borrowing func open(_ flags: Int32) -> Int32 {
    guard let path = unsafe path else { return -1 }
    return unsafe Platform.open(path, flags, 0o600)
  }

  /// True unless there is a file at this path that belongs to another user.
  var isOwnOrMissing: Bool {
    guard let path = unsafe path else { return false }
    var info = stat()
    return unsafe stat(path, &info) != 0 || info.st_uid == geteuid()
  }

  /// True if there is nothing at this path.
  var isMissing: Bool {
    guard let path = unsafe path else { return false }
    return unsafe access(path, F_OK) != 0
  }

  /// Writes all of it to an open file; returns whether it could.
  borrowing func write(to descriptor: Int32) -> Bool {
    guard let start = unsafe start else { return false }
    return unsafe Platform.write(descriptor, start, count) == count
  }

  /// Puts the file whose path this is in the place of another one, as one step; returns whether it could.
  borrowing func replace(_ other: borrowing RawText) -> Bool {
    guard let path = unsafe path, let other = unsafe other.path else { return false }
    // Exchanged, since that is faster than to replace it.
    return unsafe handoff_exchange(path, other) == 0 || rename(path, other) == 0
  }

  /// Moves the file whose path this is, as one step; returns whether it could.
  borrowing func move(to other: borrowing RawText) -> Bool {
    guard let path = unsafe path, let other = unsafe other.path else { return false }
    return unsafe rename(path, other) == 0
  }

  /// Sets the time of the last change of the file whose path this is to now (utimensat(2)).
  borrowing func touch() {
    if let path = unsafe path { unsafe utimensat(AT_FDCWD, path, nil, AT_SYMLINK_NOFOLLOW) }
  }

  /// Removes the file whose path this is.
  borrowing func unlink() {
    if let path = unsafe path { unsafe Platform.unlink(path) }
  }

  private var path: UnsafePointer<CChar>? {
    guard let start = unsafe start else { return nil }
    unsafe start[count] = 0
    return unsafe UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
  }
}
