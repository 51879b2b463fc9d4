internal import Platform

/// Sentences that name a secret in languages other than English: `密码是 …`, `пароль: …`.
extension RedactionScanner {
  /// Looks for a word for passwords at an index, and adds the value behind it.
  @inline(__always)
  func translated(at index: Int) {
    guard
      translatedStarts.contains(
        byte(at: index).lowered, byte(at: index + 1), byte(at: index + 2))
    else { return }
    translatedWord(at: index)
  }

  private func translatedWord(at index: Int) {
    let words = Keyword.translated[Int(byte(at: index).lowered)]
    guard let word = words.first(where: { isWord($0, at: index) }) else { return }
    var start = index + word.count
    var isSaid = false
    for _ in 0..<4 {
      let blank = skipBlanks(start)
      if let end = translatedJoint(at: blank) {
        // A word of Latin letters ends where it does.
        if byte(at: end - 1).isLetter, !byte(at: end).isBlank { break }
        isSaid = true
        start = end
      } else if blank > start {
        start = blank
        isSaid = true
      } else {
        break
      }
    }
    start = skipBlanks(start)
    if isSaid || openQuote(at: start) != nil, let match = value(at: start, .prose, .password) {
      return step(over: match)
    }
    // Other words, or an ending, stand between.
    let ending = skip(from: index + word.count, limit: 12) { $0.isLower }
    if let match = remoteValue(.password, at: skipBlanks(ending))
      ?? pairStart(at: ending).flatMap({ judgedValue(.password, at: $0) })
    {
      step(over: match)
    }
  }

  /// Returns the start of a value behind marks of other scripts: brackets, quotes, `user/`.
  private func pairStart(at index: Int) -> Int? {
    let start = skip(from: index, limit: 48) { $0 >= 0x80 || $0.isBlank || $0 == UInt8(ascii: ":") }
    guard start > index else { return nil }
    let user = skip(from: start, limit: 32, while: \.isName)
    let slash = skipBlanks(user)
    return user > start && byte(at: slash) == UInt8(ascii: "/") ? skipBlanks(slash + 1) : start
  }

  /// Returns the end of the word or mark at an index that joins a word for passwords and its value.
  func translatedJoint(at index: Int) -> Int? {
    for joint in Keyword.translatedJoints[Int(byte(at: index))] where hasPrefix(joint, at: index) {
      return index + joint.utf8CodeUnitCount
    }
    return nil
  }

  /// Returns true if a word stands at an index, its first letter in either case.
  private func isWord(_ word: [UInt8], at index: Int) -> Bool {
    guard text.count - index > word.count, text[index].lowered == word[0] else { return false }
    for offset in 1..<word.count where text[index + offset] != word[offset] { return false }
    return true
  }
}

extension Keyword {
  /// The words for passwords, keys and tokens, by their first byte in small letters.
  fileprivate static let translated: [[[UInt8]]] = {
    var table = [[[UInt8]]](repeating: [], count: 256)
    for word in passwordWords {
      var bytes = Array(word.utf8)
      bytes[0] = bytes[0].lowered
      table[Int(bytes[0])].append(bytes)
    }
    return table
  }()

  private static let passwordWords = [
    "密码", "密碼", "口令", "密钥", "密鑰", "令牌", "金鑰", "暗証番号", "パスワード", "トークン", "秘密鍵", "シークレット",
    "비밀번호", "암호", "토큰", "비번", "contraseña", "contrasenya", "lösenordet", "lösenord", "hasło",
    "haslo",
    "şifre", "Şifre", "mật khẩu", "Mật khẩu", "jelszó", "пароль", "Пароль", "пароля", "токен",
    "Токен", "ключ API", "секрет", "parolă", "geslo", "лозинка", "парола", "κωδικός", "Κωδικός",
    "סיסמה", "סיסמא", "كلمة المرور", "كلمة السر", "पासवर्ड", "รหัสผ่าน", "kata sandi", "sandi",
    "mdp", "clave", "palavra-passe", "chave de API", "APIキー", "API 키", "API キー", "رمز عبور",
    "گذرواژه", "κωδικό", "пин-код", "код доступа", "credenciales", "Zugangsdaten", "账号密码",
    "mot de passe", "código secreto", "slaptažodis", "salasõna", "parole", "lykilorð",
    "zaporka", "lozinka", "passord", "clé API", "Schlüssel", "Zugangstoken", "wachtwoord",
    "senha",
    "kennwort", "passwort", "heslo", "adgangskode", "salasana", "parola",
  ]

  /// The first three bytes of them.
  static let translatedStarts = Triples(translated.joined().map { Array($0.prefix(3)) })

  /// The words and marks between such a word and its value, by their first byte.
  fileprivate static let translatedJoints: [[StaticString]] = {
    var table = [[StaticString]](repeating: [], count: 256)
    for joint in joints {
      table[Int(joint.withUTF8Buffer { unsafe $0[0] })].append(joint)
    }
    return table
  }()

  private static let joints: [StaticString] = [
    "就是", "设为", "设成", "改成了", "变成", "等于", "应该是", "现在是", "默认是", "暂时是", "统一为", "叫",
    "が", "设置为", "改为", "改成", "是", "为", "為", "：", ":", "=", "は", "、", "는", "은", "이", "가", "→",
    "—", "–", "-", "ist", "lautet", "es", "est", "é", "è", "on", "to", "là", "este", "er", "är",
    "is",
    "jest", "je", "adalah", "هي", "है", "คือ", "это", "est:", "to:", "is:", "nu", "今は", "在", "用",
  ].sorted { $0.utf8CodeUnitCount > $1.utf8CodeUnitCount }
}
