import AgeFormat
import Foundation
import Platform
import SnapshotStore
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

/// Machines of one process that share an encrypted repository.
struct EncryptionFixture {
  let kit: KitFixture

  init() throws { kit = try KitFixture() }

  /// Sets a machine up, and enters the group where that is asked for.
  @discardableResult
  func start(
    _ machine: String, _ entry: Initialization.Entry? = nil
  ) async throws -> Initialization.Entered? {
    let initialization = Initialization(kit.context(machine), entry: entry)
    _ = try await initialization.run(
      remote: kit.remote, machine: machine, repo: nil, progress: { _ in })
    guard let entry else { return nil }
    return try await initialization.enter(entry)
  }

  /// Encrypts the repository on one machine, and has others let in.
  func group(_ first: String, _ others: String...) async throws {
    try await start(first, .encrypt(passphrase: nil))
    for other in others {
      try await start(other, .join(code: try await invite(first)))
      try await sync(first)
      try await sync(other)
    }
  }

  func invite(_ machine: String) async throws -> String {
    let invitation = try await list(machine).invite()
    #expect(invitation.trouble == nil)
    return invitation.code
  }

  func list(_ machine: String) async throws -> TaskList {
    let context = kit.context(machine)
    return try await TaskList.open(
      context, settings: try await SettingsLoader(context).load())
  }

  func sync(_ machine: String) async throws {
    let trouble = try await list(machine).push()
    #expect(trouble == nil, "\(machine): \(String(describing: trouble))")
  }

  func remove(_ machine: String, by other: String) async throws {
    let name = try #require(MachineName(machine))
    #expect(try await list(other).removeMachine(name).trouble == nil)
  }

  /// Writes a snapshot of a machine's session, which is not pushed.
  @discardableResult
  func write(
    _ title: String, _ machine: String, session: String? = nil, sequence: Int? = nil
  ) async throws -> SnapshotID {
    let id = SnapshotID(
      machine: try #require(MachineName(machine)),
      session: try #require(SessionID(session ?? kit.session)))
    var snapshot = Snapshot(
      title: title, updated: kit.now, body: SnapshotBody(sections: [.task: "Words of \(title)"]))
    snapshot.header.sequence = sequence
    snapshot.project = "acme/api"
    snapshot.projectURL = "git@github.com:acme/api.git"
    try await list(machine).store.write(snapshot, as: id)
    return id
  }

  /// The titles that a machine lists, and the reasons for what it refuses.
  func listed(_ machine: String) async throws -> [String] {
    try await list(machine).store.list().map { stored in
      stored.header?.title ?? "refused: \(stored.problem?.reason ?? "")"
    }.sorted()
  }

  func standing(_ machine: String) async throws -> GroupStanding {
    try await list(machine).standing()
  }

  func key(_ machine: String) throws -> AgeIdentity {
    try #require(try KeyFile(kit.context(machine)).load())
  }

  /// The bytes of a file on the remote.
  func remoteFile(_ path: String) throws -> [UInt8] {
    let copy = kit.folder("look-\(UUID().uuidString)")
    try Git.run(in: "/", "clone", "--quiet", kit.remote, copy)
    return try LocalFile.read("\(copy)/\(path)")
  }

  /// The names of all files on the remote.
  func remoteNames() throws -> [String] {
    try Git.run(in: kit.remote, "ls-tree", "-r", "--name-only", "main")
      .split(separator: "\n").map(String.init)
  }

  /// Changes files on the remote as somebody does who may write to it.
  func tamper(_ change: (_ folder: String) throws -> Void) throws {
    let copy = kit.folder("stranger-\(UUID().uuidString)")
    try Git.run(in: "/", "clone", "--quiet", kit.remote, copy)
    try change(copy)
    try Git.run(in: copy, "add", "--all")
    try Git.run(in: copy, "commit", "--quiet", "--message", "Nothing to see")
    try Git.run(in: copy, "push", "--quiet")
  }

  func opens(_ bytes: [UInt8], _ key: AgeIdentity) -> Bool {
    (try? AgeFile.decrypt(bytes, with: [key], limit: 4 << 20)) != nil
  }
}
