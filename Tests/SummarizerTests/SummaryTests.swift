import Testing

@testable import Summarizer

@Suite struct SummaryTests {
  private func section(_ text: String) -> String {
    Summary(title: "t", sections: [.task: text], author: "x").task
  }

  @Test func `has text in every section`() {
    let summary = Summary(title: " \n", sections: [.done: " \n\t"], author: "x")
    for section in Section.allCases {
      #expect(summary[section] == section.emptyText)
    }
    #expect(summary.title == "Untitled session")
  }

  @Test(arguments: [
    ("# a\n## b\n### c", "### a\n### b\n### c"), ("  ## b", "### b"), ("#hash #", "#hash #"),
    ("##", "###"),
    ("    # code", "    # code"), ("#\ttab", "###\ttab"),
    ("```\n# x\n```\n# y", "```\n# x\n```\n### y"), ("```\n# x", "```\n# x\n```"),
    ("~~~~ sh\n~~~\n# x\n~~~~\n# y", "~~~~ sh\n~~~\n# x\n~~~~\n### y"),
    ("``` a`b\n# x", "``` a`b\n### x"),
    ("1. a\n    ```\n# x\n    ```\n# y", "1. a\n   ```\n# x\n   ```\n### y"),
    ("\t```\n# x\n```\n# y", "   ```\n# x\n   ```\n### y"),
    ("     ```\n```~ x\n    ```\n# y", "   ```\n```~ x\n   ```\n### y"),
    ("```\nx\n    ```\n# y", "```\nx\n```\n### y"),
    ("Title\n===\nText\n---", "Title\n\\===\nText\n\\---"), ("a\n\n---\n\nb", "a\n\n---\n\nb"),
    ("a\r\n# b\r# c\u{2028}# d\u{B}# e", "a\n### b\n### c\n### d\n### e"),
    ("\u{1B}[1m# a\u{1B}[0m\u{7}\u{9B}x", "### ax"), ("> # quoted", "> # quoted"),
  ])
  func `lets no heading of the file out of a section`(text: String, expected: String) {
    #expect(section(text) == expected)
    #expect(section(expected) == expected)
  }

  @Test func `bounds every section, with fences closed`() {
    for text in [
      String(repeating: "長い", count: 50_000), "```\n" + String(repeating: "# x\n", count: 50_000),
      String(repeating: "#\n", count: 50_000), String(repeating: "```\n# x\n", count: 9_999),
    ] {
      let result = section(text)
      #expect(result.columns <= Section.task.limit)
      #expect(result.columns > Section.task.limit / 8)
      #expect(section(result) == result)
    }
  }

  @Test(arguments: [
    ("Fix it", "Fix it"), ("\n\n# **Fix** it:\nmore", "Fix** it"), ("---\n> Fix `x`", "Fix `x"),
    ("a\tb  c", "a b c"),
    ("…\n!!\nwords", "words"), ("\u{1B}]0;evil\u{7}Fix", "Fix"), ("认证中间件的错误", "认证中间件的错误"),
  ])
  func `makes one line of a title`(text: String, expected: String) {
    #expect(Summary(title: text, sections: [:], author: "x").title == expected)
  }

  @Test func `fits the title into 60 columns`() {
    let wide = Summary(title: String(repeating: "漢", count: 60), sections: [:], author: "x").title
    #expect(wide == String(repeating: "漢", count: 29) + "…")
    let narrow = Summary(title: String(repeating: "a", count: 81), sections: [:], author: "x").title
    #expect(narrow == String(repeating: "a", count: 59) + "…")
    #expect(Summary(title: narrow, sections: [:], author: "x").title == narrow)
    let words = "Repair the parser of the configuration, which loses its comments"
    #expect(
      Summary(title: words, sections: [:], author: "x").title
        == "Repair the parser of the configuration, which loses its…")
  }

  @Test func `writes the body with the exact headings`() {
    let markdown = Summary(title: "T", sections: [:], author: "x").markdown
    let headings = markdown.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(
      headings == [
        "# T", "## Task", "## Done", "## In progress", "## Next steps", "## Files",
        "## Handoff prompt",
      ])
  }

  @Test func `cuts at characters, not inside them`() {
    for limit in 0...40 {
      for text in [
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "日本語のテキストです。長い", "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
      ] {
        #expect(text.cut(toBytes: limit).utf8.count <= limit)
        #expect(text.tail(ofBytes: limit).utf8.count <= limit)
        #expect(text.cut(toColumns: limit).columns <= limit)
        #expect(text.tail(ofColumns: limit).columns <= limit)
        #expect(text.cutInTheMiddle(toColumns: limit).columns <= limit)
        #expect(text.hasPrefix(text.cut(toColumns: limit, mark: "")))
        #expect(text.hasSuffix(text.tail(ofColumns: limit, mark: "")))
      }
    }
    let combining = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(combining.cut(toBytes: 5_000).utf8.count <= 5_000)
  }
}
