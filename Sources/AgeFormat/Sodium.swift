internal import CSodium

/// Chooses libsodium's fastest code for this processor, once.
///
/// Where that fails, which no system of ours does, the plain code is used.
let sodium: Void = { _ = sodium_init() }()

/// HMAC-SHA256, part by part.
struct HMAC {
  static let size = Int(crypto_auth_hmacsha256_BYTES)
  private var state = crypto_auth_hmacsha256_state()

  init(key: Span<UInt8>) {
    // An empty key may have no address; it is filled up with zeros as every short one is.
    let zero: [UInt8] = [0]
    unsafe key.withUnsafeBufferPointer {
      if let start = $0.baseAddress {
        _ = unsafe crypto_auth_hmacsha256_init(&state, start, $0.count)
      } else {
        _ = unsafe crypto_auth_hmacsha256_init(&state, zero, zero.count)
      }
    }
  }

  mutating func update(_ part: Span<UInt8>) {
    unsafe part.withUnsafeBufferPointer {
      _ = unsafe crypto_auth_hmacsha256_update(&state, $0.baseAddress, UInt64($0.count))
    }
  }

  /// Ends the message.
  consuming func finish() -> [UInt8] {
    var code = [UInt8](repeating: 0, count: HMAC.size)
    _ = unsafe crypto_auth_hmacsha256_final(&state, &code)
    return code
  }

  /// Ends the message, where the code is a key.
  consuming func finishSecret() -> SecretBytes {
    unsafe SecretBytes(HMAC.size) { _ = unsafe crypto_auth_hmacsha256_final(&state, $0) }
  }
}

extension SecretBytes {
  /// Derives a key of 32 bytes: HKDF-SHA256 (RFC 5869) with an output of one block.
  func derived(salt: Span<UInt8>, info: String) -> SecretBytes {
    var extract = HMAC(key: salt)
    withSpan { extract.update($0) }
    var expand = extract.finishSecret().withSpan { HMAC(key: $0) }
    let parameters = [UInt8](info.utf8) + [1]
    expand.update(parameters.span)
    return expand.finishSecret()
  }
}

/// The key agreement of X25519.
enum X25519 {
  static let size = Int(crypto_scalarmult_curve25519_BYTES)

  /// The secret that is shared with the owner of a public key.
  ///
  /// - Returns: `nil` where the public key is one of the few that make one secret of all keys.
  static func sharedSecret(_ secret: SecretBytes, with publicKey: [UInt8]) -> SecretBytes? {
    guard publicKey.count == size else { return nil }
    _ = sodium
    var status: Int32 = -1
    let shared = unsafe SecretBytes(size) { output in
      status = unsafe secret.withPointer {
        unsafe crypto_scalarmult_curve25519(output, $0, publicKey)
      }
    }
    return status == 0 ? shared : nil
  }

  /// The public key that belongs to a secret one.
  static func publicKey(of secret: SecretBytes) -> [UInt8] {
    _ = sodium
    var key = [UInt8](repeating: 0, count: size)
    unsafe secret.withPointer { _ = unsafe crypto_scalarmult_curve25519_base(&key, $0) }
    return key
  }

  /// The key of this kind that belongs to one of Ed25519.
  ///
  /// - Returns: `nil` where it is no point that may be used.
  static func publicKey(fromEd25519 key: [UInt8]) -> [UInt8]? {
    guard key.count == size else { return nil }
    var converted = [UInt8](repeating: 0, count: size)
    guard unsafe crypto_sign_ed25519_pk_to_curve25519(&converted, key) == 0 else { return nil }
    return converted
  }
}
