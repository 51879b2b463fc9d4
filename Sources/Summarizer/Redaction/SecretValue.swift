internal import Platform

/// Judges whether the value of a setting with a secret's name is the secret itself.
///
/// Code is full of values that are not: `nil`, `String`, `getToken()`, `$PASS`, `process.env.X`,
/// `config.password`, `your-api-key`, `@escaping`.
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
  private var digits = 0
  private var letters = 0
  /// Marks, other than those of names.
  private var symbols = 0
  /// Marks that passwords have, and words in quotes have not.
  private var strongSymbols = 0
  private var digitGroups = 0
  private var hasUpper = false
  private var hasLower = false
  private var hasSpace = false
  private var hasForeign = false
  /// Marks of something that is filled in, of addresses, of what was hidden.
  private var hasOpener = false

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    let kinds = Self.kinds
    var seen: UInt16 = 0
    var previous: UInt16 = 0
    for byte in bytes {
      let kind = kinds[Int(byte)]
      seen |= kind
      digits += Int(kind & 1)
      digitGroups += Int(kind & ~previous & 1)
      letters += Int(kind >> 1 & 1)
      symbols += Int(kind >> 2 & 1)
      strongSymbols += Int(kind >> 3 & 1)
      previous = kind
    }
    hasOpener = seen & 0x10 != 0
    hasUpper = seen & 0x20 != 0
    hasLower = seen & 0x40 != 0
    hasSpace = seen & 0x80 != 0
    hasForeign = seen & 0x100 != 0
  }

  /// The kinds of every byte, one bit for each: digits; letters; marks other than those of names;
  /// of them those that passwords have, and `$`, `#`, `\\`, `{`, `<`, `:`, `*`; capitals; small
  /// letters; spaces; other scripts.
  private static let kinds: [UInt16] = (0...255).map { value in
    let byte = UInt8(value)
    if byte.isDigit { return 1 }
    if byte.isLetter { return 2 | (byte.isUpper ? 0x20 : 0x40) }
    if !byte.isASCII { return 0x100 }
    if byte.isSpace { return 0x80 }
    if byte.isName { return 0 }
    return 4 | (byte.isOne(of: "!#$^&+~@?%*=") ? 8 : 0) | (byte.isOne(of: "$#\\{<:*") ? 0x10 : 0)
  }

  private var mixedCase: Bool { hasUpper && hasLower }

  /// Returns true if the value is to be replaced.
  ///
  /// - Parameters:
  ///   - writing: The writing of the value.
  ///   - name: The kind of secret that the name announces.
  ///   - inCode: True where a comma, a bracket or a semicolon follows, as behind an expression.
  /// - Returns: False for references, masks, paths, types, and ordinary words.
  func isSecret(_ writing: Writing, name: SecretName, inCode: Bool = false) -> Bool {
    // Most values are words, which only quotes make secret.
    if writing != .quoted, writing != .environment, digits + strongSymbols == 0,
      !mixedCase || bytes.count < 20
    {
      return false
    }
    // Most fail by what they are made of, which is known already.
    return bytes.count >= 4 && isMadeLikeSecret(writing, name: name, inCode: inCode)
      && !isMask && !isReference && !isPath && !isOrdinary
  }

  private func isMadeLikeSecret(
    _ writing: Writing, name: SecretName, inCode: Bool
  ) -> Bool {
    if name == .session, inCode && isIdentifier || isCall { return false }
    if name == .session { return bytes.count >= 16 && digits >= 2 && letters > 0 && !isUUID }
    if name == .anyKey {
      return writing != .prose && !hasSpace && bytes.count >= 20 && digits >= 3 && isRandom
        && !inCode
    }
    if name == .auth { return bytes.count >= 12 && mixedCase && !hasSpace && isRandom }
    let strict = name == .token || name == .key
    switch writing {
    case .quoted: return isSecretQuoted(strict: strict)
    case .environment: return isSecretEnvironment(strict: strict)
    case .direct, .spaced:
      return isSecretRaw(strict: strict, direct: writing == .direct, inCode: inCode)
    case .prose: return isSecretInProse
    }
  }

  private func isSecretQuoted(strict: Bool) -> Bool {
    if hasSpace || (hasForeign && digits + symbols == 0) { return false }
    if digits == bytes.count { return strict ? digits >= 16 : true }
    if isWords { return false }
    if digits + strongSymbols > 0 { return bytes.count >= (strict ? 8 : 5) }
    if symbols > 0 { return !strict && bytes.count >= 8 && letters > 0 && !isDotted && mixedCase }
    if strict { return letters == bytes.count && letters >= 16 && !isWordy }
    return bytes.count >= 6 && !isCapitalised && !isWordy
  }

  private func isSecretEnvironment(strict: Bool) -> Bool {
    if digits == bytes.count { return strict ? digits >= 16 : true }
    if isCall { return false }
    return bytes.count >= (strict ? 8 : 4)
  }

  private func isSecretRaw(strict: Bool, direct: Bool, inCode: Bool) -> Bool {
    if isCall || bytes.contains(where: { $0.isOne(of: "([{") }) && symbols <= 2 { return false }
    if digits == bytes.count { return strict ? digits >= 16 : digits >= (direct ? 4 : 6) }
    guard letters > 0, digits + strongSymbols > 0 || (mixedCase && bytes.count >= 20) else {
      return false
    }
    if isDotted || isWords { return false }
    // A variable may well end in a digit: `token = response2`.
    if inCode, isIdentifier, !isUnspeakable { return false }
    if strict {
      return bytes.count >= 16 && digits >= 1 || bytes.count >= 10 && digits >= 2
        || bytes.count >= 8 && isUnspeakable
        || bytes.count >= 8 && (digitGroups >= 2 || digits + strongSymbols >= 3)
    }
    return bytes.count >= 6 && (digits > 0 || strongSymbols > 0)
  }

  private var isSecretInProse: Bool {
    guard letters > 0, bytes.count >= 6, !isDotted, !isCall, !hasForeign, !isUUID,
      digits > 0 || strongSymbols > 0, !bytes.contains(where: { $0.isOne(of: "()[]{}/\"") })
    else { return false }
    if isWords { return false }
    // "case-sensitive", "base64-encoded", "sha256-based" are words.
    guard bytes.contains(UInt8(ascii: "-")) else { return true }
    for word in Self.algorithms where begins(word) { return false }
    return digits >= 2
  }

  /// Returns true for letters with a number of digits among them.
  func hasDigits(_ count: Int) -> Bool { digits >= count && letters > 0 }

  /// True for what nobody writes by hand: digits among letters, more than once.
  var isRandom: Bool {
    bytes.count >= 8 && (digitGroups >= 2 || digits >= 3 && letters >= 3) && !isUUID && !isDotted
  }

  /// True for letters that no word has together: five consonants, or capitals here and there.
  var isUnspeakable: Bool {
    var consonants = 0
    var changes = 0
    var previous: UInt8 = 0
    for byte in bytes {
      let isVowel = byte.isOne(of: "aeiouyAEIOUY")
      consonants = byte.isLetter && !isVowel ? consonants + 1 : 0
      if consonants >= 5 { return true }
      if byte.isUpper && previous.isLower || byte.isLower && previous.isDigit { changes += 1 }
      previous = byte
    }
    return changes >= 3
  }

  /// True for words joined by full stops: `config.password2.value`, `api.example.com`.
  private var isDotted: Bool {
    guard symbols == 0, bytes.count < 40, digitGroups < 3, let dot = bytes.firstIndex(of: 0x2E),
      let first = bytes.first, first.isLetter || first == UInt8(ascii: "_")
    else { return false }
    return dot + 1 < bytes.endIndex && (bytes[dot + 1].isLetter || bytes[dot + 1] == 0x5F)
      && bytes.filter { $0 == 0x2E }.count + (digits == 0 ? 1 : 0) >= 2
      || digits < 2
  }

  /// True for numbers between full stops, with a letter or two: `v1.19.30`.
  private var isVersion: Bool {
    letters <= 3 && digitGroups >= 2 && symbols == 0 && bytes.contains(0x2E)
      && bytes.first.map { $0.isDigit || $0.lowered == UInt8(ascii: "v") } ?? false
  }

  /// True for words of small letters with hyphens, the last of which may be a number:
  /// `scram-sha-256`.
  var isHyphenated: Bool {
    digitGroups <= 1 && !hasUpper && symbols == 0 && bytes.contains(UInt8(ascii: "-"))
      && bytes.first.map { $0.isLower } ?? false && digits <= 3
  }

  /// True for a name in code, which may have digits at its end or between two of its words.
  private var isIdentifier: Bool {
    symbols == 0 && !hasForeign && digitGroups <= 1 && digits <= 3
      && bytes.first.map { !$0.isDigit && $0 != UInt8(ascii: "-") } ?? false
      && !bytes.contains(UInt8(ascii: "-"))
  }

  /// True for a call or an index: letters before the first bracket.
  private var isCall: Bool {
    guard let bracket = bytes.firstIndex(where: { $0 == 0x28 || $0 == 0x5B }),
      bracket > bytes.startIndex
    else { return false }
    return bytes[..<bracket].allSatisfy { $0.isName || $0 == 0x3A || $0 == 0x3F || $0 == 0x21 }
      && (bytes[bytes.startIndex].isLetter || bytes[bytes.startIndex] == 0x5F)
  }

  /// True for a UUID (RFC 9562): 8-4-4-4-12 hexadecimal digits.
  private var isUUID: Bool {
    guard bytes.count == 36 else { return false }
    for (offset, byte) in bytes.enumerated() {
      let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
      guard isDash ? byte == 0x2D : byte.hexadecimalValue != nil else { return false }
    }
    return true
  }

  private var isCapitalised: Bool {
    guard let first = bytes.first else { return false }
    return first.isUpper && bytes.dropFirst().allSatisfy(\.isLower)
  }

  /// True for names made of words, `access_token`, `userName`: a word for a thing, not the thing.
  private var isWordy: Bool {
    if bytes.contains(where: { $0 == 0x5F || $0 == 0x2D || $0 == 0x2E }) { return true }
    var changes = 0
    var previous: UInt8 = 0x61
    for byte in bytes.dropFirst() {
      if byte.isUpper && previous.isLower { changes += 1 }
      previous = byte
    }
    // `getUserPassword` changes at words; random letters change at every other one.
    return mixedCase && changes * 4 <= bytes.count
  }

  /// True for words of programs with a number at the end: `response2`, `user_id1`, `token-v2`.
  private var isWords: Bool {
    guard symbols == 0, bytes.count <= 48, digits <= 4, !hasForeign else { return false }
    var start = bytes.startIndex
    var sawWord = false
    var previous: UInt8 = 0
    for (index, byte) in zip(bytes.indices, bytes) {
      if !byte.isLetter || (byte.isUpper && previous.isLower) {
        if start < index {
          guard Self.codeWords.contains(bytes[start..<index]) else { return false }
          sawWord = true
        }
        start = byte.isLetter ? index : index + 1
      }
      if index - start > 15 { return false }
      previous = byte
    }
    if start < bytes.endIndex {
      guard Self.codeWords.contains(bytes[start...]) else { return false }
      sawWord = true
    }
    return sawWord
  }

  /// True for stars, dots, dashes, one letter repeated: somebody hid it already.
  private var isMask: Bool {
    bytes.allSatisfy { $0.isOne(of: "*.-_xX#?") || !$0.isASCII }
      || bytes.allSatisfy { $0 == bytes.first }
      // `abcd****`, `sk-…wxyz`.
      || hasOpener && has("****")
  }

  /// True for a path, an address, or a Windows path: the place of the secret, not the secret.
  private var isPath: Bool {
    if hasOpener && has("://") || begins("./") || begins("../") || begins("~/") { return true }
    let start = bytes.startIndex
    if bytes.count > 3, bytes[start + 1] == 0x3A, bytes[start + 2] == 0x5C { return true }
    // `example.org/a/token`: an address without its scheme.
    if !hasUpper, strongSymbols == 0, bytes.count(where: { $0 == UInt8(ascii: "/") }) >= 2 {
      return true
    }
    guard bytes.first == UInt8(ascii: "/") else { return false }
    // Base64 may begin with a slash as well; a path of that length has words in lower case.
    return bytes.count < 36 || !(mixedCase && digits >= 2)
  }

  /// True if the value only refers to the place that the secret comes from.
  private var isReference: Bool {
    let start = bytes.startIndex
    guard let first = bytes.first, let last = bytes.last else { return true }
    if Self.beginnings[Int(first.lowered)].contains(where: begins) { return true }
    if hasOpener || hasForeign, Self.insertions.contains(where: has) { return true }
    if first == UInt8(ascii: "{"), last == UInt8(ascii: "}") { return true }
    if first == UInt8(ascii: "%"), last == UInt8(ascii: "%") || bytes.count == 2 { return true }
    // `<your key>`, `@escaping`, `&str`, `*mut`, `\.password`.
    if first == UInt8(ascii: "<") || first == UInt8(ascii: "\\") { return true }
    if first.isOne(of: "@&*!"), digits == 0 || isIdentifierTail { return true }
    // `0x0B96`
    if first == UInt8(ascii: "0"), bytes.count <= 18, begins("0x"),
      bytes.dropFirst(2).allSatisfy({ $0.hexadecimalValue != nil })
    {
      return true
    }
    guard first == UInt8(ascii: "$"), bytes.count > 1 else { return false }
    if bytes[start + 1] == UInt8(ascii: "(") { return true }
    // `$NAME`, `$self->name`, `$Class::name`
    return bytes[(start + 1)...].allSatisfy { $0.isAlphanumeric || $0.isOne(of: "_->:.") }
      && (bytes[start + 1].isLetter || bytes[start + 1] == 0x5F)
  }

  /// True for a sign and a name behind it.
  private var isIdentifierTail: Bool {
    symbols == 1 && digits <= 1 && bytes.dropFirst().allSatisfy { $0.isName }
  }

  private var isOrdinary: Bool {
    if bytes.count <= 15, symbols == 0, Self.words.contains(bytes) { return true }
    // `v1.19.30`; `password=`, the name that comes next.
    if isVersion || bytes.last == UInt8(ascii: "="), digits == 0 || isVersion, bytes.count < 20 {
      return true
    }
    // `Password123!` may well be somebody's password.
    if symbols == 0, digits < 2, hasStem { return true }
    return bytes.count < 12
      && bytes.first.map { Self.algorithmsByLetter[Int($0.lowered)].contains(where: begins) }
        ?? false
  }

  private static let referenceBeginnings: [StaticString] = [
    "process.env", "os.environ", "os.getenv", "getenv", "env.", "env(", "env[", "import.meta",
    "system.getenv", "processinfo", "$env:", "[redacted", "vault:", "op://", "arn:", "secrets.",
    "var.", "local.", "self.", "this.", "config.", "settings.", "options.", "args.", "req.",
    "data.", "module.", "params.", "props.", "state.", "ctx.", "request.", "response.", "(",
  ]

  private static let beginnings = byFirstByte(referenceBeginnings)
  private static let stemsByLetter = byFirstByte(stems)
  private static let algorithmsByLetter = byFirstByte(algorithms)

  /// Returns words by their first byte.
  private static func byFirstByte(_ words: [StaticString]) -> [[StaticString]] {
    var table = [[StaticString]](repeating: [], count: 256)
    for word in words { table[Int(word.withUTF8Buffer { unsafe $0[0] })].append(word) }
    return table
  }

  /// The marks of something that is filled in later, in one language or the other.
  private static let insertions: [StaticString] = ["${", "#{", "\\(", "{{", "…", "<%"]

  private static let words = WordTable(words: [
    "null", "none", "true", "false", "undefined", "string", "optional", "required", "default",
    "int", "bool", "bytes", "secret", "password", "passwd", "token", "empty", "hidden", "unset",
    "bearer", "basic", "value", "text", "varchar", "nullable", "readonly", "changed", "missing",
    "invalid", "expired", "incorrect", "wrong", "unknown", "valid", "correct", "accepted",
    "rejected", "omitted", "disabled", "enabled", "ignored", "deprecated", "integer", "boolean",
    "number", "object", "array", "function", "buffer", "error", "ok", "yes", "auto", "manual",
    "static", "const", "await", "return", "async", "new", "delete", "this", "self", "super",
    "current", "generated", "provided", "configured", "absent", "present",
  ])

  /// Words of which programs make names.
  private static let codeWords = WordTable(words: [
    "response", "result", "user", "data", "config", "token", "tokens", "string", "text", "line",
    "field", "param", "params", "arg", "args", "input", "output", "temp", "tmp", "test", "value",
    "val", "key", "keys", "secret", "secrets", "password", "pass", "name", "id", "ids", "index",
    "node", "item", "element", "entry", "list", "array", "map", "dict", "set", "object", "obj",
    "type", "kind", "auth", "access", "refresh", "session", "client", "server", "host", "api",
    "request", "body", "header", "headers", "cookie", "account", "admin", "root", "db", "database",
    "file", "path", "url", "uri", "hash", "digest", "encoded", "decoded", "base", "raw", "new",
    "old", "next", "prev", "current", "first", "last", "default", "my", "the", "a", "this", "v",
    "x", "y", "n", "i", "s", "p", "k", "t", "get", "is", "has", "no", "version", "app", "service",
    "private", "public", "cert", "signature", "sign", "oauth", "utf", "sha", "int", "uint", "num",
    "number", "count", "size", "len", "length", "ptr", "buf", "buffer", "str", "char", "byte",
    "bytes", "parser", "reader", "writer", "store", "cache", "provider", "manager", "handler",
    "factory", "builder", "context", "state", "event", "message", "msg", "error", "err", "code",
    "status", "group", "role", "env", "var", "local", "remote", "source", "target", "dest", "ref",
    "credentials", "credential", "username", "email", "address", "end", "begin", "start", "md",
    "identifier", "label", "hmac", "bearer", "basic", "jwt", "random", "generated", "expected",
    "actual", "left", "right", "one", "two", "foo", "bar", "baz", "to", "from", "for", "of", "in",
    "by", "with", "and", "or", "not", "prefix", "suffix", "policy", "rule", "field", "column",
    "stack", "queue", "pool", "worker", "task", "job", "page", "cursor", "lexer", "literal",
    "keyword", "symbol", "space", "comma", "expr", "stmt", "block", "scope", "func", "class",
  ])

  /// The words that only an example or another name holds.
  private static let stems: [StaticString] = [
    "your", "example", "changeme", "placeholder", "dummy", "redacted", "password", "passwd",
    "secretkey", "apikey", "api_key", "api-key", "access_token", "accesstoken", "string", "insert",
  ]

  private static let algorithms: [StaticString] = [
    "base64", "sha", "md5", "oauth", "argon2", "pbkdf2", "bcrypt", "scrypt", "http", "utf", "hs256",
    "hs512", "rs256", "rs512", "es256", "es384", "ed25519", "aes", "rsa", "x25519", "uuid", "int32",
    "int64", "uint8", "uint32", "varchar", "iso8601",
  ]

  /// Returns true if the value begins so, in either case.
  private func begins(_ prefix: StaticString) -> Bool {
    guard bytes.count >= prefix.utf8CodeUnitCount else { return false }
    return isEqual(prefix, at: bytes.startIndex)
  }

  /// True if the value holds one of the stems.
  private var hasStem: Bool {
    for (index, byte) in zip(bytes.indices, bytes) {
      for stem in Self.stemsByLetter[Int(byte.lowered)]
      where bytes.endIndex - index >= stem.utf8CodeUnitCount && isEqual(stem, at: index) {
        return true
      }
    }
    return false
  }

  /// Returns true if the value holds this, in either case.
  private func has(_ run: StaticString) -> Bool {
    let count = run.utf8CodeUnitCount
    guard bytes.count >= count else { return false }
    for start in bytes.startIndex...(bytes.endIndex - count) where isEqual(run, at: start) {
      return true
    }
    return false
  }

  @inline(__always)
  private func isEqual(_ run: StaticString, at start: Int) -> Bool {
    run.withUTF8Buffer { buffer in
      for offset in 0..<buffer.count
      where unsafe buffer[offset] != bytes[start + offset].lowered { return false }
      return true
    }
  }
}
