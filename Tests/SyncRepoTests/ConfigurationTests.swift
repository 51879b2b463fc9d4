import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("The configuration of a repository")
struct ConfigurationTests {
  private func configuration(
    name: String = "notes", trailer: CommitTrailer = CommitTrailer(key: "Writer", value: "desk"),
    identity: CommitIdentity = CommitIdentity(name: "Ann", email: "ann@example.org")
  ) -> SyncConfiguration {
    SyncConfiguration(name: name, fallbackIdentity: identity, trailer: trailer)
  }

  @Test("The program's name is in the lock file, and nothing else names a program")
  func name() async throws {
    let fixture = try SyncFixture()
    let repo = try await SyncRepository.clone(
      from: fixture.remote, to: fixture.folder("desk"), configuration: configuration())
    _ = try await repo.synchronize([write("a.md", "one\n")], message: "One")
    let git = "\(repo.path)/.git"
    // It writes no reflogs.
    #expect(try Git.run(in: repo.path, "reflog", "show", "main") == "")
    let names = try FileManager.default.contentsOfDirectory(atPath: git)
    #expect(names.contains("notes.lock") && !names.contains("handoff.lock"), "\(names)")
    #expect(
      try Git.run(in: repo.path, "log", "--format=%an <%ae>|%B")
        == "Ann <ann@example.org>|One\n\nWriter: desk")
  }

  @Test("The clock and the owner of paths need not be given")
  func defaults() async throws {
    let fixture = try SyncFixture()
    let repo = try await SyncRepository.clone(
      from: fixture.remote, to: fixture.folder("desk"), configuration: configuration())
    let before = Int64(Date().timeIntervalSince1970)
    try await repo.commit([write("anything", "x\n")], message: "One")
    let time = try #require(
      Int64(try Git.run(in: repo.path, "log", "--format=%ct")))
    #expect((before...(before + 600)).contains(time))
  }

  @Test(
    "A name that is git's own, or none of a file, is refused",
    arguments: [
      "", "index", "HEAD", "packed-refs", "Config", "a/b", "..", ".hidden", "a b", "na\nme",
    ])
  func refusedName(_ name: String) async throws {
    let fixture = try SyncFixture()
    let error = try await syncError {
      _ = try await SyncRepository.clone(
        from: fixture.remote, to: fixture.folder("desk"), configuration: configuration(name: name))
    }
    #expect(error.kind == .invalidConfiguration && error.hint != nil, "\(error)")
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("desk")))
  }

  @Test("A trailer and an author that a commit cannot hold are refused")
  func refusedTexts() async throws {
    let fixture = try SyncFixture()
    let trailers: [(String, String)] = [
      ("Writer", "a\nb"), ("Writer", ""), ("Writer", " desk"), ("Writer", "desk "), ("", "desk"),
      ("Wri ter", "desk"), ("Writer:", "desk"),
    ]
    for (key, value) in trailers {
      let error = try await syncError {
        _ = try await SyncRepository.checkAccess(
          of: fixture.remote,
          configuration: configuration(trailer: CommitTrailer(key: key, value: value)))
      }
      #expect(error.kind == .invalidConfiguration, "\(key): \(value)")
    }
    for (name, email) in [("", "a@b"), ("Ann", " "), ("A<b", "a@b"), ("Ann\n", "a@b")] {
      let error = try await syncError {
        _ = try await SyncRepository.open(
          at: fixture.remote,
          configuration: configuration(identity: CommitIdentity(name: name, email: email)))
      }
      #expect(error.kind == .invalidConfiguration, "\(name) <\(email)>")
    }
  }
}
