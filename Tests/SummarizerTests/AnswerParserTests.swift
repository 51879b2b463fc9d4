import Testing

@testable import Summarizer

@Suite struct AnswerParserTests {
  private let answer = """
    # Fix the login

    ## Task
    a

    ## Done
    b
    ### Files
    not the section

    ## In progress
    c

    ## Next steps
    1. d

    ## Files
    `e`: x

    ## Handoff prompt
    f
    """

  private func texts(_ parser: AnswerParser) -> [String?] {
    Section.allCases.map { parser.sections[$0]?.trimmed() }
  }

  @Test func `reads the form that is asked for`() {
    let parser = AnswerParser(answer)
    #expect(parser.title == "Fix the login")
    #expect(texts(parser) == ["a", "b\n### Files\nnot the section", "c", "1. d", "`e`: x", "f"])
  }

  @Test(
    arguments: [
      { "```markdown\n\($0)\n```" }, { "Here are the notes:\n\n\($0)" },
      { $0.replacing("## ", with: "### ").replacing("#### ", with: "##### ") },
      { $0.replacing("## Next steps", with: "## 4. **Next Steps:**") },
      { $0.replacing("## Handoff prompt", with: "## Hand-off prompt ##") },
      { $0.replacing("\n", with: "\r\n") },
      { "\u{FEFF}" + $0 },
    ] as [@Sendable (String) -> String])
  func `reads other forms`(change: @Sendable (String) -> String) {
    let parser = AnswerParser(change(answer))
    #expect(parser.sections.count == 6)
    #expect(parser.sections[.inProgress]?.trimmed() == "c")
    #expect(parser.sections[.handoffPrompt]?.trimmed() == "f")
    #expect(parser.title == "Fix the login")
  }

  @Test func `reads bold lines as headings`() {
    let parser = AnswerParser("**Task**\na\n**Done:**\nb\n**In progress**:\nc")
    #expect(texts(parser) == ["a", "b", "c", nil, nil, nil])
  }

  @Test func `leaves headings inside code alone`() {
    let parser = AnswerParser("## Task\n```md\n## Done\nx\n```\n## Files\ny")
    #expect(texts(parser) == ["```md\n## Done\nx\n```", nil, nil, nil, "y", nil])
  }

  @Test func `keeps the first of two headings of the same name`() {
    let parser = AnswerParser("## Done\na\n## Done\nb\n# Done\nc")
    #expect(texts(parser)[1] == "c")
    #expect(texts(AnswerParser("## Done\na\n## Done\nb"))[1] == "a\n## Done\nb")
  }

  @Test func `refuses translated headings`() {
    let parser = AnswerParser(
      "# 标题\n## 任务\na\n## Done\nb\n## 下一步\nc\n## Files\nd\n## Handoff prompt\ne")
    #expect(texts(parser) == [nil, "b\n## 下一步\nc", nil, nil, "d", "e"])
    #expect(parser.title == "标题")
  }

  @Test func `finds nothing in what is no answer`() {
    for text in ["", "mock answer 37", "# only a title", "## Task\n\n## Done\n \n"] {
      #expect(AnswerParser(text).sections.isEmpty)
    }
  }

  @Test func `survives any text`() {
    var random = RepeatableGenerator(seed: 5)
    let pieces = [
      "# ", "## ", "Task", "Done", "Files", "\n", "```", "**", "~~~", " ", "🙂", "\t", "    ",
      "Handoff prompt",
    ]
    for _ in 0..<2_000 {
      let text = (0..<30).compactMap { _ in pieces.randomElement(using: &random) }.joined()
      let summary = Summary(title: text, sections: AnswerParser(text).sections, author: "x")
      #expect(FileHeadings.count(in: summary.markdown) == 7, "\(text.debugDescription)")
    }
  }
}
