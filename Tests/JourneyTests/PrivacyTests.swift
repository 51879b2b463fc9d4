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
      status.contains("Remove it: handoff done \(JourneyMachine.session.prefix(8))"), "\(status)")
    try desk.succeed("done", String(JourneyMachine.session.prefix(8)))
    #expect(try journey.remoteSnapshots().isEmpty)
    try await eventually { desk.waitingWorkers().isEmpty }
    journey.expectNoGit()
  }
}
