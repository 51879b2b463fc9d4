import Testing

@testable import TerminalUI

@Suite struct WrappingTests {
  private func wrap(_ text: String, to width: Int, hangingIndent: Int = 0) -> [String] {
    StyledText(text).wrapped(to: width, hangingIndent: hangingIndent).map(\.plain)
  }

  @Test(
    arguments: [
      ("", 10, [""]),
      ("one two three", 7, ["one two", "three"]),
      ("one two three", 8, ["one two", "three"]),
      ("one two three", 80, ["one two three"]),
      ("one   two", 4, ["one", "two"]),
      ("one two   ", 7, ["one two"]),
      ("abcdefgh", 3, ["abc", "def", "gh"]),
      ("a abcdefgh", 3, ["a", "abc", "def", "gh"]),
      ("任务列表已经完成", 6, ["任务列", "表已经", "完成"]),
      ("任务列表已经完成", 7, ["任务列", "表已经", "完成"]),
      ("完成了，继续", 6, ["完成", "了，继", "续"]),
      ("看（这里）", 4, ["看", "（这", "里）"]),
      ("用 Swift 写代码", 8, ["用 Swift", "写代码"]),
      ("任务abc", 5, ["任务", "abc"]),
      ("任", 1, ["任"]),
      ("任务", 1, ["任", "务"]),
      ("ab", 0, ["a", "b"]),
      ("  two words", 6, ["  two", "words"]),
      ("      two words", 6, ["two", "words"]),
      ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, ["👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"]),
      ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
    ] as [(String, Int, [String])])
  func `a paragraph breaks`(text: String, width: Int, lines: [String]) {
    #expect(wrap(text, to: width) == lines)
  }

  @Test func `later lines hang`() {
    #expect(wrap("- one two three", to: 7, hangingIndent: 2) == ["- one", "  two", "  three"])
    #expect(wrap("abcdef", to: 2, hangingIndent: 90) == ["ab", " c", " d", " e", " f"])
  }

  @Test func `styles survive a break`() {
    let line = StyledText("one ", .red) + StyledText("two three", .bold)
    #expect(
      line.wrapped(to: 7) == [
        StyledText("one ", .red) + StyledText("two", .bold), StyledText("three", .bold),
      ])
  }

  @Test func `no line is too wide and no word is lost`() {
    let text = "混合 text，with《各种》 characters-and-very-long-identifiers（そして）👍🏽 日本語のテキスト。"
    for width in 2...40 {
      let lines = wrap(text, to: width)
      #expect(lines.allSatisfy { $0.displayWidth <= width })
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }

  @Test func `a long text of one word takes linear time`() {
    let text = String(repeating: "x", count: 200_000)
    #expect(wrap(text, to: 80).count == 2_500)
    #expect(wrap(String(repeating: " ", count: 200_000), to: 80) == [""])
  }
}

@Suite struct TruncationTests {
  @Test(
    arguments: [
      ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""),
      ("hello", -1, ""), ("", 0, ""), ("hello world", 7, "hello…"), ("任务列表", 8, "任务列表"),
      ("任务列表", 7, "任务列…"), ("任务列表", 6, "任务…"), ("任务列表", 2, "…"), ("任务", 1, "…"),
      ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, "👨‍👩‍👧‍👦…"), ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ] as [(String, Int, String)])
  func `a line is cut between graphemes`(text: String, width: Int, expected: String) {
    #expect(StyledText(text, .bold).truncated(to: width).plain == expected)
  }

  @Test func `an ellipsis that does not fit is cut`() {
    #expect(StyledText("hello").truncated(to: 4, ellipsis: "...").plain == "h...")
    #expect(StyledText("hello").truncated(to: 2, ellipsis: "...").plain == "..")
  }

  @Test func `padding counts columns`() {
    #expect("任务".padded(to: 6) == "任务  ")
    #expect("任务".padded(to: 6, alignment: .right) == "  任务")
    #expect("任务".padded(to: 3) == "任务")
  }

  @Test func `a cut keeps the styles before it`() {
    let line = StyledText("red", .red) + StyledText("green", .green)
    let red = StyledText("red", .red)
    #expect(line.truncated(to: 5) == red + StyledText("g", .green) + StyledText("…", .green))
    #expect(line.truncated(to: 4) == red + StyledText("…", .red))
    // Nothing after the cut comes back because it is narrower.
    #expect((StyledText("任务", .red) + "ab").truncated(to: 4).plain == "任…")
  }
}
