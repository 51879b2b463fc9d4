internal import Platform

/// Sentences that name a secret in languages other than English: `密码是 …`, `пароль: …`.
extension RedactionScanner {
  /// Looks for a word for passwords at an index, and adds the value behind it.
  mutating func translated(at index: Int) {
    guard let words = Keyword.translated[byte(at: index).lowered] else { return }
    guard let word = words.first(where: { isWord($0, at: index) }) else { return }
    var start = index + word.count
    var isSaid = false
    for _ in 0..<4 {
      let blank = skipBlanks(start)
      if let joint = Keyword.translatedJoints.first(where: { hasPrefix($0, at: blank) }) {
        // A word of Latin letters ends where it does.
        if joint.utf8CodeUnitCount > 0, let last = joint.withUTF8Buffer({ unsafe $0.last }),
          last.isLetter, !byte(at: blank + joint.utf8CodeUnitCount).isBlank
        {
          break
        }
        isSaid = true
        start = blank + joint.utf8CodeUnitCount
      } else if blank > start {
        start = blank
        isSaid = true
      } else {
        break
      }
    }
    start = skipBlanks(start)
    guard isSaid || openQuote(at: start) != nil else { return }
    if let match = value(at: start, .prose, .password) { step(over: match) }
  }

  /// Returns true if a word stands at an index, its first letter in either case.
  private func isWord(_ word: [UInt8], at index: Int) -> Bool {
    guard text.count - index > word.count, text[index].lowered == word[0] else { return false }
    return text[index + 1..<index + word.count].elementsEqual(word.dropFirst())
  }
}

extension Keyword {
  /// The words for passwords, keys and tokens, by their first byte in small letters.
  fileprivate static let translated: [UInt8: [[UInt8]]] = Dictionary(
    grouping: [
      "密码", "密碼", "口令", "密钥", "密鑰", "令牌", "金鑰", "暗証番号", "パスワード", "トークン", "秘密鍵", "シークレット",
      "비밀번호", "암호", "토큰", "비번", "contraseña", "contrasenya", "lösenordet", "lösenord", "hasło",
      "haslo",
      "şifre", "Şifre", "mật khẩu", "Mật khẩu", "jelszó", "пароль", "Пароль", "пароля", "токен",
      "Токен", "ключ API", "секрет", "parolă", "geslo", "лозинка", "парола", "κωδικός", "Κωδικός",
      "סיסמה", "סיסמא", "كلمة المرور", "كلمة السر", "पासवर्ड", "รหัสผ่าน", "kata sandi",
      "mot de passe", "código secreto", "slaptažodis", "salasõna", "parole", "lykilorð",
      "zaporka", "lozinka", "passord", "clé API", "Schlüssel", "Zugangstoken", "wachtwoord",
      "senha",
      "kennwort", "passwort", "heslo", "adgangskode", "salasana", "parola",
    ].map { word in
      var bytes = Array(word.utf8)
      bytes[0] = bytes[0].lowered
      return bytes
    }, by: { $0[0] })

  /// Returns true for the first letters of those that begin with a Latin letter.
  static let translatedStarts = Triples(translated.values.joined().map { $0.prefix(2) + [0] })

  /// The words and marks between such a word and its value.
  static let translatedJoints: [StaticString] = [
    "就是", "设为", "设成", "改成了", "变成", "等于", "应该是", "现在是", "默认是", "暂时是", "统一为", "叫",
    "が", "设置为", "改为", "改成", "是", "为", "為", "：", ":", "=", "は", "、", "는", "은", "이", "가", "→",
    "—", "–", "-", "ist", "lautet", "es", "est", "é", "è", "on", "to", "là", "este", "er", "är",
    "is",
    "jest", "je", "adalah", "هي", "है", "คือ", "это", "est:", "to:", "is:", "nu", "今は", "在", "用",
  ].sorted { $0.utf8CodeUnitCount > $1.utf8CodeUnitCount }
}
