import Foundation
import TestSupport
import Testing

@Suite("What would leave the machine")
struct PreviewTests {
  /// A made-up secret that no rule knows by its form.
  private static let plain = "violet-anchor-7-meadow-rope"

  @Test("What this machine's files and the session's environment hold is masked wherever it occurs")
  func knownValues() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try "machine git.example.org login me password netrc-pine-4-lamp\n".write(
      toFile: desk.home + "/.netrc", atomically: true, encoding: .utf8)
    try "DB_PASSWORD=\(Self.plain)\nMODE=staging\n".write(
      toFile: desk.home + "/.env.local", atomically: true, encoding: .utf8)
    try "DB_PASSWORD=template-word-9-here\n".write(
      toFile: desk.home + "/.env.example", atomically: true, encoding: .utf8)
    try desk.say(
      "Try \(Self.plain), then netrc-pine-4-lamp and worker-elm-3-door, not template-word-9-here.")
    // Also of a session that no hook has told of.
    let early = try desk.handoff("preview", JourneyMachine.session)
    #expect(early.status == 0 && !early.output.contains(Self.plain), "\(early)")
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    let extra = ["SERVICE_TOKEN": "worker-elm-3-door"]
    let preview = try desk.handoff("preview", "--session", extra: extra)
    #expect(preview.status == 64)
    let text = try desk.handoff("preview", JourneyMachine.session, extra: extra)
    #expect(text.status == 0, "\(text.errors)")
    for secret in [Self.plain, "netrc-pine-4-lamp", "worker-elm-3-door"] {
      #expect(!text.output.contains(secret), "\(secret)")
    }
    #expect(text.output.contains("[redacted:known-value]"))
    #expect(text.output.contains("not template-word-9-here"))
    #expect(text.errors.contains("Masked: known-value"))
    // The same is what is pushed.
    _ = try desk.handoff("snapshot", "--session", JourneyMachine.session, extra: extra)
    let pushed = try journey.remoteSnapshot("desk")
    for secret in [Self.plain, "netrc-pine-4-lamp", "worker-elm-3-door"] {
      #expect(!pushed.contains(secret), "\(secret)")
    }
    #expect(pushed.contains("[redacted:known-value]"))
    // Nor does it stay on the disk, but in the files that it comes from.
    let state = desk.home + "/.local/state/handoff"
    for name in FileManager.default.enumerator(atPath: state)?.allObjects ?? [] {
      let bytes = FileManager.default.contents(atPath: "\(state)/\(name)") ?? Data()
      #expect(bytes.range(of: Data(Self.plain.utf8)) == nil, "\(name)")
    }
  }

  @Test("Rules of the person's own: tried, set, refused; and values that are none")
  func ownRules() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let key = "sk" + "-" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4"
    try desk.say("See ACME-123456 and \(key).")
    let tried = try desk.handoff(
      "preview", JourneyMachine.session, "--rule", "ticket=ACME-[0-9]+", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(tried.output.utf8)) as? [String: Any]
    let masked = try #require(object?["masked"] as? [String: Int])
    #expect(masked["ticket"] ?? 0 > 0 && masked["api-key"] ?? 0 > 0)
    #expect((object?["remote"] as? String)?.contains("ACME-123456") == false)
    #expect(object?["path"] as? String == "tasks/desk-\(JourneyMachine.session).md")
    #expect(try desk.succeed("preview", JourneyMachine.session).contains("ACME-123456"))

    for bad in ["ticket=(", "x*", ""] {
      let refused = try desk.handoff("preview", "-", "--rule", bad)
      #expect(refused.status == 64 && refused.errors.contains("is not a rule"), "\(bad)")
    }
    #expect(try desk.handoff("config", "set", "redact", "ticket=(").status != 0)
    try desk.succeed("config", "set", "redact", "ticket=ACME-[0-9]+")
    try desk.succeed("config", "set", "redact_allow", "sk-a1B2[A-Za-z0-9]+")
    let text = try desk.succeed("preview", JourneyMachine.session)
    #expect(!text.contains("ACME-123456") && text.contains(key))
  }
}
