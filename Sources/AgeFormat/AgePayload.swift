internal import CSodium

/// The content of a file: a nonce, and chunks of 64 kB that are encrypted one by one (STREAM).
///
/// The number of a chunk and whether it is the last one are part of its nonce, so chunks cannot be
/// left out, exchanged or added.
enum AgePayload {
  private static let nonceSize = 16
  private static let chunkSize = 64 << 10
  private static let tagSize = Int(crypto_aead_chacha20poly1305_ietf_ABYTES)

  /// The size of the content in a payload of this size.
  ///
  /// - Throws: `AgeError` if no payload has this size.
  private static func contentSize(_ size: Int) throws(AgeError) -> Int {
    let encrypted = size - nonceSize
    // The format counts the nonce among the header.
    guard encrypted >= 0 else { throw .malformedHeader }
    guard encrypted >= tagSize else { throw .damagedPayload }
    let chunks = (encrypted + chunkSize + tagSize - 1) / (chunkSize + tagSize)
    let content = encrypted - chunks * tagSize
    // The last chunk is empty only where it is the first one, too.
    guard chunks == 1 || content > (chunks - 1) * chunkSize else { throw .damagedPayload }
    return content
  }

  /// Encrypts a content.
  ///
  /// - Returns: The header, and the payload after it.
  static func encrypt(
    _ content: [UInt8], with fileKey: SecretBytes, after header: [UInt8]
  ) -> [UInt8] {
    let nonce = SecureRandom.bytes(nonceSize)
    let key = fileKey.derived(salt: nonce.span, info: "payload")
    let chunks = max(1, (content.count + chunkSize - 1) / chunkSize)
    let start = header.count + nonceSize
    let size = start + content.count + chunks * tagSize
    _ = sodium
    var file = header
    file.reserveCapacity(size)
    file += nonce
    file += repeatElement(0, count: size - start)
    unsafe file.withUnsafeMutableBufferPointer { file in
      unsafe content.withUnsafeBufferPointer { content in
        unsafe key.withPointer { key in
          guard var output = unsafe file.baseAddress.map({ unsafe $0 + start }) else { return }
          for chunk in 0..<chunks {
            let from = chunk * chunkSize
            let count = min(chunkSize, content.count - from)
            // An empty array may have no address.
            let input = unsafe content.baseAddress.map { unsafe $0 + from }
            _ = unsafe crypto_aead_chacha20poly1305_ietf_encrypt(
              output, nil, input, UInt64(count), nil, 0, nil,
              chunkNonce(chunk, isLast: chunk == chunks - 1), key)
            unsafe output += count + tagSize
          }
        }
      }
    }
    return file
  }

  /// Decrypts a payload.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - start: The size of its header.
  ///   - fileKey: The key of the file.
  ///   - limit: The most bytes of content.
  /// - Returns: The content, of which every byte is the one that was written.
  /// - Throws: `AgeError` if it was changed or cut off, or is too large.
  static func decrypt(
    _ file: [UInt8], from start: Int, with fileKey: SecretBytes, limit: Int
  ) throws(AgeError) -> [UInt8] {
    let contentSize = try contentSize(file.count - start)
    guard contentSize <= limit else { throw .tooLarge(limit: limit) }
    let key = fileKey.derived(
      salt: file.span.extracting(start..<(start + nonceSize)), info: "payload")
    _ = sodium
    var isWhole = false
    let content = unsafe [UInt8](unsafeUninitializedCapacity: contentSize) { output, written in
      unsafe file.withUnsafeBufferPointer { file in
        unsafe key.withPointer { key in
          isWhole = unsafe decrypt(
            UnsafeBufferPointer(rebasing: file[(start + nonceSize)...]), to: output, with: key)
        }
      }
      written = isWhole ? contentSize : 0
    }
    guard isWhole else { throw .damagedPayload }
    return content
  }

  private static func decrypt(
    _ chunks: UnsafeBufferPointer<UInt8>, to content: UnsafeMutableBufferPointer<UInt8>,
    with key: UnsafePointer<UInt8>
  ) -> Bool {
    var (from, chunk) = (0, 0)
    guard let start = chunks.baseAddress else { return false }
    while from < chunks.count {
      let count = min(chunkSize + tagSize, chunks.count - from)
      let isLast = from + count == chunks.count
      let output = unsafe content.baseAddress.map { unsafe $0 + chunk * chunkSize }
      guard
        unsafe crypto_aead_chacha20poly1305_ietf_decrypt(
          output, nil, nil, start + from, UInt64(count), nil, 0,
          chunkNonce(chunk, isLast: isLast), key)
          == 0
      else { return false }
      from += count
      chunk += 1
    }
    return true
  }

  /// Eleven bytes of the number, and one that marks the last chunk.
  private static func chunkNonce(_ chunk: Int, isLast: Bool) -> [UInt8] {
    let number = UInt64(chunk)
    return [0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
      + [isLast ? 1 : 0]
  }
}
