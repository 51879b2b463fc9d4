import Foundation
import TestSupport
import Testing

/// The harness against the real program; the hooks are trivial and only keep their input.
@Suite(.requiresClaude(.newest, .old)) struct RealClaudeTests {
  /// Hooks of the user's settings file that append their input to `~/EVENT.jsonl`.
  static let recording: [String: [ClaudeHook]] = Dictionary(
    uniqueKeysWithValues: ["SessionStart", "Stop", "SessionEnd"].map {
      ($0, [ClaudeHook("cat >> \"$HOME/\($0).jsonl\"; echo >> \"$HOME/\($0).jsonl\"")])
    })

  static func recorded(_ event: String, in home: ClaudeHome) throws -> [HookRecord] {
    let file = home.folder.appending(path: "\(event).jsonl").path
    let data = FileManager.default.contents(atPath: file) ?? Data()
    return try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(HookRecord.self, from: $0)
    }
  }

  @Test(arguments: ClaudeRelease.allCases)
  func `an answer fires Stop, and exit fires SessionEnd`(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let home = try await claude.makeHome(hooks: Self.recording)
      let session = try await claude.start(in: home)
      #expect(try Self.recorded("SessionStart", in: home).map(\.source) == ["startup"])
      let first = try await session.ask("hello there")
      #expect(first.lastAssistantMessage == "stand-in answer 1")
      #expect(try Self.recorded("Stop", in: home).count == 1)
      let second = try await session.ask("@say second one")
      #expect(second.lastAssistantMessage == "second one")
      #expect(try Self.recorded("Stop", in: home).count == 2)
      #expect(try Self.recorded("SessionEnd", in: home).isEmpty)
      try await session.exit()
      let end = try Self.recorded("SessionEnd", in: home)
      #expect(end.map(\.reason) == ["prompt_input_exit"])
      #expect(end.map(\.sessionID) == [first.sessionID])
      #expect(
        try claude.api.requests(.main).compactMap(\.prompt) == ["hello there", "@say second one"])
      #expect(home.transcripts().count == 1)
    }
  }

  @Test(arguments: ClaudeRelease.allCases)
  func `tools run one after the other without a question`(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let home = try await claude.makeHome()
      let session = try await claude.start(in: home)
      let file = home.project.appending(path: "out.txt").path
      let tools = """
        @tools [{"name":"Bash","input":{"command":"echo one > out.txt","description":"Writes"}},\
        {"name":"Read","input":{"file_path":"\(file)"}},\
        {"name":"Edit","input":{"file_path":"\(file)","old_string":"one","new_string":"two"}}]
        """
      let end = try await session.ask(tools)
      #expect(end.event == "Stop")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "two\n")
      let called = try claude.api.requests(.main).map(\.tool)
      #expect(called == ["Bash", "Read", "Edit", nil])
    }
  }

  @Test(arguments: ClaudeRelease.allCases)
  func `a failed turn fires StopFailure`(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let home = try await claude.makeHome(extra: ["CLAUDE_CODE_MAX_RETRIES": "0"])
      let session = try await claude.start(in: home)
      let end = try await session.ask("@error 529")
      #expect(end.event == "StopFailure")
      let next = try await session.ask("@slow 0.3 then this")
      #expect(next.lastAssistantMessage == "then this")
    }
  }

  @Test(arguments: ClaudeRelease.allCases)
  func `any text can be typed, and clear begins a new session`(
    release: ClaudeRelease
  ) async throws {
    try await RealClaude.run(release) { claude in
      let home = try await claude.makeHome()
      let session = try await claude.start(in: home)
      let long = String(repeating: "many words, ", count: 300) + "the end"
      let texts = [
        "还有哪些任务没完成", "first line\nsecond line", long, "@say 好的，已修复", "- a; $b 'c' \"d\"",
      ]
      for text in texts { try await session.ask(text) }
      let prompts = try session.hooks.records("UserPromptSubmit").compactMap(\.prompt)
      // The newest release puts a long text into an element `pasted_content`.
      #expect(zip(prompts, texts).allSatisfy { $0.contains($1) } && prompts.count == texts.count)
      #expect(try claude.api.requests(.main).compactMap(\.prompt) == texts)
      #expect(try session.hooks.records("Stop").dropLast().last?.lastAssistantMessage == "好的，已修复")
      try await session.command("/clear")
      let end = try await session.waitForHook("SessionEnd")
      let start = try await session.waitForHook("SessionStart", count: 2)
      #expect(end.reason == "clear")
      #expect(start.source == "clear")
      #expect(start.sessionID != end.sessionID)
      #expect(try await session.ask("after").sessionID == start.sessionID)
    }
  }

  enum Ending: String, CaseIterable {
    case exit, controlDTwice, closeTerminal, terminate, kill

    var reason: String? {
      switch self {
      case .exit, .controlDTwice: "prompt_input_exit"
      case .closeTerminal, .terminate: "other"
      case .kill: nil
      }
    }

    func end(_ session: InteractiveClaude) async throws {
      switch self {
      case .exit: try await session.exit()
      case .controlDTwice: try await session.controlDTwice()
      case .closeTerminal: try await session.closeTerminal()
      case .terminate: try await session.terminate()
      case .kill: try await session.kill()
      }
    }
  }

  @Test(arguments: ClaudeRelease.allCases, Ending.allCases)
  func `each ending has its reason`(release: ClaudeRelease, ending: Ending) async throws {
    try await RealClaude.run(release) { claude in
      let home = try await claude.makeHome(hooks: Self.recording)
      let session = try await claude.start(in: home)
      try await session.ask("hello")
      try await ending.end(session)
      let reasons = try Self.recorded("SessionEnd", in: home).map(\.reason)
      #expect(reasons == (ending.reason.map { [$0] } ?? []))
    }
  }

  @Test(arguments: ClaudeRelease.allCases)
  func `a print run is a session, a summary call leaves no trace`(
    release: ClaudeRelease
  ) async throws {
    let summary = SummaryScript(marker: "marker of the summary", answer: "# Title\n\n## Task\nx\n")
    try await RealClaude.run(release, summary: summary) { claude in
      let home = try await claude.makeHome(hooks: Self.recording)
      let quiet = [
        "--model", "haiku", "--output-format", "json", "--no-session-persistence", "--settings",
        #"{"disableAllHooks":true}"#, "--strict-mcp-config", "--disable-slash-commands", "--tools",
        "", "--system-prompt", "The marker of the summary.",
      ]
      let result = try await claude.print("Sum up.", in: home, arguments: quiet)
      #expect(result.status == .exited(0), "\(result)")
      #expect(result.output.contains(#"# Title\n\n## Task"#))
      #expect(try claude.api.requests().map(\.kind) == [.summary])
      #expect(try claude.api.requests().first?.lastUser?.contains("Sum up.") == true)
      #expect(home.transcripts().isEmpty)
      #expect(try Self.recorded("Stop", in: home).isEmpty)
      try claude.api.answerSummaries(with: "@error 403")
      let failure = try await claude.print("Sum up.", in: home, arguments: quiet)
      #expect(failure.status == .exited(1))
      #expect(failure.output.contains(#""api_error_status":403"#) || release == .old)

      let plain = try await claude.print("@say plain", in: home)
      #expect(plain.output == "plain\n")
      #expect(try Self.recorded("Stop", in: home).count == 1)
      #expect(try Self.recorded("SessionEnd", in: home).map(\.reason) == ["other"])
      #expect(home.transcripts().count == 1)
    }
  }

  @Test func `two homes share one stand-in, and nothing of them stays`() async throws {
    var left: [ClaudeHome] = []
    try await RealClaude.run { claude in
      let laptop = try await claude.makeHome(
        hooks: ["Stop": ["(setsid sleep 1000 >/dev/null 2>&1 </dev/null &)"]])
      let desktop = try await claude.makeHome()
      left = [laptop, desktop]
      async let first = claude.start(in: laptop)
      async let second = claude.start(in: desktop)
      try await first.ask("@say on the laptop")
      try await second.ask("@say on the desktop")
      #expect(try claude.api.requests(.main).count == 2)
      #expect(laptop.processes().values.contains { $0 == "sleep 1000" })
      if claude.network.isIsolated {
        let devices = try await claude.run(["cat", "/proc/net/dev"], in: laptop)
        #expect(devices.output.split(separator: "\n").count == 3, "two headings and lo")
      }
    }
    for home in left {
      #expect(home.processes().isEmpty)
      #expect(!FileManager.default.fileExists(atPath: home.root.path))
    }
  }
}
