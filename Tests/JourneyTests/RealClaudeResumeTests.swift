import Foundation
import TestSupport
import Testing

/// `handoff resume` and the real Claude Code that it starts.
@Suite(.requiresClaude(.newest, .old), .serialized)
struct RealClaudeResumeTests {
  /// A task of another machine in the project of a machine with the real program.
  private func task(for desk: RealMachine) throws -> JourneyMachine {
    let studio = try JourneyMachine("studio", in: desk.journey)
    try studio.install()
    try studio.succeed("init", "--remote", desk.journey.remote, "--machine", "studio")
    let address = "https://example.invalid/acme/api.git"
    try Git.run(in: desk.home.project.path, "remote", "add", "origin", address)
    // At the same commit: nothing is asked about a branch.
    let clone = studio.home + "/api"
    try Git.run(in: "/", "clone", "--quiet", desk.home.project.path, clone)
    try Git.run(in: clone, "remote", "set-url", "origin", address)
    try studio.hook("handoff-snapshot", try studio.input("Stop", ["cwd": clone]))
    try studio.succeed("sync")
    return studio
  }

  private func members(of desk: RealMachine) throws -> [String] {
    try desk.journey.remoteSnapshots().filter { $0.hasPrefix("tasks/desk-") }
  }

  @Test(
    "The session has the claim's id and its place; leaving it before any answer gives the task back",
    arguments: ClaudeRelease.allCases)
  func takesOver(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let desk = try await RealMachine(claude)
      let studio = try task(for: desk)
      let before = try desk.journey.remoteSnapshots()
      let starter = [
        Program.built("handoff"), "resume", JourneyMachine.session, "--take", "--",
      ]
      let first = try await claude.start(in: desk.home, through: starter)
      // Older versions show an idle prompt before they send the one that they were given.
      try await first.waitForHook("Stop")
      let claim = try #require(try members(of: desk).first)
      let file = try Git.run(in: desk.journey.remote, "show", "main:\(claim)")
      #expect(file.contains("state: claimed\n"), "\(file)")
      try await first.waitForPrompt()
      try await first.exit()
      try await Polling.until(within: .seconds(90), for: "the task to be given back") {
        try desk.journey.remoteSnapshots() == before
      }

      let second = try await claude.start(in: desk.home, through: starter)
      try await second.waitForHook("Stop")
      try await second.waitForPrompt()
      let id = try await second.ask("@say Two.").sessionID
      #expect(try members(of: desk).contains("tasks/desk-\(id).md"))
      try await desk.wait(id, "active")
      let snapshot = try #require(try desk.snapshot(id))
      #expect(snapshot.contains("resumed_from: studio-\(JourneyMachine.session)\n"))
      #expect(snapshot.contains("task: \(JourneyMachine.session)\n"), "\(snapshot)")
      #expect(!snapshot.contains("[handoff/1") && snapshot.contains("> @say Two.\n> — you, desk, "))
      #expect(try members(of: desk) == ["tasks/desk-\(id).md"])
      #expect(try studio.tasks().count == 1)
      try await second.exit()
    }
  }

  @Test(
    "This machine's own session is resumed by Claude Code itself", arguments: ClaudeRelease.allCases
  )
  func own(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let desk = try await RealMachine(claude)
      let (session, id) = try await desk.begin("@say The bug is in the token check.")
      try await session.kill()
      let again = try await claude.start(
        in: desk.home,
        through: [Program.built("handoff"), "resume", id, "--"])
      let next = try await again.ask("@say Two.")
      #expect(next.sessionID == id)
      let told = try claude.api.requests(.main).compactMap(\.conversation)
      #expect(told.last?.contains("The bug is in the token check.") == true)
      try await again.exit()
    }
  }
}
