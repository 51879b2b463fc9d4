import Foundation
import TestSupport
import Testing

/// What the real Claude Code does with the events beside Stop and SessionEnd.
@Suite(.requiresClaude(.newest, .old), .serialized)
struct RealClaudeSignalTests {
  @Test(
    "The line of a start reaches the model, /compact is a summary, and an error is told",
    arguments: ClaudeRelease.allCases)
  func signals(release: ClaudeRelease) async throws {
    try await RealClaude.run(release, summary: RealClaudeTests.summary) { claude in
      let journey = try Journey()
      let home = try await claude.makeHome(
        extra: [
          "HANDOFF_CLAUDE": claude.program.path, "GIT_CONFIG_NOSYSTEM": "1",
          "HANDOFF_PUSH_INTERVAL": "1", "CLAUDE_CODE_MAX_RETRIES": "0",
        ])
      func run(_ command: String...) async throws -> String {
        let result = try await claude.run(command, in: home)
        #expect(result.status == .exited(0), "\(command): \(result.errors)")
        return result.output
      }
      let handoff = Program.built("handoff")
      _ = try await run("git", "remote", "add", "origin", "https://github.com/acme/api.git")
      _ = try await run(handoff, "init", "--remote", journey.remote, "--machine", "desk")
      try Self.addTask(to: journey)
      _ = try await run(handoff, "list")
      _ = try await run(handoff, "install", "--no-skill")
      let settings = try String(contentsOf: home.settingsFile, encoding: .utf8)
      #expect(settings.contains("StopFailure") && settings.contains("PostCompact"))

      let session = try await claude.start(in: home)
      _ = try await session.ask("@say The bug is in the token check.")
      let told = try claude.api.requests(.main).compactMap(\.conversation)
      #expect(
        told.contains {
          $0.contains("unfinished tasks of this project on other machines: 1. Newest: ")
            && $0.contains("Fix the other login")
        })
      func snapshot(has words: String) async throws {
        try await Polling.until(within: .seconds(60), for: words) {
          try Self.snapshot(of: journey)?.contains(words) == true
        }
      }
      try await snapshot(has: "summary_by: haiku")

      try await session.command("/compact")
      try await snapshot(has: "summary_by: compact")
      // The stand-in does not know each release's own prompt, so its words may be any.
      try await snapshot(has: "Summary at the last compaction:\n\n")
      try await session.waitForPrompt()
      _ = try await session.ask("@error 529 busy")
      try await snapshot(has: "The last turn ended with the error `")
      #expect(try claude.api.requests(.summary).count == 1)

      try await session.exit()
      try await Polling.until(within: .seconds(60), for: "the removal") {
        try Self.snapshot(of: journey) == nil
      }
      let log = try await run(handoff, "log", "--json")
      #expect(!log.contains("\"error\""), "\(log)")
    }
  }

  @Test(
    "A person is told at the next prompt that another machine took over; the model is not",
    arguments: ClaudeRelease.allCases)
  func takenOver(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let desk = try await RealMachine(claude)
      let (session, id) = try await desk.begin()
      let laptop = try JourneyMachine("laptop", in: desk.journey)
      try laptop.succeed("init", "--remote", desk.journey.remote, "--machine", "laptop")
      try laptop.succeed("resume", id, "--print", "--session", TakeoverJourneyTests.next)
      try await desk.handoff("list")
      _ = try await session.ask("@say Two.")
      let words = "handoff: laptop took this task over at "
      let screen = try await session.terminal.screen()
      #expect(screen.contains("UserPromptSubmit says: \(words)"), "\(screen)")
      _ = try await session.ask("@say Three.")
      // Once, and no word of it to the model.
      let shown = try await session.terminal.screen()
      #expect(shown.components(separatedBy: words).count == 2, "\(shown)")
      let told = try claude.api.requests(.main).compactMap(\.conversation)
      #expect(!told.isEmpty && !told.contains { $0.contains("took this task over") })
      try await session.exit()
    }
  }

  /// The snapshot of this machine's session.
  private static func snapshot(of journey: Journey) throws -> String? {
    // Of one commit: another may come between two looks.
    let commit = try Git.run(in: journey.remote, "rev-parse", "main")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return try Git.run(in: journey.remote, "ls-tree", "-r", "--name-only", commit)
      .split(separator: "\n").first { $0.hasPrefix("tasks/desk-") }
      .map { try Git.run(in: journey.remote, "show", "\(commit):\($0)") }
  }

  /// Another machine's task on the same project.
  private static func addTask(to journey: Journey) throws {
    try Git.run(in: journey.folder.path, "clone", "--quiet", journey.remote, "person")
    let updated = Date().addingTimeInterval(-3_600).formatted(.iso8601)
    try journey.folder.write(
      """
      ---
      title: Fix the other login
      machine: laptop
      updated: \(updated)
      project_url: git@github.com:acme/api.git
      ---
      # Fix the other login

      """, to: "person/tasks/laptop-99999999-9216-4017-834f-3deaed278779.md")
    let person = journey.folder("person")
    try Git.run(in: person, "add", ".")
    try Git.run(in: person, "commit", "--quiet", "-m", "x")
    try Git.run(in: person, "push", "--quiet", "origin", "HEAD:main")
  }
}
