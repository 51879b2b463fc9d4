import Foundation
import TestSupport
import Testing

/// The real Claude Code program, with our hooks in its settings, against a stand-in for the API.
@Suite(.requiresClaude(.newest, .old), .serialized)
struct RealClaudeTests {
  static let summary = SummaryScript(
    marker: "You write handoff notes",
    answer: """
      # The login bug
      ## Task
      Fix the login.
      ## Done
      The cause is known.
      ## In progress
      The fix.
      ## Next steps
      Run the tests.
      ## Files
      login.swift
      ## Handoff prompt
      Go on with the login fix.
      """)

  @Test(
    "After an answer the snapshot is on the remote, after /exit it is gone",
    arguments: ClaudeRelease.allCases)
  func answerAndExit(release: ClaudeRelease) async throws {
    try await RealClaude.run(release, summary: Self.summary) { claude in
      let journey = try Journey()
      let home = try await claude.makeHome(
        hooks: [:],
        extra: ["HANDOFF_CLAUDE": claude.program.path, "GIT_CONFIG_NOSYSTEM": "1"])
      func handoff(_ arguments: String...) async throws -> String {
        let result = try await claude.run([Program.built("handoff")] + arguments, in: home)
        #expect(result.status == .exited(0), "\(arguments): \(result.errors)")
        return result.output
      }
      _ = try await handoff("init", "--remote", journey.remote, "--machine", "desk")
      _ = try await handoff("install")

      let session = try await claude.start(in: home)
      _ = try await session.ask("@say The bug is in the token check.")
      do {
        try await Polling.until(within: .seconds(120), for: "the snapshot") {
          try !journey.remoteSnapshots().isEmpty
        }
      } catch {
        let log = try await handoff("log", "--json")
        Issue.record("\(log)\n\(try await handoff("status"))\n\(home.processes())")
        throw error
      }
      let name = try #require(try journey.remoteSnapshots().first)
      let file = try Git.run(in: journey.remote, "show", "main:\(name)")
      #expect(file.contains("summary_by: haiku") && !file.contains("summary_error"))
      #expect(file.contains("Go on with the login fix.") && file.contains("state: active"))
      // The summary call: one request, no transcript of its own, no hook of its own.
      #expect(try claude.api.requests(.summary).count == 1)
      #expect(home.transcripts().count == 1)

      try await session.exit()
      try await Polling.until(within: .seconds(60), for: "the removal") {
        try journey.remoteSnapshots().isEmpty
      }
      #expect(try claude.api.requests(.summary).count == 1)
      #expect(home.transcripts().count == 1)
      let log = try await handoff("log", "--json")
      #expect(!log.contains("\"error\""), "\(log)")
      let list = try await handoff("list", "--json")
      #expect(!list.contains("sessionId"), "\(list)")
    }
  }
}
