import Testing

@testable import TerminalUI

@Suite struct MarkdownViewTests {
  private static func render(_ text: String, columns: Int = 40) -> String {
    MarkdownView.render(text, terminal: .color(columns: columns))
      .replacing("\u{1B}[0m", with: "⟩").replacing("\u{1B}[", with: "⟨")
  }

  @Test func `without colour the text passes`() {
    let text = "# A\n\n- b `c`\n\td **e**\n"
    #expect(MarkdownView.render(text, terminal: .pipe()) == text)
    #expect(MarkdownView.render(text, terminal: .plain(columns: 3)) == text)
    #expect(MarkdownView.render("a\u{1B}[2J\r\nb\u{202E}", terminal: .pipe()) == "a^[[2J\nb")
  }

  @Test func `with colour nothing of the text is obeyed either`() {
    let text = "# \u{1B}[2J\n- \u{9B}A\n```\n\u{1B}]0;x\u{7}\n```\n| \u{8} |\n> \u{1B}\n`\u{1B}`"
    let rendered = MarkdownView.render(text, terminal: .color())
    let escapes = rendered.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst()
    let sgr = escapes.allSatisfy { part in
      part.first == "[" && part.dropFirst().first { !$0.isNumber && $0 != ";" } == "m"
    }
    #expect(sgr)
    let others = rendered.unicodeScalars.filter {
      $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\u{1B}"
    }
    #expect(others.isEmpty)
  }

  @Test(
    arguments: [
      ("# Title", "⟨1;4;36mTitle⟩"), ("## Done", "⟨1;36mDone⟩"), ("### A `b`", "⟨1mA ⟩⟨1;2mb⟩"),
      ("#hash", "#hash"), ("#", ""),
      ("- item", "⟨36m•⟩ item"), ("  * item", "  ⟨36m•⟩ item"), ("12) item", "⟨36m12)⟩ item"),
      ("-item", "-item"), ("2026. Year", "⟨36m2026.⟩ Year"), ("1234567890. x", "1234567890. x"),
      ("> quote", "⟨2m│ ⟩⟨2mquote⟩"), ("", ""),
      ("run `a` now", "run ⟨2ma⟩ now"), ("``a`b``", "⟨2ma`b⟩"), ("a ` b", "a ` b"),
      ("`` ` ``", "⟨2m`⟩"), ("**b** x", "⟨1mb⟩ x"), ("a ** b ** c", "a ** b ** c"),
      ("2**3", "2**3"), ("**a `b`**", "⟨1ma ⟩⟨1;2mb⟩"), ("*i* _u_ __init__", "*i* _u_ __init__"),
      ("a\n\nb\n", "a\n\nb\n"),
    ] as [(String, String)])
  func `a line`(text: String, expected: String) {
    #expect(Self.render(text) == expected)
  }

  @Test func `a rule fits`() {
    #expect(Self.render("---", columns: 5) == "⟨2m─────⟩")
    #expect(Self.render("* * *", columns: 5) == "⟨2m─────⟩")
  }

  @Test func `paragraphs and items wrap under themselves`() {
    #expect(Self.render("one two three", columns: 8) == "one two\nthree")
    #expect(Self.render("  one two", columns: 6) == "  one\n  two")
    #expect(Self.render("- one two", columns: 6) == "⟨36m•⟩ one\n  two")
    #expect(Self.render("> one two", columns: 6) == "⟨2m│ ⟩⟨2mone⟩\n⟨2m│ ⟩⟨2mtwo⟩")
    #expect(Self.render("- 任务列表", columns: 6) == "⟨36m•⟩ 任务\n  列表")
  }

  @Test func `a fence is verbatim and ends with its like`() {
    #expect(
      Self.render("```swift\n# no\n\tx\n~~~\n``` x\n````\n# yes")
        == "⟨2m```swift⟩\n⟨2m# no⟩\n⟨2m    x⟩\n⟨2m~~~⟩\n⟨2m``` x⟩\n⟨2m````⟩\n⟨1;4;36myes⟩")
    #expect(Self.render("````\n```\n````\na") == "⟨2m````⟩\n⟨2m```⟩\n⟨2m````⟩\na")
    #expect(Self.render("    ```\n# A") == "    ```\n⟨1;4;36mA⟩")
    #expect(Self.render("~~~\nlong line\n", columns: 4) == "⟨2m~~~⟩\n⟨2mlong line⟩\n")
  }

  @Test func `front matter is dim, and only at the start`() {
    #expect(Self.render("---\na: # b\n---\n# T") == "⟨2m---⟩\n⟨2ma: # b⟩\n⟨2m---⟩\n⟨1;4;36mT⟩")
    #expect(Self.render("---\na", columns: 4) == "⟨2m────⟩\na")
  }

  @Test func `table rows are not broken`() {
    #expect(Self.render("| a | `b` |", columns: 4) == "| a | ⟨2mb⟩ |")
  }

  @Test func `no document is too strange`() {
    var generator = SplitMix(state: 11)
    let pool = [
      "#", "`", "```", "*", "**", "-", ">", "|", " ", "\n", "1.", "任", "\t", "\u{1B}", "---",
    ]
    for _ in 0..<500 {
      let text = (0..<40).map { _ in pool[Int(generator.next() % UInt64(pool.count))] }.joined()
      for columns in [1, 2, 7] {
        #expect(!MarkdownView.render(text, terminal: .color(columns: columns)).isEmpty)
      }
    }
  }

  @Test func `a line of marks takes linear time`() {
    for mark in ["`", "` ", "** a", "`` ` ", "#", ">", "- "] {
      let line = String(repeating: mark, count: 100_000)
      #expect(!Self.render(line).isEmpty)
    }
  }

  @Test func `a difference is coloured by line and shows no controls`() {
    var terminal = Terminal(
      isTTY: true, columns: 80, usesColor: true, movesCursor: true, glyphs: .unicode)
    let text = "--- a\n+++ b\n@@ -1 +1 @@\n--- x\n+\u{1B}]0;y\u{07}\n z\n"
    #expect(
      DiffView.render(text, terminal: terminal)
        == "\u{1B}[1m--- a\u{1B}[0m\n\u{1B}[1m+++ b\u{1B}[0m\n\u{1B}[36m@@ -1 +1 @@\u{1B}[0m\n"
        + "\u{1B}[31m--- x\u{1B}[0m\n\u{1B}[32m+^[]0;y^G\u{1B}[0m\n z")
    terminal.usesColor = false
    #expect(DiffView.render("-a\n+b\n", terminal: terminal) == "-a\n+b")
  }
}
