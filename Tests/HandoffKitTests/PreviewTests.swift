import Foundation
import SnapshotStore
import TestSupport
import Testing

@testable import HandoffKit

@Suite("What would leave this machine of a session")
struct PreviewTests {
  private let own = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"

  @Test("The preview is, byte for byte, what the next pass writes, and changes nothing")
  func same() async throws {
    let fixture = try KitFixture()
    for machine in ["desk", "laptop"] { try await fixture.initialize(machine) }
    try fixture.set("summarizer", to: "extract")
    try fixture.say("Never touch the schema", "Understood.", machine: "laptop")
    try fixture.hook("Stop", ["last_assistant_message": "Understood."], machine: "laptop")
    _ = try await fixture.work("laptop")
    let extra = ["HANDOFF_RESUMED_FROM": "laptop-\(fixture.session)"]
    let context = fixture.context("desk", extra)
    let settings = try await SettingsLoader(context).load()
    #expect(await (try TaskList.open(context, settings: settings)).refresh() == nil)
    fixture.advance(60)
    try fixture.say("Fix the login", "Fixed.", session: own)
    try fixture.hook("Stop", ["last_assistant_message": "Fixed."], session: own)
    let pass = try SessionPass(
      context, settings: settings, session: try #require(SessionIDs.make(own)))
    for _ in 0..<2 {
      let preview = try await pass.preview()
      #expect(preview.model == nil && preview.remote.contains("Never touch the schema"))
    }
    let preview = try await pass.preview()
    #expect(try fixture.remoteSnapshot(session: own) == nil)
    _ = try await fixture.work("desk", extra, session: own)
    let written = try #require(try fixture.remoteSnapshot(session: own))
    // What git prints has lost the last line's end.
    #expect(written == preview.remote.trimmingCharacters(in: .newlines))
  }
}
