internal import CSodium

/// Bytes that are overwritten when nobody holds them any more.
///
/// They never change after they are made, which lets threads share them.
@safe final class SecretBytes: @unchecked Sendable {
  let count: Int
  private let start: UnsafeMutablePointer<UInt8>

  /// Makes as many bytes, zeros, and has them filled.
  init(_ count: Int, fill: (UnsafeMutablePointer<UInt8>) -> Void) {
    self.count = count
    unsafe start = .allocate(capacity: count)
    unsafe start.initialize(repeating: 0, count: count)
    unsafe fill(start)
  }

  convenience init(_ bytes: [UInt8]) {
    unsafe self.init(bytes.count) { start in
      for (index, byte) in bytes.enumerated() { unsafe start[index] = byte }
    }
  }

  deinit {
    unsafe sodium_memzero(start, count)
    unsafe start.deallocate()
  }

  static func random(_ count: Int) -> SecretBytes {
    unsafe SecretBytes(count) { unsafe randombytes_buf($0, count) }
  }

  /// Lends the bytes.
  func withSpan<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(Span(_unsafeStart: start, count: count))
  }

  /// Lends the bytes to C.
  func withPointer<Result, Failure: Error>(
    _ body: (UnsafePointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(start)
  }

  /// A copy that nobody overwrites.
  func copy() -> [UInt8] { (0..<count).map { unsafe start[$0] } }
}
