import ClaudeCode
import Testing

@testable import Summarizer

/// What is kept of the things that people and programs have said on the way.
@Suite struct KeptTests {
  private typealias Samples = ConversationSamples

  private func texts(_ events: [Conversation.Event]) -> (digest: String, summary: Summary) {
    let digest = Samples.digest(Conversation(events: events), project: ProjectFacts())
    return (digest.text, ExtractSummarizer().summarize(digest))
  }

  @Test func `keeps what a search or another program's tool has told`() {
    let (digest, summary) = texts([
      Samples.prompt("Look it up"),
      Samples.tool(
        "WebSearch", ["query": "end of support"],
        result: "Web search results for query: \"end of support\"\n\nIt ends on 30 June.\n\n"
          + "REMINDER: You MUST include the sources above"),
      Samples.tool("mcp__tracker__get", ["key": "OPS-1"], result: "Approver: Tomasz"),
      Samples.tool("mcp__tracker__put", ["key": "OPS-2"], result: "no rights", failed: true),
      Samples.tool("Read", ["file_path": "/p/a"], result: "the file's text"),
      Samples.answer("I have it."),
    ])
    for text in [digest, summary.done] {
      #expect(text.contains("end of support → It ends on 30 June."), "\(text)")
      #expect(text.contains("key: \"OPS-1\" → Approver: Tomasz"), "\(text)")
      #expect(!text.contains("REMINDER") && !text.contains("the file's text"), "\(text)")
    }
  }

  @Test func `says what a command told that ended well`() {
    let summary = texts([
      Samples.prompt("Build"), Samples.tool("Bash", ["command": "make"], result: "one\n412 kB"),
    ]).summary
    #expect(summary.done.contains("- `make`: `one 412 kB`"), "\(summary.done)")
  }

  @Test func `knows to what a person said yes, and does not call done what still runs`() {
    var server = ToolUse(
      id: "1", name: "Bash", input: ["command": "npm run dev"], result: "started")
    server.background = .running
    let done = texts([
      Samples.prompt("Propose something"), Samples.answer("I would sign them with Ed25519."),
      Samples.prompt("yes"), Samples.answer("Done so."),
      Samples.prompt("Now write the tests for it"),
      .init(kind: .tool(server)),
      Samples.tool("Bash", ["command": "make x"], result: "(Bash completed with no output)"),
      Samples.answer("They are there."),
    ]).summary.done
    #expect(done.contains("Ed25519. (You: “yes”)") && !done.contains("(You: “Now"), "\(done)")
    #expect(
      !done.contains("npm run dev")
        && (done.contains("- `make x`\n") || done.hasSuffix("- `make x`")), "\(done)")
  }

  @Test func `tells a prompt that Esc ended, and a call that was stopped without a word`() {
    var stopped = Samples.prompt("Now the orders")
    stopped.isStopped = true
    var use = ToolUse(id: "1", name: "Bash", input: ["command": "npm run seed"], result: "x")
    (use.failed, use.refusal) = (true, "")
    let (digest, summary) = texts([
      Samples.prompt("Seed"), .init(kind: .tool(use)), stopped, Samples.prompt("Products first"),
      Samples.answer("Yes."),
    ])
    #expect(digest.contains("user, stopped before an answer: Now the orders"))
    #expect(digest.contains("stopped by the user: Bash npm run seed"))
    #expect(!summary.nextSteps.contains("npm run seed"))
  }

  @Test func `leaves out of a compaction what the person is quoted with`() {
    var conversation = Conversation(events: [
      Samples.prompt("Do not touch the replica"), Samples.answer("Understood."),
    ])
    conversation.compactSummary = """
      1. Primary Request and Intent:
         Move the ledger until 14 March.
      6. All user messages:
         - "Do not touch the replica"
         - "Finance wants the list"
      7. Pending Tasks:
         - Rehearse it
      """
    let digest = Samples.digest(conversation)
    let request = ExtractSummarizer().request(digest)
    #expect(request.contains("until 14 March") && request.contains("Finance wants the list"))
    #expect(!request.contains("replica"), "\(request)")
    let compact = CompactSummarizer().summarize(conversation.compactSummary ?? "", digest: digest)
    #expect(compact.task.contains("Finance wants") && !compact.task.contains("- \"Do not touch"))
  }

  @Test func `has as much room for Chinese as for English`() {
    let english = String(repeating: "a sentence of forty columns, in English.", count: 700)
    let chinese = String(repeating: "一个中文句子，占四十列宽，内容相同的文字", count: 700)
    #expect(english.columns == chinese.columns && chinese.columns == 28_000)
    let kept = [english, chinese].map { text in
      texts([Samples.prompt(text), Samples.answer("x")]).summary.task
    }
    #expect(abs(kept[0].columns - kept[1].columns) < 10, "\(kept.map(\.columns))")
    let digests = [english, chinese].map { text in
      texts([Samples.prompt("x"), Samples.answer(text), Samples.prompt("y"), Samples.answer("z")])
        .digest
    }
    #expect(abs(digests[0].columns - digests[1].columns) < 10, "\(digests.map(\.columns))")
    #expect(String(repeating: "字", count: 20).oneLine(limit: 20).count == 10)
  }

  @Test func `redacts the arguments of a tool by their names`() {
    let secret = "Tr0ub4dor&3x"
    let (digest, summary) = texts([
      Samples.prompt("Connect"),
      Samples.tool("mcp__db__connect", ["host": "db", "password": secret], result: "connected"),
      Samples.tool("mcp__db__login", ["host": "db", "password": secret], failed: true),
      Samples.tool("Vault", ["api_key": "\(secret)\"x", "path": "/p/a", "zone": "eu"]),
      Samples.answer("Done."),
    ])
    for text in [digest, summary.done, summary.nextSteps, summary.inProgress] {
      #expect(!text.contains("Tr0ub") && !text.contains("3x"), "\(text)")
    }
    #expect(digest.contains(#"host: "db", password: "[redacted:password]""#), "\(digest)")
  }

  @Test(arguments: [
    ("What is the DB password?", "Tr0ub4dor&3x"), ("数据库密码是什么？", "Tr0ub4dor&3x"),
    ("Which password shall I use for the staging DB?", "hunter2-Sep"),
  ])
  func `redacts an answer beside its question`(question: String, secret: String) {
    var use = ToolUse(id: "1", name: "AskUserQuestion", result: "answered")
    use.questions = [
      .init(text: question, answer: secret, notes: secret),
      .init(text: "Where is the password kept?", answer: "In the vault, as before"),
    ]
    var refused = use
    (refused.id, refused.refusal) = ("2", secret)
    let (digest, summary) = texts([
      Samples.prompt("Go"), .init(kind: .tool(use)), .init(kind: .tool(refused)),
      Samples.answer("Done."),
    ])
    for text in [digest] + Section.allCases.map({ summary[$0] }) {
      #expect(!text.contains(secret), "\(text)")
    }
    #expect(digest.contains("[redacted:password]"), "\(digest)")
    #expect(digest.contains("In the vault, as before"), "\(digest)")
  }
}
