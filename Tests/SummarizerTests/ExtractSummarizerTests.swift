import ClaudeCode
import Testing

@testable import Summarizer

@Suite struct ExtractSummarizerTests {
  private typealias Samples = ConversationSamples
  private let summarizer = ExtractSummarizer()

  @Test func `says what was asked, done, and left`() {
    let todos = [
      Todo(text: "reproduce", status: "completed"),
      Todo(text: "fix handler", status: "in_progress"),
      Todo(text: "write tests", status: "pending"),
    ]
    let summary = summarizer.summarize(Samples.digest(todos: todos))
    #expect(summary.title == "Fix the auth middleware bug")
    #expect(summary.author == "extract")
    #expect(summary.failure == nil)
    #expect(summary.task.contains("> Fix the login. Don't touch the database schema!"))
    #expect(summary.task.contains("> Then look at the error handler."))
    #expect(summary.done.contains("- [x] reproduce"))
    #expect(summary.done.contains("- `swift build`"))
    #expect(summary.inProgress.contains("- fix handler"))
    #expect(summary.inProgress.contains("The error handler swallows the error."))
    #expect(summary.inProgress.contains("branch `fix/auth` at commit `1f2e3d4c5b6a`"))
    #expect(summary.inProgress.contains("Uncommitted files: 3"))
    #expect(summary.inProgress.contains("Commits not pushed: 1"))
    #expect(summary.nextSteps.contains("- [ ] fix handler (begun)\n- [ ] write tests"))
    #expect(
      summary.nextSteps.contains(
        "- This command failed: `swift test`\n  ```\n  line 1\n  error: expected 401, got 500\n  ```"
      ))
    #expect(summary.files.contains("- `Sources/Auth.swift`: edited 2 times, read"))
    #expect(summary.files.contains("Only read:\n\n- `~/notes.md`: read"))
    #expect(summary.files.contains("Uncommitted (3):\n\n- `modified Sources/Auth.swift`"))
  }

  @Test func `writes a prompt that says how to check, and repeats nothing`() {
    let prompt = summarizer.summarize(Samples.digest()).handoffPrompt
    #expect(prompt.hasPrefix("This carries on an earlier session on `acme/api` in `~/src/api`."))
    #expect(prompt.hasSuffix("How to check the work: `swift test`"))
    #expect(!prompt.contains("schema"))
  }

  @Test func `keeps the language of the conversation`() {
    let conversation = Conversation(events: [
      Samples.prompt("修复登录问题，不要改数据库。\n# 重要"), Samples.answer("已经找到原因 🙂"),
    ])
    let summary = summarizer.summarize(Samples.digest(conversation, project: ProjectFacts()))
    #expect(summary.title == "修复登录问题，不要改数据库。")
    #expect(summary.task == "> 修复登录问题，不要改数据库。\n> # 重要")
    #expect(summary.inProgress == "Answered last:\n\n已经找到原因 🙂")
  }

  @Test func `names an open prompt and a failed turn`() {
    var conversation = Samples.fix
    conversation.events += [Samples.prompt("And now?"), Samples.failure("API Error: 529 busy")]
    let summary = summarizer.summarize(Samples.digest(conversation))
    #expect(summary.nextSteps.hasPrefix("- Answer the last prompt: “And now?”"))
    #expect(
      summary.inProgress.contains("The last turn ended with an API failure: `API Error: 529 busy`"))
    #expect(summary.handoffPrompt.contains("Begin with the last prompt"))
  }

  @Test func `holds plain sentences when nothing is known`() {
    let summary = summarizer.summarize(Samples.digest(Conversation(), project: ProjectFacts()))
    for section in Section.allCases { #expect(summary[section] == section.emptyText) }
  }

  @Test func `gives the same result every time`() {
    #expect(summarizer.summarize(Samples.digest()) == summarizer.summarize(Samples.digest()))
  }

  @Test func `quotes what contains Markdown of its own`() {
    let text = "# H\n```sh\nrm x\n## not closed"
    let conversation = Conversation(events: [
      Samples.prompt(text),
      Samples.tool("Bash", ["command": "make `date`"], result: "```\n# x", failed: true),
      Samples.answer(text),
    ])
    let summary = summarizer.summarize(Samples.digest(conversation))
    #expect(summary.task.contains("> # H\n> ```sh\n> rm x\n> ## not closed"))
    #expect(
      summary.nextSteps.contains(
        "This command failed: `` make `date` ``\n  ````\n  ```\n  # x\n  ````"))
    #expect(FileHeadings.count(in: summary.markdown) == 7)
  }
}
