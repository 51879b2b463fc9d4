import Foundation
import TestSupport
import Testing

/// A machine of its own on which the real Claude Code runs, with our hooks in its settings.
struct RealMachine: Sendable {
  let claude: RealClaude
  let home: ClaudeHome
  let journey: Journey

  /// Sets a machine up: `handoff init` and `handoff install`, with short windows and without a model.
  ///
  /// - Parameters:
  ///   - claude: Where it runs.
  ///   - extra: Further variables of its environment.
  /// - Throws: `HarnessError`, or an error of the file system.
  init(_ claude: RealClaude, _ extra: [String: String] = [:]) async throws {
    self.claude = claude
    journey = try Journey()
    var variables = [
      "HANDOFF_SUMMARIZER": "extract", "HANDOFF_PUSH_INTERVAL": "1", "HANDOFF_GRACE_PERIOD": "6",
      "HANDOFF_CLAUDE": claude.program.path, "GIT_CONFIG_NOSYSTEM": "1",
      // The program tries again ten times otherwise.
      "CLAUDE_CODE_MAX_RETRIES": "0",
    ]
    variables.merge(extra) { $1 }
    home = try await claude.makeHome(hooks: [:], extra: variables)
    try await handoff("init", "--remote", journey.remote, "--machine", "desk")
    try await handoff("install")
  }

  /// Runs `handoff`; a failure fails the test.
  @discardableResult
  func handoff(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    let result = try await claude.run([Program.built("handoff")] + arguments, in: home)
    #expect(
      result.status == .exited(0), "\(arguments): \(result.errors)",
      sourceLocation: sourceLocation)
    return result.output
  }

  /// The snapshot of a session on the remote; `nil` where there is none.
  func snapshot(_ session: String) throws -> String? {
    let path = "tasks/desk-\(session).md"
    guard try !Git.run(in: journey.remote, "for-each-ref").isEmpty else { return nil }
    // By the content's own name: the file may be removed meanwhile.
    let entry = try Git.run(in: journey.remote, "ls-tree", "main", path)
    guard let blob = entry.split(whereSeparator: \.isWhitespace).dropFirst(2).first else {
      return nil
    }
    return try Git.run(in: journey.remote, "cat-file", "blob", String(blob))
  }

  /// How a session stands on the remote: its `state`, or `gone`.
  func state(_ session: String) throws -> String {
    let lines = try snapshot(session)?.split(separator: "\n") ?? []
    return lines.first { $0.hasPrefix("state: ") }.map { String($0.dropFirst(7)) } ?? "gone"
  }

  /// Waits until a session stands so on the remote.
  func wait(_ session: String, _ state: String) async throws {
    let seen = { "\(try self.state(session)) \(try await self.handoff("log", "--json"))" }
    try await Polling.until(within: .seconds(90), for: "\(session) to be \(state)", seen: seen) {
      try self.state(session) == state
    }
  }

  /// Starts a session and has it answer once, and waits for its snapshot.
  ///
  /// - Returns: The session and its id.
  func begin(_ prompt: String = "@say One.") async throws -> (InteractiveClaude, String) {
    let session = try await claude.start(in: home)
    let id = try await session.ask(prompt).sessionID
    try await wait(id, "active")
    return (session, id)
  }

  /// The registry's entries of a session.
  func registered(_ session: String) -> Int {
    let folder = home.folder.appending(path: ".claude/sessions")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { name in
      let data = FileManager.default.contents(atPath: folder.appending(path: name).path)
      return data.map { String(decoding: $0, as: UTF8.self).contains(session) } ?? false
    }.count
  }

  /// What the processes that wait for a session are.
  func waitingWorkers() -> [Int32] {
    home.processes().filter { $0.value.hasPrefix(Program.built("handoff-")) }.map(\.key)
  }
}
