import Testing

@testable import TerminalUI

@Suite struct TruncationTests {
  @Test(
    arguments: [
      ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""),
      ("hello", -1, ""), ("", 0, ""), ("hello world", 7, "hello…"), ("任务列表", 8, "任务列表"),
      ("任务列表", 7, "任务列…"), ("任务列表", 6, "任务…"), ("任务列表", 2, "…"), ("任务", 1, "…"),
      ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, "👨‍👩‍👧‍👦…"), ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ] as [(String, Int, String)])
  func `a line is cut between graphemes`(text: String, width: Int, expected: String) {
    #expect(text.truncated(to: width) == expected)
    #expect(StyledText(text, .bold).truncated(to: width).plain == expected)
  }

  @Test func `an ellipsis that does not fit is cut`() {
    #expect("hello".truncated(to: 4, ellipsis: "...") == "h...")
    #expect("hello".truncated(to: 2, ellipsis: "...") == "..")
  }

  @Test func `padding counts columns`() {
    #expect("任务".padded(to: 6) == "任务  ")
    #expect("任务".padded(to: 6, alignment: .right) == "  任务")
    #expect("任务".padded(to: 3) == "任务")
    #expect(StyledText("7", .red).padded(to: 3, alignment: .right).plain == "  7")
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
