import Foundation
import Git2
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

/// A bare repository that a server shows, and clones of it, for one test.
struct TransportFixture {
  let folder: TemporaryFolder
  let remote: String

  init() throws {
    GitLibrary.ignoreUserConfiguration()
    folder = try TemporaryFolder()
    remote = folder("it's a remote!.git")
    try Git.bare(at: remote)
  }

  static func configuration(
    _ name: String, _ environment: [String: String], network: NetworkLimits = NetworkLimits(),
    isInteractive: Bool = false, passedVariables: [String] = [],
    credentials: (any CredentialProvider)? = nil
  ) -> SyncConfiguration {
    SyncConfiguration(
      name: "handoff", fallbackIdentity: CommitIdentity(name: name, email: "\(name)@example.org"),
      trailer: CommitTrailer(key: "Handoff-Machine", value: name),
      isInteractive: isInteractive, network: network, environment: environment,
      passedVariables: passedVariables, credentials: credentials,
      now: { 1_800_000_000 },
      owns: { $0.hasPrefix("tasks/\(name)-") })
  }

  func clone(
    _ name: String, from address: String, _ environment: [String: String],
    network: NetworkLimits = NetworkLimits(), credentials: (any CredentialProvider)? = nil
  ) async throws -> SyncRepository {
    try await SyncRepository.clone(
      from: address, to: folder(name),
      configuration: Self.configuration(
        name, environment, network: network, credentials: credentials))
  }

  /// Has the server rename the branch and replace its history, and sees that nobody loses anything.
  func moves(
    _ address: String, _ environment: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let desk = try await clone("desk", from: address, environment)
    let laptop = try await clone("laptop", from: address, environment)
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    try Git.run(in: remote, "branch", "-m", "main", "trunk")
    _ = try await desk.synchronize([write("tasks/desk-2.md", "two\n")])
    try await laptop.commit([write("tasks/laptop-2.md", "two\n")], message: "Two")
    #expect(
      try await desk.compact(message: "Compact") == 3, sourceLocation: sourceLocation)
    _ = try await laptop.synchronize()
    _ = try await desk.synchronize()
    for machine in [desk, laptop] {
      #expect(
        try await machine.list("tasks").map(\.path) == [
          "tasks/desk-1.md", "tasks/desk-2.md", "tasks/laptop-1.md", "tasks/laptop-2.md",
        ], sourceLocation: sourceLocation)
    }
    #expect(
      try Git.run(in: remote, "for-each-ref", "--format=%(refname)") == "refs/heads/trunk",
      sourceLocation: sourceLocation)
    #expect(
      try Git.run(in: remote, "rev-list", "--count", "trunk") == "2",
      sourceLocation: sourceLocation)
    // Nobody has replaced it since: what is told to the server is what the clone knows.
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "three\n")])
    #expect(try await desk.compact(message: "Compact") == 3, sourceLocation: sourceLocation)
    try Git.expectSound(remote, sourceLocation: sourceLocation)
  }

  /// Clones the empty repository, fills it from two clones, and sees that all arrives and is sound.
  func roundTrip(
    _ address: String, _ environment: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let desk = try await clone("desk", from: address, environment)
    #expect(desk.branch == "main", sourceLocation: sourceLocation)
    try await desk.commit([write("tasks/desk-1.md", "one\n")], message: "One")
    let first = try await desk.synchronize()
    #expect(first.pushed && first.attempts == 1, sourceLocation: sourceLocation)
    let laptop = try await clone("laptop", from: address, environment)
    #expect(
      try await laptop.read("tasks/desk-1.md") == Array("one\n".utf8),
      sourceLocation: sourceLocation)
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "two\n")])
    #expect(try await desk.fetch(), sourceLocation: sourceLocation)
    let raced = try await desk.synchronize([write("tasks/desk-1.md", "three\n")])
    #expect(raced.pushed && raced.received, sourceLocation: sourceLocation)
    #expect(
      try Git.run(in: remote, "show", "main:tasks/desk-1.md") == "three",
      sourceLocation: sourceLocation)
    #expect(
      try Git.run(in: desk.path, "status", "-sb") == "## main...origin/main",
      sourceLocation: sourceLocation)
    for path in [remote, desk.path, laptop.path] {
      try Git.expectSound(path, sourceLocation: sourceLocation)
    }
    try Git.expectClean(desk.path, sourceLocation: sourceLocation)
  }

  /// Runs a process for each clone at once, and sees that no commit of theirs is lost.
  func runWriters(
    _ names: [String], commits: Int, _ environment: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await Writers.race(
      names.map { folder($0) }, commits: commits, to: remote, environment: environment,
      sourceLocation: sourceLocation)
  }

  /// A program that stands for ssh.
  func script(_ name: String, _ text: String) throws -> String {
    try folder.script(name, text)
  }

  /// The error of a clone that must fail, and leave nothing.
  func cloneError(
    _ address: String, _ environment: [String: String], network: NetworkLimits = NetworkLimits(),
    credentials: (any CredentialProvider)? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> SyncError {
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let error = try await syncError(sourceLocation: sourceLocation) {
      _ = try await clone(
        "failing", from: address, environment, network: network, credentials: credentials)
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(
      !after.contains { $0.hasPrefix("failing") } && after.count >= before.count,
      sourceLocation: sourceLocation)
    #expect(error.hint != nil || error.kind == .cancelled, sourceLocation: sourceLocation)
    return error
  }
}
