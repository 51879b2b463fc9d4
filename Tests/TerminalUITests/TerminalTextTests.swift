import Testing

@testable import TerminalUI

@Suite struct TerminalTextTests {
  @Test(
    arguments: [
      ("plain ASCII ~", "plain ASCII ~"),
      ("任务 é 🎉", "任务 é 🎉"),
      ("\u{1B}[31mred\u{1B}[0m", "^[[31mred^[[0m"),
      ("\u{1B}]0;title\u{7}", "^[]0;title^G"),
      ("\u{9B}31m", "<9B>31m"),
      ("a\u{0}b\u{8}c\u{7F}d", "a^@b^Hc^?d"),
      ("safe\rEVIL", "safe^MEVIL"), ("end\r", "end^M"),
      ("a\nb\r\nc\td", "a b c d"), ("a\u{2028}b\u{2029}c", "a b c"), ("a\u{85}b", "a<85>b"),
      ("a\u{202E}cod.exe\u{202C}", "acod.exe"), ("a\u{2066}b\u{2069}c", "abc"),
      ("\u{200E}a\u{200F}\u{61C}", "a"),
      ("ze\u{200B}ro\u{2060}wi\u{FEFF}dth\u{AD}", "zerowidth"),
      ("a\u{200D}b\u{200C}c", "abc"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
      ("👨‍👩‍👧", "👨‍👩‍👧"), ("👨\u{200D}\u{200D}👩", "👨\u{200D}👩"), ("👨\u{200D}a", "👨a"), ("👨\u{200D}", "👨"),
      ("❤\u{FE0F}\u{FE0F}\u{FE0F}", "❤\u{FE0F}"), ("a\u{FE01}\u{E0120}", "a"), ("\u{FE0F}", ""),
      ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"), ("❤\u{FE0F}\u{200D}🔥", "❤\u{FE0F}\u{200D}🔥"),
      ("hi\u{E0041}\u{E0042}", "hi"),
      (
        "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"
      ),
      ("\u{301}a", "a"), ("e\u{301}", "e\u{301}"),
      ("\u{3164}\u{115F}a\u{FFA0}", "a"), ("a\u{FFF9}b\u{FFFB}", "ab"), ("a\u{FFFE}", "a\u{FFFD}"),
      ("\u{600}1", "\u{600}1"),
    ] as [(String, String)])
  func `what a terminal would obey becomes visible or goes`(text: String, expected: String) {
    let result = TerminalText.sanitized(text)
    #expect(Array(result.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func `white space stays if asked`() {
    let text = "a\tb\r\nc\rd\u{2028}e"
    #expect(TerminalText.sanitized(text, keeping: [.newlines]) == "a b\nc^Md\ne")
    #expect(TerminalText.sanitized(text, keeping: [.newlines, .tabs]) == "a\tb\nc^Md\ne")
    #expect(TerminalText.sanitized("a\n\u{301}b", keeping: [.newlines]) == "a\nb")
  }

  @Test func `piles of marks are cut`() {
    let pile = "a" + String(repeating: "\u{301}", count: 5_000)
    #expect(TerminalText.sanitized(pile).unicodeScalars.count == 1 + TextSanitizer.markLimit)
    let flag = "🏴" + String(repeating: "\u{E0061}", count: 5_000)
    #expect(TerminalText.sanitized(flag).unicodeScalars.count == 1 + TextSanitizer.tagLimit)
  }

  @Test func `no code point gets through that is a control or invisible`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for scalar in TerminalText.sanitized("a" + String(scalar) + "b").unicodeScalars {
        let properties = scalar.properties
        guard properties.generalCategory != .control, !properties.isDefaultIgnorableCodePoint
        else {
          Issue.record("U+\(String(value, radix: 16))")
          break
        }
      }
    }
  }

  @Test func `the usual letters need no work`() {
    let plain = (UInt32(0)...0xFFFF).compactMap(Unicode.Scalar.init).filter(TerminalText.isPlain)
    #expect(plain.count > 30_000)
    for order in [plain, plain.reversed()] {
      // More than the marks that one base may have.
      let text = order.flatMap { Array(repeating: $0, count: TextSanitizer.markLimit + 1) }
      var sanitizer = TextSanitizer(keeping: [])
      for scalar in text { sanitizer.consume(scalar) }
      sanitizer.finish()
      #expect(Array(sanitizer.output) == text)
    }
  }

  @Test func `a second time changes nothing`() {
    var generator = SplitMix(state: 7)
    let pool = Array(
      "ab 1任é\u{1B}\r\n\t\u{200D}\u{FE0F}\u{301}\u{E0061}🏴👨👍🏽\u{202E}\u{9B}\u{AD}❤".unicodeScalars)
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<12 { text.append(pool[Int(generator.next() % UInt64(pool.count))]) }
      for kept in [[], .newlines, [.newlines, .tabs]] as [KeptWhitespace] {
        let once = TerminalText.sanitized(String(text), keeping: kept)
        let twice = TerminalText.sanitized(once, keeping: kept)
        #expect(Array(once.unicodeScalars) == Array(twice.unicodeScalars))
      }
    }
  }
}
