import Foundation
import TestSupport
import Testing

@Suite("Places that leave no trace")
struct PrivacyTests {
  @Test("An excluded project: no snapshot by its hooks, none by hand, and status says why")
  func excluded() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("config", "set", "exclude", "~/clients github.com/acme/*")
    let folder = desk.home + "/clients/acme"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try desk.hook(
      "handoff-snapshot", try desk.input("SessionStart", ["source": "startup", "cwd": folder]))
    try desk.hook("handoff-snapshot", try desk.input("Stop", ["cwd": folder]))
    let inbox = desk.home + "/.local/state/handoff/inbox/\(JourneyMachine.session)"
    try await eventually {
      (try? FileManager.default.contentsOfDirectory(atPath: inbox))?.isEmpty ?? true
    }
    try desk.succeed("sync")
    #expect(try journey.remoteSnapshots().isEmpty)

    let refused = try desk.handoff("snapshot", "--session", JourneyMachine.session, "--force")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("its place matches “~/clients” in the setting exclude"))
    #expect(try desk.succeed("status").contains("matches “~/clients” in the setting exclude"))
    let json = try desk.succeed("status", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let session = try #require((object?["sessions"] as? [[String: Any]])?.first)
    #expect((session["excluded"] as? String)?.contains("~/clients") == true)
    #expect(session["keepsSnapshot"] as? Bool == false)
    #expect(try journey.remoteSnapshots().isEmpty)

    try desk.succeed("config", "unset", "exclude")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    #expect(try journey.remoteSnapshots().count == 1)
    try desk.succeed("config", "set", "include", "~/own")
    let status = try desk.succeed("status")
    #expect(status.contains("~/clients/acme is not in the setting include"))
    #expect(
      status.contains("Remove it: handoff done 2154"), "\(status)")
    try desk.succeed("done", String(JourneyMachine.session.prefix(8)))
    #expect(try journey.remoteSnapshots().isEmpty)
    try await eventually { desk.waitingWorkers().isEmpty }
    journey.expectNoGit()
  }

  @Test("pause and unpause: of the project here, a session or the machine, with or without an end")
  func pauses() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    #expect(try desk.succeed("pause", "--for", "2h").isEmpty)
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    let record = desk.home + "/.local/state/handoff/sessions/\(JourneyMachine.session).json"
    try await eventually { FileManager.default.fileExists(atPath: record) }
    let refused = try desk.handoff("snapshot", "--session", JourneyMachine.session)
    #expect(refused.status == 64 && refused.errors.contains("the project ~ is paused"))
    #expect(refused.errors.contains("handoff unpause"))
    #expect(try journey.remoteSnapshots().isEmpty)
    #expect(try desk.succeed("status").contains("Paused: the project ~, until "))
    try desk.succeed("pause", "--machine")
    try desk.succeed("pause", "--session", String(JourneyMachine.session.prefix(6)))
    let json = try desk.succeed("status", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let pauses = try #require(object?["pauses"] as? [[String: Any]])
    #expect(pauses.compactMap { $0["scope"] as? String } == ["project", "machine", "session"])
    #expect(pauses.compactMap { $0["target"] as? String } == ["~", JourneyMachine.session])
    #expect(pauses.compactMap { $0["until"] as? String }.count == 1)

    let rest = try desk.handoff("unpause")
    #expect(rest.status == 0 && rest.errors.contains("Paused: this machine."))
    try desk.succeed("unpause", "--machine")
    try desk.succeed("unpause", "--session", JourneyMachine.session)
    #expect(try desk.handoff("unpause").status == 66)
    #expect(try desk.handoff("pause", "--for", "soon").status == 64)
    #expect(try desk.handoff("pause", "--machine", "--project").status == 64)
    #expect(try desk.handoff("pause", "--session", "nobody").status == 64)
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    #expect(try journey.remoteSnapshots().count == 1)
    try await eventually { desk.waitingWorkers().isEmpty }
    journey.expectNoGit()
  }
}
