internal import Platform

/// Judges whether the value of a setting with a secret's name is the secret itself.
///
/// Code is full of values that are not: `nil`, `String`, `getToken()`, `$PASS`, `process.env.X`,
/// `config.password`, `your-api-key`.
struct SecretValue {
  /// The writing of a value.
  enum Writing {
    /// Between quotes.
    case quoted
    /// `NAME=value` with a name in capitals: an environment or a settings file.
    case environment
    /// `name=value`, without spaces.
    case direct
    /// `name: value`, `name = value`, `--name value`.
    case spaced
    /// `the password is value`.
    case prose
  }

  private let bytes: ArraySlice<UInt8>
  private let lowered: [UInt8]
  private let text: String
  private let digits: Int
  private let letters: Int
  private let symbols: Int
  private let mixedCase: Bool
  private let hasSpace: Bool
  private let hasForeign: Bool

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    lowered = bytes.map(\.lowered)
    text = String(decoding: lowered, as: UTF8.self)
    digits = bytes.count(where: \.isDigit)
    letters = bytes.count(where: \.isLetter)
    hasSpace = bytes.contains(where: \.isSpace)
    hasForeign = bytes.contains { !$0.isASCII }
    symbols = bytes.count { $0.isASCII && !$0.isName && !$0.isSpace }
    mixedCase = bytes.contains(where: \.isUpper) && bytes.contains(where: \.isLower)
  }

  /// Returns true if the value is to be replaced.
  ///
  /// - Parameters:
  ///   - writing: The writing of the value.
  ///   - name: The kind of secret that the name announces.
  /// - Returns: False for references, masks, paths, types, and ordinary words.
  func isSecret(_ writing: Writing, name: SecretName) -> Bool {
    guard bytes.count >= 4, !isMask, !isReference, !isPath, !isOrdinary else { return false }
    let strict = name == .token || name == .key
    switch writing {
    case .quoted: return isSecretQuoted(strict: strict)
    case .environment: return isSecretEnvironment(strict: strict)
    case .direct, .spaced: return isSecretRaw(strict: strict, direct: writing == .direct)
    case .prose: return isSecretInProse
    }
  }

  private func isSecretQuoted(strict: Bool) -> Bool {
    if hasSpace || (hasForeign && digits + symbols == 0) { return false }
    if digits == bytes.count { return strict ? digits >= 16 : true }
    if digits + symbols > 0 { return bytes.count >= (strict ? 8 : 5) }
    if strict { return letters == bytes.count && letters >= 16 }
    return bytes.count >= 6 && !isCapitalised
  }

  private func isSecretEnvironment(strict: Bool) -> Bool {
    if digits == bytes.count { return strict ? digits >= 16 : true }
    return bytes.count >= (strict ? 8 : 4)
  }

  private func isSecretRaw(strict: Bool, direct: Bool) -> Bool {
    if bytes.contains(where: { "([{".utf8.contains($0) }) && symbols <= 2 { return false }
    if digits == bytes.count { return strict ? digits >= 16 : digits >= (direct ? 4 : 6) }
    guard letters > 0, digits + symbols > 0 || (mixedCase && bytes.count >= 20) else {
      return false
    }
    if isDotted { return false }
    // A variable may well end in a digit: `token = response2`.
    if strict { return bytes.count >= 12 && (digits >= 2 || bytes.count >= 20) }
    return bytes.count >= 6 && (digits > 0 || symbols > 0)
  }

  private var isSecretInProse: Bool {
    letters > 0 && bytes.count >= 6 && !bytes.contains(UInt8(ascii: "-")) && !isDotted
      && (digits > 0 || symbols > 0) && !bytes.contains(where: { "()[]{}/".utf8.contains($0) })
  }

  /// True for words joined by full stops: `config.password2.value`, `api.example.com`.
  private var isDotted: Bool {
    symbols == 0 && bytes.count < 40 && bytes.contains(UInt8(ascii: "."))
      && bytes.first.map { $0.isLetter || $0 == UInt8(ascii: "_") } ?? false
  }

  private var isCapitalised: Bool {
    guard let first = bytes.first else { return false }
    return first.isUpper && bytes.dropFirst().allSatisfy(\.isLower)
  }

  /// True for stars, dots, dashes, one letter repeated: somebody hid it already.
  private var isMask: Bool {
    bytes.allSatisfy { "*.-_xX#?".utf8.contains($0) || !$0.isASCII }
      || bytes.allSatisfy { $0 == bytes.first }
  }

  /// True for a path, an address, or a Windows path: the place of the secret, not the secret.
  private var isPath: Bool {
    if lowered.holds(Self.schemeMark) || text.hasPrefix("./") || text.hasPrefix("../")
      || text.hasPrefix("~/")
    {
      return true
    }
    if text.dropFirst().hasPrefix(":\\") { return true }
    guard bytes.first == UInt8(ascii: "/") else { return false }
    // Base64 may begin with a slash as well; a path of that length has words in lower case.
    return bytes.count < 36 || !(mixedCase && digits >= 2)
  }

  private static let schemeMark = Array("://".utf8)

  /// True if the value only refers to the place that the secret comes from.
  private var isReference: Bool {
    if Self.referenceBeginnings.contains(where: text.hasPrefix) { return true }
    if Self.insertions.contains(where: { lowered.holds($0) }) { return true }
    if text.hasPrefix("{"), text.hasSuffix("}") { return true }
    if text.hasPrefix("%"), text.hasSuffix("%") || text.count == 2 { return true }
    guard text.hasPrefix("$"), let name = text.dropFirst().utf8.first else { return false }
    if name == UInt8(ascii: "(") { return true }
    return text.dropFirst().utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
  }

  private var isOrdinary: Bool {
    if bytes.count <= 16, Self.words.contains(text) { return true }
    // `Password123!` may well be somebody's password.
    if symbols == 0, digits < 2, Self.stems.contains(where: { lowered.holds($0) }) { return true }
    return bytes.count < 12 && Self.algorithms.contains(where: text.hasPrefix)
  }

  private static let referenceBeginnings = [
    "process.env", "os.environ", "os.getenv", "getenv", "env.", "env(", "env[", "import.meta",
    "system.getenv", "processinfo", "$env:", "[redacted", "vault:", "op://", "arn:", "secrets.",
    "var.", "local.", "self.", "this.", "config.", "settings.", "options.", "args.", "req.",
  ]

  /// The marks of something that is filled in later, in one language or the other.
  private static let insertions = ["${", "#{", "\\(", "{{", "…"].map { Array($0.utf8) }

  private static let words: Set<String> = [
    "null", "none", "true", "false", "undefined", "string", "optional", "required", "default",
    "int", "bool", "bytes", "secret", "password", "passwd", "token", "empty", "hidden", "unset",
    "bearer", "basic", "value", "text", "varchar", "nullable", "readonly", "changed", "missing",
    "invalid", "expired", "incorrect", "wrong", "unknown", "valid", "correct",
  ]

  /// The words that only an example or another name holds.
  private static let stems = [
    "your", "example", "changeme", "placeholder", "dummy", "redacted", "password", "passwd",
    "secretkey", "apikey", "api_key", "api-key", "access_token", "accesstoken", "string", "insert",
  ].map { Array($0.utf8) }

  private static let algorithms = [
    "base64", "sha", "md5", "oauth", "argon2", "pbkdf2", "bcrypt", "scrypt", "http", "utf", "hs256",
    "hs512", "rs256", "rs512", "es256", "es384", "ed25519", "aes", "rsa", "x25519", "uuid", "int32",
    "int64", "uint8", "uint32", "varchar", "iso8601",
  ]
}

extension [UInt8] {
  /// Returns true if the bytes hold a short run of others; much cheaper than a search in a
  /// `String`.
  fileprivate func holds(_ run: [UInt8]) -> Bool {
    guard let first = run.first, count >= run.count else { return false }
    for start in 0...(count - run.count) where self[start] == first {
      if self[start..<(start + run.count)].elementsEqual(run) { return true }
    }
    return false
  }
}
