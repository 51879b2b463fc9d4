internal import CSodium

/// The key of one file, and its wrapping for each who may read the file.
enum FileKey {
  static let size = 16
  /// The size of a wrapped file key: itself and its tag.
  static let wrappedSize = size + Int(crypto_aead_chacha20poly1305_ietf_ABYTES)

  /// Encrypts it with a key that is used for nothing else.
  static func wrap(_ fileKey: SecretBytes, with key: SecretBytes) -> [UInt8] {
    let nonce = [UInt8](repeating: 0, count: Int(crypto_aead_chacha20poly1305_ietf_NPUBBYTES))
    var wrapped = [UInt8](repeating: 0, count: wrappedSize)
    unsafe fileKey.withPointer { fileKey in
      unsafe key.withPointer { key in
        _ = unsafe crypto_aead_chacha20poly1305_ietf_encrypt(
          &wrapped, nil, fileKey, UInt64(size), nil, 0, nil, nonce, key)
      }
    }
    return wrapped
  }

  /// Decrypts it.
  ///
  /// - Returns: `nil` where the key is another one.
  static func unwrap(_ wrapped: [UInt8], with key: SecretBytes) -> SecretBytes? {
    guard wrapped.count == wrappedSize else { return nil }
    let nonce = [UInt8](repeating: 0, count: Int(crypto_aead_chacha20poly1305_ietf_NPUBBYTES))
    var status: Int32 = -1
    let fileKey = unsafe SecretBytes(size) { output in
      status = unsafe key.withPointer {
        unsafe crypto_aead_chacha20poly1305_ietf_decrypt(
          output, nil, nil, wrapped, UInt64(wrapped.count), nil, 0, nonce, $0)
      }
    }
    return status == 0 ? fileKey : nil
  }
}
