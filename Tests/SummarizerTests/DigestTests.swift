import ClaudeCode
import Foundation
import Testing

@testable import Summarizer

@Suite struct DigestTests {
  private typealias Samples = ConversationSamples

  @Test func `takes the prompts, the answer, and the title`() {
    let digest = Samples.digest()
    #expect(digest.title == "Fix the auth middleware bug")
    #expect(digest.firstPrompt == "Fix the login. Don't touch the database schema!")
    #expect(digest.prompts == ["Then look at the error handler."])
    #expect(digest.lastAnswer == "The error handler swallows the error.")
    #expect(!digest.awaitsAnswer)
    #expect(!digest.isEmpty)
  }

  @Test func `prefers the hook's last answer`() {
    #expect(Samples.digest(lastAnswer: "Newer.").lastAnswer == "Newer.")
    #expect(Samples.digest(lastAnswer: " \n").lastAnswer == "The error handler swallows the error.")
  }

  @Test func `lists the files with what was done to them`() {
    let files = Dictionary(
      uniqueKeysWithValues: Samples.digest().files.map { ($0.path, $0.description) })
    #expect(
      files == [
        "Sources/Auth.swift": "edited 2 times, read", "Tests/AuthTests.swift": "created",
        "~/notes.md": "read", "old.txt": "deleted", "Legacy.swift": "deleted",
        "/etc/x.ipynb": "notebook edited",
      ])
    #expect(Samples.digest().files.last?.path == "~/notes.md")
  }

  @Test func `lists the commands with the tail of a failure`() {
    let commands = Samples.digest().commands
    #expect(
      commands.map(\.command) == [
        "swift build", "swift test", "rm -f old.txt && git rm Legacy.swift",
      ])
    #expect(commands.map(\.failed) == [false, true, false])
    #expect(commands[1].failureTail == "line 1\nerror: expected 401, got 500")
    #expect(commands[0].purpose == "Build")
  }

  @Test func `counts a command that was run again, with its last outcome`() {
    let conversation = Conversation(events: [
      Samples.prompt("x"), Samples.tool("Bash", ["command": "make"], result: "no", failed: true),
      Samples.tool("Bash", ["command": "make"]),
    ])
    let run = Samples.digest(conversation).commands
    #expect(run == [CommandRun(command: "make", count: 2)])
  }

  @Test func `keeps a failure that many successes came after`() {
    var events = [Samples.prompt("x"), Samples.tool("Bash", ["command": "make"], failed: true)]
    events += (0..<100).map { Samples.tool("Bash", ["command": "echo \($0)"]) }
    let digest = Samples.digest(Conversation(events: events))
    #expect(digest.commands.first?.command == "make")
    #expect(digest.commands.last?.command == "echo 99")
    #expect(digest.commands.count == 30)
    #expect(digest.omittedCommands == 71)
  }

  @Test func `takes the todos of the newest call unless others are given`() {
    let old = [Todo(text: "old", status: "pending")]
    let new = [Todo(text: "a", status: "completed"), Todo(text: "b", status: "in_progress")]
    let conversation = Conversation(events: [
      Samples.prompt("x"), Samples.tool("TodoWrite", [:], todos: old),
      Samples.tool("TodoWrite", [:], todos: new),
    ])
    #expect(Samples.digest(conversation).todos == new)
    #expect(Samples.digest(conversation, todos: old).todos == old)
  }

  @Test func `knows a last turn that failed or has no answer`() {
    var conversation = Samples.fix
    conversation.events.append(Samples.prompt("And now?"))
    #expect(Samples.digest(conversation).awaitsAnswer)
    #expect(!Samples.digest(conversation, lastAnswer: "Done.").awaitsAnswer)
    conversation.events.append(Samples.failure("API Error: 529"))
    #expect(Samples.digest(conversation).lastFailure == "API Error: 529")
    conversation.events.append(Samples.answer("Works again."))
    #expect(Samples.digest(conversation).lastFailure == nil)
    #expect(!Samples.digest(conversation).awaitsAnswer)
  }

  @Test func `is empty without a prompt of a person`() {
    #expect(Samples.digest(Conversation()).isEmpty)
    #expect(Samples.digest(Conversation(events: [Samples.answer("hi")])).isEmpty)
    #expect(!Samples.digest(Conversation(compactSummary: "We did things.")).isEmpty)
  }

  @Test func `redacts and cleans every part`() {
    let secret = SecretSamples.random
    let leak = "gh" + "p_" + secret + "\u{1B}[31m\u{202E}"
    let conversation = Conversation(
      title: leak, workingDirectory: "/w/\(leak)", gitBranch: leak,
      events: [
        Samples.prompt(leak), Samples.prompt(leak),
        Samples.tool("Bash", ["command": leak, "description": leak], result: leak, failed: true),
        Samples.tool("Edit", ["file_path": leak]), Samples.tool(leak, ["query": leak]),
        Samples.answer(leak), Samples.failure(leak),
      ], compactSummary: leak)
    let facts = ProjectFacts(name: leak, folder: nil, head: leak, dirtyFiles: [leak])
    let digest = Samples.digest(
      conversation, todos: [Todo(text: leak, status: leak)], lastAnswer: leak, project: facts)
    let everything = "\(digest)" + digest.text
    #expect(!everything.contains(secret))
    #expect(!everything.unicodeScalars.contains("\u{1B}"))
    #expect(!everything.unicodeScalars.contains("\u{202E}"))
    #expect(digest.text.contains("[redacted:github-token]"))
  }

  @Test func `lets no secret through that a cut would split`() {
    let secret = "gh" + "p_" + SecretSamples.random
    let rest = String(repeating: " y", count: 4_000)
    for padding in 3_100...3_240 {
      let text = String(repeating: "x", count: padding) + " \(secret)" + rest
      let digest = Samples.digest(Conversation(events: [Samples.prompt(text)]))
      #expect(!digest.text.contains("gh" + "p_"))
    }
  }

  @Test(arguments: [0, 16_000, 60_000])
  func `stays within its limit, whatever the conversation holds`(total: Int) {
    let long = String(repeating: "長い文🙂 ", count: 20_000)
    var events = [Samples.prompt(long)]
    for number in 0..<60 {
      events += [
        Samples.prompt("\(number) \(long)"), Samples.answer(long),
        Samples.tool("Edit", ["file_path": "/p/\(number)/" + String(long.prefix(500))]),
        Samples.tool(
          "Bash", ["command": "\(number) \(long.prefix(500))"],
          result: String(long.prefix(3_000)), failed: number % 2 == 0),
      ]
    }
    events.append(
      Samples.tool(
        "TodoWrite", [:],
        todos: (0..<500).map { Todo(text: "\($0) " + String(long.prefix(500)), status: "pending") })
    )
    let conversation = Conversation(
      title: long, earlier: Array(events.prefix(9)), events: Array(events.dropFirst(9)),
      compactSummary: long)
    let facts = ProjectFacts(
      name: long, folder: long, branch: long, head: long,
      dirtyFiles: (0..<500).map { "modified \($0) \(long.prefix(300))" })
    let digest = Samples.digest(
      conversation, lastAnswer: long, project: facts, limits: Digest.Limits(total: total))
    #expect(digest.text.columns <= max(total, 16_000))
    #expect(digest.text.columns > total / 2)
    #expect(digest.firstPrompt != nil && !digest.prompts.isEmpty && digest.lastAnswer != nil)
    #expect(digest.omittedPrompts + digest.prompts.count == 60)
  }

  @Test func `keeps the newest of the timeline and says what is left out`() {
    let events =
      [Samples.prompt("begin")] + (0..<2_000).map { Samples.answer("step \($0) of many") }
    let timeline = Samples.digest(Conversation(events: events), limits: .init(total: 10_000))
      .timeline
    #expect(timeline.first == "user: begin")
    #expect(timeline.dropLast().last == "assistant: step 1998 of many")
    #expect(timeline.contains { $0.hasPrefix("[… ") && $0.hasSuffix(" steps left out …]") })
  }

  @Test func `marks the compaction in the timeline`() {
    let conversation = Conversation(
      earlier: [Samples.prompt("a")], events: [Samples.prompt("b")], compactSummary: "s")
    #expect(
      Samples.digest(conversation).timeline == [
        "user: a", "[the conversation was compacted here]", "user: b",
      ])
  }

  @Test func `has a hash that changes with the conversation and with nothing else`() {
    let digest = Samples.digest()
    #expect(digest.conversationHash == Samples.digest().conversationHash)
    #expect(digest.conversationHash.count == 16)
    var conversation = Samples.fix
    conversation.events[0].time = .distantPast
    conversation.updatedAt = .distantPast
    #expect(Samples.digest(conversation).conversationHash == digest.conversationHash)
    conversation.events.append(Samples.prompt("more"))
    #expect(Samples.digest(conversation).conversationHash != digest.conversationHash)
    var facts = Samples.facts
    facts.dirtyCount += 1
    #expect(Samples.digest(project: facts).conversationHash == digest.conversationHash)
  }

  @Test func `knows the published hash values`() {
    var hash = StableHash()
    #expect(hash.hexadecimal == "cbf29ce484222325")
    hash.add("")
    #expect(hash.hexadecimal == "af64724c8602eb6e")
  }
}
