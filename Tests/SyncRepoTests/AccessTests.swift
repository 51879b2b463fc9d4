import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Access to a remote on this computer")
struct AccessTests {
  @Test("An empty remote and one with branches are told apart, and nothing is written anywhere")
  func branches() async throws {
    let fixture = try SyncFixture(branch: "trunk")
    let desk = try await fixture.clone("desk")
    let empty = try await desk.checkAccess()
    #expect(empty.read == .allowed && empty.write == .allowed && empty.isEmpty == true)
    #expect(empty.transport == .local && empty.address == fixture.remote)
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let before = try listing(fixture.folder.path)
    let filled = try await desk.checkAccess()
    #expect(filled.branches == ["trunk"] && filled.defaultBranch == "trunk")
    #expect(filled.facts == RemoteFacts())
    #expect(try listing(fixture.folder.path) == before)
  }

  @Test("An address without a clone is asked in a folder that is gone afterwards")
  func withoutClone() async throws {
    let fixture = try SyncFixture()
    try fixture.folder.write("", to: "tmp/keep")
    var configuration = SyncFixture.configuration("desk")
    configuration.environment = ["TMPDIR": fixture.folder("tmp")]
    let report = try await SyncRepository.checkAccess(
      of: fixture.remote, configuration: configuration)
    #expect(report.read == .allowed && report.write == .allowed)
    let missing = try await SyncRepository.checkAccess(
      of: fixture.folder("none.git"), configuration: configuration)
    #expect(missing.read.error?.hint?.contains("git init --bare") == true)
    #expect(missing.write.error == nil && missing.write != .allowed && missing.branches == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder("tmp")) == ["keep"])
  }

  @Test("A remote with the branch checked out takes no push")
  func checkedOut() async throws {
    let fixture = try SyncFixture()
    let remote = fixture.folder("work")
    try Git.run(in: "/", "init", "--quiet", "--initial-branch=main", remote)
    let report = try await SyncRepository.checkAccess(
      of: remote, configuration: SyncFixture.configuration("desk"))
    #expect(report.read == .allowed && report.write.error?.kind == .rejected, "\(report)")
  }

  @Test("A remote is made where nothing is, and nowhere else")
  func newRemote() async throws {
    let fixture = try SyncFixture()
    let place = fixture.folder("drive/tasks.git")
    try SyncRepository.createRemote(at: place)
    try Git.expectSound(place)
    let desk = try await SyncRepository.clone(
      from: place, to: fixture.folder("new"), configuration: SyncFixture.configuration("desk"))
    #expect(try await desk.synchronize([write("tasks/desk-1.md", "one\n")]).pushed)
    for taken in [place, desk.path] {
      let error = #expect(throws: SyncError.self) { try SyncRepository.createRemote(at: taken) }
      #expect(error?.kind == .alreadyExists && error?.remedy?.address == taken)
    }
  }

  @Test("A remote without its empty folders, as a copy may be, takes a push")
  func withoutEmptyFolders() async throws {
    let fixture = try SyncFixture()
    try FileManager.default.removeItem(atPath: fixture.remote + "/refs/heads")
    let report = try await SyncRepository.checkAccess(
      of: fixture.remote, configuration: SyncFixture.configuration("desk"))
    #expect(report.write == .allowed, "\(report)")
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
  }

  @Test(
    "A remote whose files may not be written says which",
    .enabled(if: getuid() != 0, "root may do it"))
  func readOnly() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let objects = fixture.remote + "/objects"
    let shard = try #require(
      try FileManager.default.contentsOfDirectory(atPath: objects).first { $0.count == 2 })
    for place in [objects, "\(objects)/\(shard)", fixture.remote + "/refs/heads"] {
      chmod(place, 0o555)
      let report = try await desk.checkAccess()
      chmod(place, 0o755)
      #expect(report.write.error?.kind == .notAllowed)
      #expect(report.write.error?.message.contains("\(place) cannot") == true)
      #expect(report.write.error?.hint?.contains("chmod") == true)
    }
  }

  @Test("Who else may read it is told by the permissions of its folders")
  func anonymous() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    // Folders for temporary files may be closed themselves.
    chmod(fixture.folder.path, 0o755)
    chmod(fixture.remote + "/objects", 0o755)
    chmod(fixture.remote, 0o755)
    let isOpen = try await desk.checkAccess().anonymous
    if case .closed(let reason) = isOpen {
      #expect(!reason.contains(fixture.folder.path), "\(reason)")
    }
    for part in ["/objects", ""] {
      chmod(fixture.remote + part, 0o750)
      guard case .closed(let reason) = try await desk.checkAccess().anonymous else {
        Issue.record("\(part) does not keep others out.")
        continue
      }
      #expect(reason.contains(fixture.remote + part))
      chmod(fixture.remote + part, 0o755)
    }
  }

  @Test("A report survives a trip through JSON, and holds no password")
  func codable() async throws {
    var configuration = SyncFixture.configuration("desk")
    configuration.network = NetworkLimits(
      firstAnswer: .milliseconds(2_000), silence: .milliseconds(2_000), total: .milliseconds(2_000))
    let report = try await SyncRepository.checkAccess(
      of: "foo://ann:secret@127.0.0.1:9/x", configuration: configuration)
    #expect(report.read.error?.kind == .noRemote)
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(AccessReport.self, from: data) == report)
    #expect(!String(decoding: data, as: UTF8.self).contains("secret"))
    #expect(report.address == "foo://127.0.0.1:9/x")
  }

  @Test("A clone without a remote cannot be asked")
  func noRemote() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    try Git.run(in: desk.path, "remote", "remove", "origin")
    let error = try await syncError { _ = try await desk.checkAccess() }
    #expect(error.kind == .noRemote && error.hint != nil)
  }

  /// Every file below a folder with its size and time.
  private func listing(_ folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    return try names.map { name in
      let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return "\(name) \(facts[.size] ?? 0) \(facts[.modificationDate] ?? 0)"
    }
  }
}
