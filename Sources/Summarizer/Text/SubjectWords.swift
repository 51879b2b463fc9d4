/// The words of a text that tell its subject, to find out whether two texts have one in common.
///
/// Of scripts that put no blanks between words every two letters count as one.
package struct SubjectWords: Sendable, Hashable {
  /// The words, in lower case, without the endings that English gives them.
  let words: Set<String>

  /// Takes the words out of a text.
  package init(_ text: String) {
    let text = text.inLowerCase()
    var found: Set<String> = []
    guard !text.isASCIIText else {
      for word in text.utf8.split(whereSeparator: { !Self.isLetterOrDigit($0) }) {
        if let word = Self.stem(String(Substring(word))) { found.insert(word) }
      }
      words = found.filter { !Filler.words.contains($0) }
      return
    }
    for run in text.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
      var latin = ""
      var wide: [Character] = []
      func close() {
        if let word = Self.stem(latin) { found.insert(word) }
        latin = ""
        for (one, other) in zip(wide, wide.dropFirst()) { found.insert(String([one, other])) }
        wide = []
      }
      for character in run {
        let isWide = character.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
        if isWide != latin.isEmpty || !isWide && !wide.isEmpty { close() }
        if isWide { wide.append(character) } else { latin.append(character) }
      }
      close()
    }
    words = found.filter { !Filler.words.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Returns true if at least half of the words of the shorter text are in the other one.
  package func isLike(_ other: SubjectWords) -> Bool {
    let least = min(words.count, other.words.count)
    return least > 0 && words.intersection(other.words).count * 2 >= least
  }

  /// Returns true if there is a word that both have.
  func touches(_ other: SubjectWords) -> Bool { !words.isDisjoint(with: other.words) }

  private static func stem(_ word: String) -> String? {
    guard word.count > 2 else { return nil }
    if Filler.words.contains(word) { return nil }
    for ending in ["ing", "ed", "es", "s"] where word.hasSuffix(ending) {
      let stem = word.dropLast(ending.count)
      if stem.count > 3 { return String(stem) }
    }
    return word
  }
}

/// The words by which nobody knows what a task is about.
enum Filler {
  static let words = Set(
    ("a an the and or but if then else so of to in on at by for from with without as is are was were "
      + "be been it its this that these those there here i you we me my your our us he she they them "
      + "what which who how why when where can could would should will shall may might must do does "
      + "did done make makes made get got have has had let lets please just also now next again "
      + "still only not no nope yes yeah yep yup ok okay k sure fine good great nice cool perfect thanks thank "
      + "thx ty hi hello hey continue proceed go going ahead keep start begin stop try retry resume finish "
      + "commit push pull merge run rerun test tests it brainstorm think discuss help ultrathink "
      + "implement following plan all everything something thing things stuff work works working "
      + "looks look right correct lgtm ship changes change up out off over back more one two step "
      + "steps them too very really maybe about into "
      + "weiter mach mache machen ja nein bitte danke los gut das und der die ein eine es jetzt "
      + "oui non merci vas continuez continuer bien fais faire le la les et un une "
      + "sí si no gracias sigue continúa continua adelante hazlo bien vale el los las y un una "
      + "sim não obrigado prossiga vai procedi grazie bene "
      + "да нет дальше продолжай хорошо спасибо сделай давай ладно и это")
      .split(separator: " ").map(String.init))

  /// Phrases of scripts without blanks, the longest first.
  static let phrases = [
    "按照下面的计划实现", "实现下面的计划", "执行以下计划", "头脑风暴", "继续吧", "继续做", "接着做", "请继续", "开始吧", "就这样做", "就这样",
    "这样做",
    "没问题", "可以的", "提交代码", "提交一下", "帮我提交", "推送", "提交", "继续", "接着", "开始", "好的", "好吧", "好", "可以", "行",
    "嗯",
    "是的", "对的", "对", "是", "不是", "不", "谢谢", "你好", "您好", "请", "一下", "做吧", "做", "吧", "了", "帮我", "这个",
    "那个", "测试", "运行",
    "続けてください", "続行してください", "続けて", "続行", "進めてください", "進めて", "お願いします", "お願い", "コミットして", "コミット", "ください",
    "ありがとう", "こんにちは", "ブレスト", "はい", "いいえ", "して", "계속해줘", "계속해", "계속", "진행해줘", "진행해", "진행", "커밋해줘",
    "커밋",
    "좋아요", "좋아", "네", "응", "고마워", "감사합니다", "안녕하세요", "해줘", "주세요",
  ]
}
