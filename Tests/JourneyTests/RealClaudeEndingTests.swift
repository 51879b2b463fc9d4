import Foundation
import TestSupport
import Testing

/// How sessions of the real Claude Code end, and what is on the remote then.
@Suite(.requiresClaude(.newest, .old), .serialized)
struct RealClaudeEndingTests {
  @Test(
    "Typed ends finish, closed terminals wait, killed ones are found",
    arguments: ClaudeRelease.allCases)
  func ends(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let machine = try await RealMachine(claude)
      // A session in which nothing was said never appears.
      let empty = try await claude.start(in: machine.home)
      try await empty.exit()

      let (typed, typedID) = try await machine.begin()
      let (closed, closedID) = try await machine.begin()
      let (killed, killedID) = try await machine.begin()
      // Each one ends alone; what is on the remote of the others stays.
      try await typed.controlDTwice()
      try await machine.wait(typedID, "gone")
      #expect(try machine.state(closedID) == "active" && machine.state(killedID) == "active")

      try await closed.closeTerminal()
      try await machine.wait(closedID, "interrupted")
      try await machine.wait(closedID, "gone")

      try await killed.kill()
      #expect(try machine.state(killedID) == "active")
      try await machine.handoff("list")
      #expect(try machine.state(killedID) == "interrupted")
      let created = try machine.created(killedID)
      let again = try await claude.start(in: machine.home, arguments: ["--resume", killedID])
      try await again.ask("@say Two.")
      try await machine.wait(killedID, "active")
      #expect(try machine.created(killedID) == created)

      // A finished one that is resumed is back, with its date; SIGTERM is no typed end.
      try await again.exit()
      try await machine.wait(killedID, "gone")
      let back = try await claude.start(in: machine.home, arguments: ["--resume", killedID])
      try await back.ask("@say Three.")
      try await machine.wait(killedID, "active")
      #expect(try machine.created(killedID) == created)
      try await back.terminate()
      try await machine.wait(killedID, "interrupted")
      try await machine.wait(killedID, "gone")
      #expect(try machine.journey.remoteSnapshots().isEmpty)
      #expect(try await machine.handoff("log", "--json").contains("\"error\"") == false)
    }
  }

  @Test(
    "Going to another session: /clear finishes, /resume keeps", arguments: ClaudeRelease.allCases)
  func switches(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let machine = try await RealMachine(claude)
      let (session, first) = try await machine.begin()
      try await session.command("/clear")
      try await session.waitForHook("SessionEnd")
      try await session.waitForPrompt()
      try await machine.wait(first, "gone")
      let second = try await session.ask("@say Two.").sessionID
      #expect(second != first)
      try await machine.wait(second, "active")
      #expect(try machine.state(first) == "gone")

      try await session.command("/resume \(first)")
      #expect(try await session.waitForHook("SessionEnd", count: 2).reason == "resume")
      try await session.waitForPrompt()
      #expect(try await session.ask("@say Three.").sessionID == first)
      try await machine.wait(first, "active")
      try await machine.wait(second, "interrupted")
      // Of the two only the one that is open is ended.
      try await session.exit()
      try await machine.wait(first, "gone")
      #expect(try machine.state(second) == "interrupted")
    }
  }

  @Test("A branch is a task of its own, and the one that it came from stays")
  func branch() async throws {
    try await RealClaude.run(.newest) { claude in
      let machine = try await RealMachine(claude)
      let (session, first) = try await machine.begin()
      try await session.command("/branch")
      try await session.waitForHook("SessionStart", count: 2)
      try await session.waitForPrompt()
      let second = try await session.ask("@say Two.").sessionID
      #expect(second != first)
      try await machine.wait(second, "active")
      try await machine.wait(first, "interrupted")
      try await session.exit()
      try await machine.wait(second, "gone")
      #expect(try machine.state(first) == "interrupted")
    }
  }

  @Test("A session in two terminals ends with the second")
  func twoTerminals() async throws {
    try await RealClaude.run(.newest) { claude in
      let machine = try await RealMachine(claude)
      let (first, id) = try await machine.begin()
      let second = try await claude.start(in: machine.home, arguments: ["--resume", id])
      #expect(machine.registered(id) == 2)
      try await first.exit()
      try await Polling.until(within: .seconds(60), for: "the first one's pass") {
        machine.waitingWorkers().isEmpty
      }
      #expect(try machine.state(id) == "active")
      #expect(try await second.ask("@say Two.").sessionID == id)
      try await second.exit()
      try await machine.wait(id, "gone")
    }
  }

  @Test("/background is no end: the task stays, and is the background session's from then on")
  func background() async throws {
    try await RealClaude.run(.newest) { claude in
      let machine = try await RealMachine(claude)
      let (session, first) = try await machine.begin()
      try await session.command("/background")
      #expect(try await session.waitForHook("SessionEnd").reason == "prompt_input_exit")
      try await session.terminal.waitForEnd()
      let next = try await machine.backgroundSession()
      #expect(next != first)
      try await machine.settle()
      #expect(try machine.state(first) == "active")
      let list = try await machine.handoff("list", "--json")
      #expect(list.contains(first))

      // The end of the one that goes on is the end of the task.
      let stop = try await claude.run(
        [claude.program.path, "stop", String(next.prefix(8))], in: machine.home)
      #expect(stop.status == .exited(0), "\(stop.errors)")
      try await machine.wait(first, "gone")
    }
  }

  @Test("claude -p leaves nothing, unless it is asked for", arguments: ClaudeRelease.allCases)
  func printSessions(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let quiet = try await RealMachine(claude)
      #expect(try await claude.print("@say One.", in: quiet.home).status == .exited(0))
      try await quiet.settle()
      #expect(try quiet.journey.remoteSnapshots().isEmpty)

      let asked = try await RealMachine(
        claude, ["HANDOFF_INCLUDE_PRINT_SESSIONS": "true", "HANDOFF_GRACE_PERIOD": "3600"])
      #expect(try await claude.print("@say One.", in: asked.home).status == .exited(0))
      try await Polling.until(within: .seconds(60), for: "its snapshot") {
        try !asked.journey.remoteSnapshots().isEmpty
      }
    }
  }

  @Test("A closed SSH connection keeps the task, interrupted")
  func remoteLogin() async throws {
    try await RealClaude.run(.newest) { claude in
      let machine = try await RealMachine(
        claude, ["SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "HANDOFF_GRACE_PERIOD": "1"])
      let (session, id) = try await machine.begin()
      try await session.closeTerminal()
      try await machine.wait(id, "interrupted")
      try await machine.settle()
      #expect(try machine.state(id) == "interrupted")
    }
  }

  @Test("A killed session, worker and state folder are made up for by the next command")
  func everythingGone() async throws {
    try await RealClaude.run(.newest) { claude in
      let machine = try await RealMachine(claude, ["HANDOFF_PUSH_INTERVAL": "3600"])
      let (session, id) = try await machine.begin()
      // The second answer waits for the push window; then everything is gone at once.
      try await session.ask("@say The very last one.")
      #expect(try machine.snapshot(id)?.contains("The very last one.") == false)
      try await session.kill()
      for process in machine.waitingWorkers() { _ = ProcessList.signal(process, 9) }
      try FileManager.default.removeItem(
        at: machine.home.folder.appending(path: ".local/state/handoff"))
      try await machine.handoff("sync")
      #expect(try machine.state(id) == "interrupted")
      #expect(try machine.snapshot(id)?.contains("The very last one.") == true)
    }
  }
}

extension RealMachine {
  /// When a session began, as its snapshot on the remote says.
  func created(_ session: String) throws -> Substring? {
    try snapshot(session)?.split(separator: "\n").first { $0.hasPrefix("created: ") }
  }

  /// Waits until no process of ours works or waits any more.
  func settle() async throws {
    try await Polling.until(within: .seconds(60), for: "the end of the workers") {
      waitingWorkers().isEmpty
    }
  }

  /// Waits for the session that `/background` made, and returns its id.
  func backgroundSession() async throws -> String {
    struct Entry: Decodable {
      let sessionId: String
      let kind: String?
    }
    let folder = home.folder.appending(path: ".claude/sessions")
    return try await Polling.value(within: .seconds(60), for: "the background session") {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      return names.lazy.compactMap { name in
        FileManager.default.contents(atPath: folder.appending(path: name).path)
          .flatMap { try? JSONDecoder().decode(Entry.self, from: $0) }
      }.first { $0.kind == "bg" }?.sessionId
    }
  }
}
