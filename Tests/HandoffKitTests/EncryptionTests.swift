import AgeFormat
import Foundation
import MachineState
import Platform
import SnapshotStore
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("An encrypted repository")
struct EncryptionTests {
  static let other = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"
  let fixture: EncryptionFixture

  init() throws { fixture = try EncryptionFixture() }

  @Test("The host sees names, and nothing of a task; age reads it with the key; modes are private")
  func opaque() async throws {
    let entered = try #require(try await fixture.start("desk", .encrypt(passphrase: nil)))
    let recovery = try AgeIdentity(try #require(entered.recovery))
    let id = try await fixture.write("Fix the login", "desk")
    try await fixture.sync("desk")
    let names = try fixture.remoteNames()
    #expect(names == ["group/desk.age", id.sealedPath])
    let file = try fixture.remoteFile(id.sealedPath)
    let text = try AgeFile.decrypt(file, with: [recovery], limit: 1 << 20)
    #expect(text.count.isMultiple(of: 1_024))
    #expect(String(decoding: text, as: UTF8.self).contains("\nseal: "))
    let log = try Git.run(in: fixture.kit.remote, "log", "--format=%B")
    #expect(!log.contains("login"))
    for name in ["key.txt", "group.json"] {
      let path = fixture.kit.folder("desk/.config/handoff/\(name)")
      #expect(LocalFile.information(path)?.mode == 0o600, "\(name)")
    }
    try LocalFile.write(file, to: fixture.kit.folder("task.age"))
    let age = try Program.run(
      "/usr/bin/env",
      [
        "age", "-d", "-i", fixture.kit.folder("desk/.config/handoff/key.txt"),
        fixture.kit.folder("task.age"),
      ], environment: ["PATH": "/usr/bin:/bin"])
    #expect(age.status == 0 && age.output.contains("title: Fix the login"), "\(age.errors)")
    #expect(try await fixture.listed("desk") == ["Fix the login"])
  }

  @Test("A machine is let in by a code, reads what was there, and writes for all")
  func joined() async throws {
    try await fixture.start("desk", .encrypt(passphrase: nil))
    try await fixture.write("Before", "desk")
    try await fixture.sync("desk")
    let code = try await fixture.invite("desk")
    await #expect(throws: HandoffError.self) { try await fixture.start("laptop") }
    try await fixture.start("laptop", .join(code: code.lowercased()))
    guard case .asked = try await fixture.standing("laptop") else {
      Issue.record("not asked")
      return
    }
    // Before it is let in it neither reads nor writes.
    #expect(try await fixture.listed("laptop").first?.hasPrefix("refused: ") == true)
    await #expect(throws: SyncError.self) { try await fixture.write("Too soon", "laptop") }
    #expect(try fixture.remoteNames().contains("join/laptop.json"))
    // A command that only fetches lets it in, too.
    #expect(try await fixture.list("desk").refresh() == nil)
    try await fixture.sync("laptop")
    #expect(try await fixture.standing("laptop") == .member(count: 2))
    #expect(try await fixture.listed("laptop") == ["Before"])
    try await fixture.write("After", "laptop", session: Self.other)
    try await fixture.sync("laptop")
    try await fixture.sync("desk")
    #expect(try await fixture.listed("desk") == ["After", "Before"])
    #expect(try !fixture.remoteNames().contains { $0.hasPrefix("join/") })
    #expect(try await fixture.list("desk").machines().map(\.name) == ["desk", "laptop"])
  }

  @Test("A wrong, a used and an expired code are refused, and both sides are told")
  func refused() async throws {
    try await fixture.group("desk", "laptop")
    let code = try await fixture.invite("desk")
    try await fixture.start("studio", .join(code: code))
    try await fixture.sync("desk")
    let late = try await fixture.invite("desk")
    try await fixture.start("used", .join(code: code))
    try await fixture.start("wrong", .join(code: "0000-0000-0000-0000"))
    try await fixture.sync("desk")
    fixture.kit.advance(25 * 3_600)
    try await fixture.start("late", .join(code: late))
    try await fixture.sync("desk")
    for name in ["used", "wrong", "late"] {
      try await fixture.sync(name)
      guard case .refused(_, by: "desk") = try await fixture.standing(name) else {
        Issue.record("\(name) was not refused")
        continue
      }
    }
    let refused = try await fixture.list("desk").machines().filter {
      if case .refused = $0.standing { true } else { false }
    }
    #expect(Set(refused.map(\.name)) == ["used", "wrong", "late"])
    // Who is no member can ask again.
    try await fixture.start("late", .join(code: try await fixture.invite("desk")))
    try await fixture.sync("desk")
    try await fixture.sync("late")
    #expect(try await fixture.standing("late") == .member(count: 4))
  }

  @Test("Who was removed reads nothing that is written later, and is told")
  func removed() async throws {
    try await fixture.group("desk", "laptop", "studio")
    try await fixture.write("Of desk", "desk")
    try await fixture.sync("desk")
    let id = try await fixture.write("Of studio", "studio", session: Self.other)
    try await fixture.sync("studio")
    try await fixture.sync("laptop")
    try await fixture.sync("desk")
    try await fixture.remove("laptop", by: "desk")
    let key = try fixture.key("laptop")
    // Studio has not heard yet, and says what it said before.
    for name in try fixture.remoteNames() where name.hasSuffix(".age") && name != "group/studio.age"
    {
      #expect(!fixture.opens(try fixture.remoteFile(name), key), "\(name)")
    }
    // One that was offline writes by the old rule, hears, and does it again by the new one.
    try await fixture.write("Studio goes on", "studio", session: Self.other)
    try await fixture.sync("studio")
    #expect(!fixture.opens(try fixture.remoteFile(id.sealedPath), key))
    try await fixture.sync("desk")
    #expect(try await fixture.listed("desk") == ["Of desk", "Studio goes on"])
    try await fixture.sync("laptop")
    #expect(try await fixture.standing("laptop") == .removed)
    await #expect(throws: SyncError.self) { try await fixture.write("Mine", "laptop") }
    #expect(try await fixture.standing("studio") == .member(count: 2))
  }

  @Test("Two removals at once both count, and who is left has one secret")
  func removalsAtOnce() async throws {
    try await fixture.group("desk", "laptop", "studio", "mini")
    for machine in ["laptop", "studio", "mini"] { try await fixture.sync(machine) }
    try await fixture.write("Of desk", "desk")
    try await fixture.sync("desk")
    try await fixture.sync("laptop")
    let (desk, laptop) = (try await fixture.list("desk"), try await fixture.list("laptop"))
    _ = try await desk.repository.groupPass?.remove(try #require(MachineName("studio")))
    _ = try await laptop.repository.groupPass?.remove(try #require(MachineName("mini")))
    for machine in ["desk", "laptop", "desk", "laptop"] { try await fixture.sync(machine) }
    for machine in ["desk", "laptop"] {
      #expect(try await fixture.standing(machine) == .member(count: 2))
      #expect(try await fixture.listed(machine) == ["Of desk"])
    }
    let path = "tasks/desk-\(fixture.kit.session).md.age"
    for machine in ["studio", "mini"] {
      #expect(!fixture.opens(try fixture.remoteFile(path), try fixture.key(machine)))
      try await fixture.sync(machine)
      #expect(try await fixture.standing(machine) == .removed)
    }
  }

  @Test("A forged, moved, replayed or plain file is never one of ours")
  func strangers() async throws {
    try await fixture.group("desk", "laptop")
    let id = try await fixture.write("Version one", "desk", sequence: 1)
    try await fixture.sync("desk")
    let old = try fixture.remoteFile(id.sealedPath)
    try await fixture.write("Version two", "desk", sequence: 2)
    try await fixture.sync("desk")
    try await fixture.sync("laptop")
    #expect(try await fixture.listed("laptop") == ["Version two"])
    let hints = try fixture.kit.context("laptop").state().hints
    #expect(String(decoding: try LocalFile.read(hints), as: UTF8.self).contains("Version two"))
    let second = "tasks/desk-\(Self.other).md"
    let forged = Array(
      "---\nschema: 1\ntitle: Evil\nupdated: 2026-04-17T09:12:03Z\nproject: acme/api\nseal: 00\n---\n# Evil\n"
        .utf8)
    let keys = [try fixture.key("desk").recipient, try fixture.key("laptop").recipient]
    try fixture.tamper { folder in
      try LocalFile.write(old, to: "\(folder)/\(id.sealedPath)")
      try LocalFile.write(
        try AgeFile.encrypt(forged, to: keys), to: "\(folder)/tasks/mini-\(Self.other).md.age")
      try LocalFile.write(forged, to: "\(folder)/tasks/evil.md")
      try LocalFile.write(forged, to: "\(folder)/\(second)")
      try LocalFile.write(
        try LocalFile.read("\(folder)/\(id.sealedPath)"), to: "\(folder)/\(second).age")
    }
    try await fixture.sync("laptop")
    let list = try await fixture.list("laptop")
    let all = try await list.store.list()
    #expect(all.count == 4 && all.allSatisfy { $0.header == nil }, "\(all)")
    #expect(all.allSatisfy { $0.problem?.reason.contains("not from your machines") == true })
    for stored in all {
      #expect(try await list.store.read(stored) == nil)
      #expect(try await list.store.content(of: stored) == nil)
    }
    #expect(!LocalFile.exists(hints))
    // Its own machine goes on, and what it writes counts.
    try await fixture.write("Version three", "desk", sequence: 3)
    try await fixture.sync("desk")
    try await fixture.sync("laptop")
    #expect(
      try await fixture.listed("laptop").filter { !$0.hasPrefix("refused") } == ["Version three"])
  }

  @Test("What somebody writes into the folders of the group changes nothing")
  func strangersInGroup() async throws {
    try await fixture.group("desk", "laptop")
    let keys = [try fixture.key("desk").recipient, try fixture.key("laptop").recipient]
    let evil = AgeIdentity.generate()
    let epoch = GroupBook.Epoch(
      secret: Hex.text(SecureRandom.bytes(32)),
      members: ["desk": keys[0].text, "laptop": keys[1].text, "evil": evil.recipient.text])
    let book = GroupBook(beginning: epoch)
    let file = try GroupFile(book, GroupState()).text()
    let edition = try await fixture.list("desk").repository.vault?.edition
    try fixture.tamper { folder in
      for name in ["evil", "desk", "laptop"] {
        try LocalFile.write(
          try AgeFile.encrypt(file, to: keys), to: "\(folder)/group/\(name).age")
      }
      try LocalFile.write(Array("{}".utf8), to: "\(folder)/group/broken.age")
    }
    for machine in ["desk", "laptop", "desk"] { try await fixture.sync(machine) }
    for machine in ["desk", "laptop"] {
      #expect(try await fixture.list(machine).repository.vault?.edition == edition)
      #expect(try await fixture.standing(machine) == .member(count: 2))
    }
  }

  @Test("The recovery key, or its passphrase, brings everything back where all machines are gone")
  func recovery() async throws {
    let entered = try await fixture.start("desk", .encrypt(passphrase: "correct horse battery"))
    let recovery = try #require(entered?.recovery)
    try await fixture.write("Nearly lost", "desk")
    try await fixture.sync("desk")
    await #expect(throws: HandoffError.self) {
      try await fixture.start("wrong", .recover(secret: AgeIdentity.generate().text))
    }
    try await fixture.start("laptop", .recover(secret: recovery))
    #expect(try await fixture.listed("laptop") == ["Nearly lost"])
    try await fixture.start("studio", .recover(secret: "correct horse battery"))
    #expect(try await fixture.listed("studio") == ["Nearly lost"])
    try await fixture.remove("desk", by: "studio")
    try await fixture.sync("laptop")
    #expect(try await fixture.standing("laptop") == .member(count: 2))
    #expect(try await fixture.listed("laptop") == ["Nearly lost"])
  }

  @Test("An existing repository is encrypted, machine by machine; history before it is believed")
  func existing() async throws {
    for machine in ["desk", "laptop"] { try await fixture.start(machine) }
    let finished = try await fixture.write("Finished", "desk", session: Self.other)
    try await fixture.write("Of desk", "desk")
    try await fixture.sync("desk")
    try await fixture.sync("laptop")
    let gone = try await fixture.list("desk").store.list().filter { $0.id == finished }
    try await fixture.list("desk").store.remove(gone)
    try await fixture.sync("desk")
    try await fixture.sync("laptop")
    try await fixture.write("Of laptop", "laptop")
    try await fixture.sync("laptop")

    let initialization = Initialization(fixture.kit.context("desk"))
    let entered = try await initialization.enter(.encrypt(passphrase: nil))
    #expect(entered.count == 1 && entered.plain == 1 && entered.hasHistory)
    // What was there is still read; what comes later without a seal is not.
    #expect(try await fixture.listed("desk") == ["Of desk", "Of laptop"])
    try await fixture.sync("laptop")
    #expect(try await fixture.standing("laptop") == .outside)
    await #expect(throws: SyncError.self) { try await fixture.write("Plain", "laptop") }
    let code = try await fixture.invite("desk")
    _ = try await Initialization(fixture.kit.context("laptop")).enter(.join(code: code))
    try await fixture.sync("desk")
    try await fixture.sync("laptop")
    try await fixture.sync("desk")
    #expect(try await fixture.listed("laptop") == ["Of desk", "Of laptop"])
    #expect(try await fixture.listed("desk") == ["Of desk", "Of laptop"])
    #expect(try !fixture.remoteNames().contains { $0.hasSuffix(".md") })
    // A task keeps the name of its text, sealed or not.
    let removed = try await fixture.list("desk").store.removed()
    #expect(removed.map(\.last.header?.title) == ["Finished"])
    try await fixture.list("desk").store.restore(try #require(removed.first))
    #expect(try await fixture.listed("desk") == ["Finished", "Of desk", "Of laptop"])
  }
}
