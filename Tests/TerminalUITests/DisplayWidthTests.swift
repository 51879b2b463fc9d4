import Testing

@testable import Platform
@testable import TerminalUI

@Suite struct DisplayWidthTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("任务", 4), ("ｆｕｌｌ", 8), ("ﾊﾝｶｸ", 4), ("한국어", 6),
      ("\u{1112}\u{1161}\u{11AB}", 2),  // 한 as three jamo
      ("é", 1), ("e\u{301}", 1), ("é\u{301}\u{302}", 1),
      ("🎉", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🏳️‍🌈", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4),
      ("🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", 2),
      ("❤", 1), ("❤\u{FE0F}", 2), ("☠", 1), ("☠\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
      ("a\u{FE0F}", 1), ("漢\u{FE00}", 2), ("漢\u{E0100}", 2),
      ("✓✗–…•❯─│", 8), ("⠋", 1), ("“中”", 4), ("、。", 4), ("㈱", 2), ("㍿", 2),
      ("a\u{200B}b", 2), ("\u{FEFF}a", 1), ("a\u{AD}b", 2), ("\u{7}", 0), ("\u{9B}", 0),
      ("กำ", 2), ("नि", 2), ("שָׁ", 1), ("𠮷", 2), ("𝄞", 1), ("\u{2028}", 0), ("\u{1F1E9}", 2),
    ] as [(String, Int)])
  func `columns`(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test func `a text is as wide as its characters`() {
    var generator = SplitMix(state: 5)
    let pool = Array(
      "a 1任é。“\u{200D}\u{FE0F}\u{301}\u{E0061}🏴👨👍🏽🇩\u{AD}❤한\u{1161}กำ\u{20E3}".unicodeScalars)
    for _ in 0..<5_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<6 { text.append(pool[Int(generator.next() % UInt64(pool.count))]) }
      let string = String(text)
      #expect(string.displayWidth == string.reduce(0) { $0 + DisplayWidth.columns(of: $1) })
    }
  }

  @Test func `the ranges are ascending and disjoint`() {
    for (left, right) in zip(DisplayWidth.wideRanges, DisplayWidth.wideRanges.dropFirst()) {
      #expect(left.upperBound < right.lowerBound)
    }
  }

  @Test func `the first and last of every range are wide, their neighbours are not`() {
    for range in DisplayWidth.wideRanges {
      #expect(DisplayWidth.isWide(range.lowerBound))
      #expect(DisplayWidth.isWide(range.upperBound))
      #expect(!DisplayWidth.isWide(range.lowerBound - 1))
      #expect(!DisplayWidth.isWide(range.upperBound + 1))
    }
  }

  @Test func `what is an emoji by default is wide`() {
    for value in UInt32(0x80)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isEmojiPresentation else {
        continue
      }
      #expect(DisplayWidth.columns(of: scalar) == 2, "U+\(String(value, radix: 16))")
    }
  }
}
