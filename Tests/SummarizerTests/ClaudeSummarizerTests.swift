import Foundation
import TestSupport
import Testing

@testable import Summarizer

/// Runs small programs in place of Claude Code.
@Suite struct ClaudeSummarizerTests {
  private typealias Samples = ConversationSamples
  private let folder: TemporaryFolder
  private let answer = """
    # A title
    ## Task
    a
    ## Done
    Used gh\("p_" + SecretSamples.random) here
    ## Next steps
    c
    """

  init() throws {
    folder = try TemporaryFolder()
  }

  private func summarizer(
    _ executable: String, timeout: Duration = .seconds(120),
    environment: [String: String] = [:], workingFolder: String = "empty",
    outputLimit: Int = 4_000_000
  ) -> ClaudeSummarizer {
    let base = ["PATH": "/usr/bin:/bin", "OUT": folder.path]
    return ClaudeSummarizer(
      configuration: .init(
        executable: executable, timeout: timeout, grace: .milliseconds(100),
        environment: base.merging(environment) { $1 }, passedVariables: ["OUT"],
        workingFolder: folder.path + "/" + workingFolder,
        outputLimit: outputLimit))
  }

  private func result(_ text: String) throws -> String {
    let object: [String: any Sendable] = ["type": "result", "is_error": false, "result": text]
    let json = String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    try Data(json.utf8).write(to: URL(fileURLWithPath: folder.path + "/answer.json"))
    return "cat \"$OUT/answer.json\""
  }

  private func failure(_ summarizer: ClaudeSummarizer) async -> SummarizerError? {
    do {
      _ = try await summarizer.summarize(Samples.digest())
      return nil
    } catch {
      return error
    }
  }

  /// Whether the process whose number a program wrote down is gone, or dead and not yet collected.
  private func isGone(_ name: String) throws -> Bool {
    let number = try #require(Int32(folder.text(name).trimmed()))
    // A signal takes its time on a busy machine; a process that was not sent one stays.
    for _ in 0..<500 {
      guard kill(number, 0) == 0 else { return true }
      let status = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
      if status?.contains(") Z ") ?? true { return true }
      usleep(20_000)
    }
    return false
  }

  @Test func `makes a summary of the answer, and says what it lacks`() async throws {
    let program = try folder.script("claude", try result(answer))
    let model = try await summarizer(program).summarize(Samples.digest())
    #expect(model.summary.title == "A title")
    #expect(model.summary.author == "haiku")
    #expect(model.summary.task == "a")
    #expect(model.summary.done == "Used [redacted:github-token] here")
    #expect(model.summary.files == Section.files.emptyText)
    #expect(
      model.summary.handoffPrompt
        == "Not told by the summary: constraints, decisions, failed attempts, open questions, "
        + "how to verify.")
    #expect(model.usage.model == "haiku")
  }

  /// A program that gives one answer after the other, and keeps what it was told.
  private func answering(_ answers: String...) throws -> String {
    for (number, text) in answers.enumerated() {
      _ = try result(text)
      try FileManager.default.moveItem(
        atPath: folder.path + "/answer.json", toPath: folder.path + "/answer\(number)")
    }
    return try folder.script(
      "claude",
      """
      n=$(ls "$OUT" | grep -c '^told'); cat > "$OUT/told$n"
      cat "$OUT/answer$n" 2>/dev/null || exit 1
      """)
  }

  @Test func `asks once more for what is no summary, and says what was wrong`() async throws {
    let refusal = "I'm sorry, but I can't help with that. \("gh" + "p_" + SecretSamples.random)"
    let model = try await summarizer(answering(refusal, answer)).summarize(Samples.digest())
    #expect(model.summary.task == "a" && model.usage.calls == 2)
    #expect(try folder.text("told0").contains("Your answer before") == false)
    let second = try folder.text("told1")
    #expect(second.contains(Samples.digest().text) && second.contains("- It declines."))
    #expect(second.contains("I can't help with that. [redacted:github-token]"))
  }

  @Test func `asks only once more, and then says why there is none`() async throws {
    let refusal = "I'm sorry, but I can't help with that."
    #expect(
      await failure(try summarizer(answering(refusal, refusal, answer)))
        == .noSummary("it declines"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/told2"))
  }

  @Test func `keeps an answer that is only too long where the second call fails`() async throws {
    let long = answer + String(repeating: "\nThe handler was read again and again.", count: 500)
    let model = try await summarizer(answering(long)).summarize(Samples.digest())
    #expect(model.summary.task == "a" && model.usage.calls == 1)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/told1"))
  }

  @Test func `does not ask again where it may not`() async throws {
    var configuration = try summarizer(answering("No.", answer)).configuration
    configuration.repairs = false
    #expect(await failure(ClaudeSummarizer(configuration: configuration)) == .noSummary("No."))
  }

  @Test func `passes the arguments, the prompt, and an environment without the session`()
    async throws
  {
    let program = try folder.script(
      "claude",
      """
      for argument in "$@"; do printf '%s\\0' "$argument"; done > "$OUT/argv"
      env > "$OUT/env"; cat > "$OUT/stdin"; pwd > "$OUT/pwd"; ls -A | wc -l > "$OUT/count"
      ps -o sid= -p $$ 2>/dev/null > "$OUT/sid" || cut -d' ' -f6 /proc/$$/stat > "$OUT/sid"
      echo $$ > "$OUT/pid"
      """ + "\n" + (try result(answer)))
    let environment = [
      "ANTHROPIC_API_KEY": "kept", "CLAUDE_CONFIG_DIR": "kept", "HTTPS_PROXY": "kept",
      "AWS_PROFILE": "kept",
      "CLAUDE_CODE_USE_BEDROCK": "1", "CLAUDECODE": "1", "CLAUDE_CODE_SESSION_ID": "x",
      "CLAUDE_CODE_CHILD_SESSION": "1",
      "CLAUDE_CODE_ENTRYPOINT": "cli", "CLAUDE_PROJECT_DIR": "/x", "CLAUDE_ENV_FILE": "/x",
      "GIT_DIR": "/x", "GIT_SSH": "x",
      "HANDOFF_TOKEN": "secret",
    ]
    _ = try await summarizer(program, environment: environment).summarize(Samples.digest())

    let arguments = try folder.text("argv").split(separator: "\0", omittingEmptySubsequences: false)
    #expect(
      arguments.dropLast() == [
        "-p", "--model", "haiku", "--output-format", "json", "--no-session-persistence",
        "--settings",
        #"{"disableAllHooks":true}"#, "--strict-mcp-config", "--disable-slash-commands", "--tools",
        "",
        "--system-prompt", SystemPrompt.text[...],
      ])
    let stdin = try folder.text("stdin")
    #expect(stdin.contains(Samples.digest().text))
    let lines = Set(try folder.text("env").split(separator: "\n").map(String.init))
    for line in [
      "ANTHROPIC_API_KEY=kept", "CLAUDE_CONFIG_DIR=kept", "HTTPS_PROXY=kept", "AWS_PROFILE=kept",
      "CLAUDE_CODE_USE_BEDROCK=1",
      "HANDOFF_SUMMARIZING=1", "CLAUDE_CODE_MAX_RETRIES=1", "CLAUDE_CODE_DISABLE_CLAUDE_MDS=1",
      "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1", "DISABLE_AUTOUPDATER=1",
    ] {
      #expect(lines.contains(line))
    }
    for name in [
      "CLAUDECODE", "CLAUDE_CODE_SESSION_ID", "CLAUDE_CODE_CHILD_SESSION", "CLAUDE_CODE_ENTRYPOINT",
      "CLAUDE_PROJECT_DIR", "CLAUDE_ENV_FILE", "GIT_", "HANDOFF_TOKEN",
    ] {
      #expect(!lines.contains { $0.hasPrefix(name + (name == "GIT_" ? "" : "=")) })
    }
    #expect(try folder.text("pwd").trimmed().hasSuffix("/empty"))
    #expect(try folder.text("count").trimmed() == "0")
    #expect(try folder.text("sid").trimmed() == folder.text("pid").trimmed())
  }

  @Test func `finds the program in the environment's path`() async throws {
    _ = try folder.script("claude", try result(answer))
    let path = folder.path + ":/usr/bin:/bin"
    let found = try await summarizer("claude", environment: ["PATH": path]).summarize(
      Samples.digest())
    #expect(found.summary.task == "a")
    #expect(
      await failure(summarizer("claude", environment: ["PATH": "/nonexistent"])) == .notInstalled)
    #expect(await failure(summarizer("/nonexistent/claude")) == .notInstalled)
  }

  @Test func `refuses what it cannot start`() async throws {
    let data = folder.path + "/data"
    try Data("x".utf8).write(to: URL(fileURLWithPath: data))
    for executable in [data, "bin/claude", "", folder.path] {
      guard case .couldNotStart = await failure(summarizer(executable)) else {
        Issue.record("\(executable) was started")
        continue
      }
    }
    let program = try folder.script("claude", "exit 0")
    guard case .couldNotStart = await failure(summarizer(program, workingFolder: "data")) else {
      Issue.record("started without a folder")
      return
    }
  }

  @Test func `ends the program and its children at the time limit`() async throws {
    let program = try folder.script(
      "claude", #"sleep 1000 & echo $! > "$OUT/child"; echo $$ > "$OUT/parent"; wait"#)
    #expect(await failure(summarizer(program, timeout: .milliseconds(500))) == .timedOut(0.5))
    #expect(try isGone("parent"))
    #expect(try isGone("child"))
  }

  @Test func `ends programs that ignore the first signal`() async throws {
    let program = try folder.script(
      "claude",
      #"trap '' TERM; (trap '' TERM; while :; do sleep 1; done) & echo $! > "$OUT/child"; echo $$ > "$OUT/parent"; while :; do sleep 1; done"#
    )
    #expect(await failure(summarizer(program, timeout: .milliseconds(500))) == .timedOut(0.5))
    #expect(try isGone("parent"))
    #expect(try isGone("child"))
  }

  @Test func `ends a child that outlives its parent's first signal`() async throws {
    let program = try folder.script(
      "claude",
      #"(trap '' TERM; while :; do sleep 1; done) & echo $! > "$OUT/child"; echo $$ > "$OUT/parent"; wait"#
    )
    #expect(await failure(summarizer(program, timeout: .milliseconds(500))) == .timedOut(0.5))
    #expect(try isGone("parent"))
    #expect(try isGone("child"))
  }

  @Test func `limits the time of a program that closes its outputs`() async throws {
    let program = try folder.script(
      "claude", #"echo $$ > "$OUT/parent"; exec >&- 2>&-; sleep 1000"#)
    #expect(await failure(summarizer(program, timeout: .milliseconds(500))) == .timedOut(0.5))
    #expect(try isGone("parent"))
  }

  @Test func `ends what a program leaves behind after its answer`() async throws {
    let program = try folder.script(
      "claude", #"sleep 1000 & echo $! > "$OUT/child"; "# + (try result(answer)))
    let model = try await summarizer(program).summarize(Samples.digest())
    #expect(model.summary.task == "a")
    #expect(try isGone("child"))
  }

  @Test func `ends the program when the task is cancelled`() async throws {
    let program = try folder.script(
      "claude", #"echo $$ > "$OUT/parent"; mv "$OUT/parent" "$OUT/started"; sleep 1000"#)
    let summarizer = summarizer(program)
    let task = Task { await failure(summarizer) }
    while !FileManager.default.fileExists(atPath: folder.path + "/started") { await Task.yield() }
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(try isGone("started"))
  }

  @Test func `stops reading a flood`() async throws {
    let program = try folder.script(
      "claude", #"echo $$ > "$OUT/parent"; head -c 100000000 /dev/zero"#)
    #expect(
      await failure(summarizer(program, outputLimit: 1_000_000))
        == .badAnswer("more than 1000000 bytes were printed"))
    #expect(try isGone("parent"))
  }

  @Test func `reads a flood of errors to its end`() async throws {
    let program = try folder.script(
      "claude", "head -c 5000000 /dev/zero >&2; echo the end >&2; exit 3")
    guard case .badAnswer(let text) = await failure(summarizer(program)) else {
      Issue.record("no failure")
      return
    }
    #expect(text.hasSuffix("the end"))
  }

  @Test func `outlives a program that never reads its input`() async throws {
    let program = try folder.script("claude", "exec <&-; exit 1")
    #expect(await failure(summarizer(program)) == .badAnswer("nothing was printed (exited(1))"))
  }

  @Test func `tells what was printed instead of a result`() async throws {
    let secret = "gh" + "p_" + SecretSamples.random
    let old = try folder.script("old", "echo \"error: unknown option '--x'\" >&2; exit 1")
    #expect(await failure(summarizer(old)) == .unknownOption("error: unknown option '--x'"))
    let odd = try folder.script("odd", "echo hello \(secret); echo why >&2")
    #expect(await failure(summarizer(odd)) == .badAnswer("hello [redacted:github-token] | why"))
    let short = try folder.script("short", try result("mock \(secret)"))
    #expect(await failure(summarizer(short)) == .noSummary("mock [redacted:github-token]"))
  }

  @Test(arguments: [
    ("print-json-fail-413", SummarizerError.tooLong),
    ("print-json-ok", .noSummary("mock answer 37")),
    ("print-json-schema", .noSummary(#"{"task":"sample text","files":["sample text"]}"#)),
    ("print-json-fail-400", .refusedByAPI(400, "API Error: 400 mock 400")),
  ])
  func `handles recorded results`(name: String, error: SummarizerError) async throws {
    let program = try folder.script("claude", "cat '\(try Fixture.path(name))'; exit 1")
    #expect(await failure(summarizer(program)) == error)
  }
}
