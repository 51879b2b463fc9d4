internal import Platform

/// The kind of secret that the name of a setting, variable or header announces.
enum SecretName: String {
  case password, secret, token
  case key = "api-key"

  /// Judges a name such as `DB_PASSWORD`, `apiKey`, `aws.secret-access-key`.
  ///
  /// It gives `nil` when the value is not secret: `max_tokens`, `passwordField`, `token_type`.
  ///
  /// - Parameter name: ASCII letters, digits, and `_`, `.`, `-` between words; words may also be
  ///   joined in camel case.
  init?(_ name: ArraySlice<UInt8>) {
    var words = Self.words(of: name)
    while words.count > 1, let last = words.last, Self.trailing.contains(last) {
      words.removeLast()
    }
    guard let last = words.last else { return nil }
    let joined = words.joined()
    // `PWD` and `OLDPWD` are the shell's working folders.
    if joined == "pwd" || joined == "oldpwd" || joined == "cwd" { return nil }
    // `_auth` in `.npmrc`.
    if joined == "auth", name.first == UInt8(ascii: "_") {
      self = .token
    } else if let kind = Self.kind(ofLast: last, alone: words.count == 1) {
      self = kind
    } else if let kind = Self.endings.first(where: { joined.hasSuffix($0.ending) })?.kind {
      self = kind
    } else {
      return nil
    }
  }

  private static func kind(ofLast word: String, alone: Bool) -> SecretName? {
    switch word {
    case "password", "passwd", "passphrase", "passcode", "pwd": .password
    // `PASS:` alone is what a test runner prints.
    case "pass", "pw": alone ? nil : .password
    case "secret", "secrets": .secret
    case "token": .token
    case "credential", "credentials": .secret
    default: nil
    }
  }

  /// The endings of names, their words put together.
  private static let endings: [(ending: String, kind: SecretName)] = [
    ("password", .password), ("passwd", .password), ("passphrase", .password),
    ("secret", .secret), ("secretkey", .secret), ("secretaccesskey", .secret),
    ("secretkeybase", .secret), ("token", .token), ("apikey", .key),
    ("accesskey", .key), ("privatekey", .key), ("accountkey", .key), ("authkey", .key),
    ("signingkey", .key), ("encryptionkey", .key), ("masterkey", .key), ("sharedkey", .key),
    ("deploykey", .key), ("accesskeyid", .key), ("sharedaccesssignature", .key),
  ]

  /// The words that may follow the one that counts.
  private static let trailing: Set<String> = [
    "value", "base64", "b64", "hex", "prod", "production", "dev", "development", "test", "staging",
    "live", "default", "hash", "digest", "env", "old", "new", "current", "admin", "root",
  ]

  /// Returns the words of a name in lower case, without numbers at their ends.
  private static func words(of name: ArraySlice<UInt8>) -> [String] {
    var words: [[UInt8]] = [[]]
    var previous: UInt8 = 0
    for byte in name {
      if !byte.isAlphanumeric || (byte.isUpper && previous.isLower) { words.append([]) }
      if byte.isAlphanumeric { words[words.count - 1].append(byte.lowered) }
      previous = byte
    }
    return words.compactMap { word in
      var word = word
      if !["base64", "b64"].contains(String(decoding: word, as: UTF8.self)) {
        while let last = word.last, last.isDigit { word.removeLast() }
      }
      return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }
  }
}
