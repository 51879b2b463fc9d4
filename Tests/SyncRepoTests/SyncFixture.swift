import Foundation
import Git2
import SyncRepo
import TestSupport
import Testing

/// A bare remote and clones of it, for one test.
struct SyncFixture {
  let folder: TemporaryFolder
  let remote: String

  init(branch: String = "main") throws {
    GitLibrary.ignoreUserConfiguration()
    folder = try TemporaryFolder()
    remote = folder("remote.git")
    try Git.bare(at: remote, branch: branch)
  }

  static func configuration(_ name: String, now: Int64 = 1_800_000_000) -> SyncConfiguration {
    SyncConfiguration(
      name: "handoff", fallbackIdentity: CommitIdentity(name: name, email: "\(name)@example.org"),
      trailer: CommitTrailer(key: "Handoff-Machine", value: name),
      now: { now }, owns: { $0.hasPrefix("tasks/\(name)-") })
  }

  func clone(_ name: String, now: Int64 = 1_800_000_000) async throws -> SyncRepository {
    try await SyncRepository.clone(
      from: remote, to: folder(name), configuration: SyncFixture.configuration(name, now: now))
  }

  /// A clone that git made, in which a person works.
  func personsClone() throws -> String {
    try Git.run(in: folder.path, "clone", "--quiet", remote, "person")
    return folder("person")
  }

  func remoteFile(_ path: String, branch: String = "main") throws -> String {
    try Git.run(in: remote, "show", "\(branch):\(path)")
  }
}
