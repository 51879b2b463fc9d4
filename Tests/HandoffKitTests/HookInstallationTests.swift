import Foundation
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Which events are registered")
struct HookInstallationTests {
  /// A machine with Claude Code programs of some versions, by their paths below its home.
  final class Machine: Sendable {
    let folder: TemporaryFolder
    let versions = Mutex<[String: String]>([:])

    init(_ programs: [String: String]) throws {
      folder = try TemporaryFolder()
      for (path, version) in programs { try put(path, version) }
    }

    func put(_ path: String, _ version: String) throws {
      try folder.write("#!/bin/sh\n", to: path)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder(path))
      let real = URL(fileURLWithPath: folder(path)).resolvingSymlinksInPath().path
      versions.withLock { $0[real] = version }
    }

    var context: HandoffContext {
      var context = HandoffContext(
        environment: ["HOME": folder.path, "PATH": "\(folder("bin")):\(folder("old"))"],
        workingFolder: folder.path, program: "test", now: { Date() }, pause: { _ in },
        hostName: { "desk" }, signs: { MachineSigns(boot: "", isShuttingDown: false) },
        summarize: { (_, _) async throws(SummarizerError) in throw .cancelled })
      context.claudeVersion = { path, _ in self.versions.withLock { $0[path] } }
      return context
    }

    /// The events of the settings file.
    func install() async throws -> Set<String> {
      try folder.write("#!/bin/sh\n", to: "handoff-snapshot")
      let installation = HookInstallation(context)
      _ = try installation.apply(
        try await installation.planInstallation(besides: folder.path))
      let settings = try #require(folder.read(".claude/settings.json"))
      let object = try JSONSerialization.jsonObject(with: Data(settings.utf8)) as? [String: Any]
      return Set((object?["hooks"] as? [String: Any] ?? [:]).keys)
    }
  }

  static let old: Set<String> = ["Stop", "SessionEnd", "SessionStart", "UserPromptSubmit"]
  static let all = old.union(["StopFailure", "PostCompact"])

  @Test("The oldest installation decides; without one only what all versions know is registered")
  func oldest() async throws {
    let none = try Machine([:])
    // Where the test's own machine has a program, it is not asked: its version stays unknown.
    #expect(try await none.install() == Self.old)
    let new = try Machine(["bin/claude": "2.1.330 (Claude Code)"])
    let isAlone = await ClaudeInstallations.find(new.context, setting: "claude").all.count == 1
    if isAlone { #expect(try await new.install() == Self.all) }
    for other in ["2.0.72 (Claude Code)", "nonsense"] {
      let both = try Machine(["bin/claude": "2.1.330 (Claude Code)", "old/claude": other])
      #expect(try await both.install() == Self.old)
    }
    let local = try Machine([
      "bin/claude": "2.1.330", ".claude/local/claude": "2.0.72", ".local/bin/claude": "2.1.330",
    ])
    #expect(try await local.install() == Self.old)
  }

  @Test("After an upgrade the missing events are added, after a downgrade they go again")
  func changes() async throws {
    let machine = try Machine(["bin/claude": "2.0.72"])
    #expect(try await machine.install() == Self.old)
    guard await ClaudeInstallations.find(machine.context, setting: "claude").all.count == 1 else {
      return
    }
    try machine.put("bin/claude", "2.1.330")
    #expect(try await machine.install() == Self.all)
    try machine.put("bin/claude", "2.1.42")
    #expect(try await machine.install() == Self.old)
    let state = try await HookInstallation(machine.context).state()
    #expect(state.registered.sorted() == Self.old.sorted() && state.missing.isEmpty)
    try machine.put("bin/claude", "2.1.330")
    let later = try await HookInstallation(machine.context).state()
    #expect(later.missing == ["StopFailure", "PostCompact"])
  }

  @Test("Settings that an earlier version has written get the event that it did not register")
  func earlierSettings() async throws {
    let machine = try Machine(["bin/claude": "2.1.81"])
    _ = try await machine.install()
    let whole = try #require(machine.folder.read(".claude/settings.json"))
    let entry = try #require(
      whole.range(
        of: #",\s*"UserPromptSubmit": \[[^\]]*\]\s*\}\s*\]"#, options: .regularExpression))
    let earlier = whole.replacingCharacters(in: entry, with: "")
    try machine.folder.write(earlier, to: ".claude/settings.json")
    #expect(
      try await HookInstallation(machine.context).state().missing.contains("UserPromptSubmit"))
    #expect(try await machine.install().contains("UserPromptSubmit"))
    let installation = HookInstallation(machine.context)
    #expect(try await installation.state().missing.isEmpty)
    _ = try installation.apply(try installation.planRemoval())
    #expect(machine.folder.read(".claude/settings.json") == nil)
  }

  @Test("A program that is a link to another is asked once, and the setting's program too")
  func links() async throws {
    let machine = try Machine(["versions/2": "2.1.330", "own/claude-test": "2.1.81"])
    try FileManager.default.createDirectory(
      atPath: machine.folder("bin"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: machine.folder("bin/claude"), withDestinationPath: machine.folder("versions/2"))
    var context = machine.context
    context.environment["CLAUDE_CODE_EXECPATH"] = machine.folder("bin/claude")
    let found = await ClaudeInstallations.find(context, setting: machine.folder("own/claude-test"))
    let own = found.all.filter { $0.path.contains(machine.folder.path) }.map {
      $0.version.map { "\($0)" }
    }
    #expect(own == ["2.1.81", "2.1.330"])
  }
}
