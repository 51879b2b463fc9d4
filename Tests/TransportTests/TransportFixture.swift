import Foundation
import Git2
import SyncRepo
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
    isInteractive: Bool = false
  ) -> SyncConfiguration {
    SyncConfiguration(
      name: "handoff", fallbackIdentity: CommitIdentity(name: name, email: "\(name)@example.org"),
      trailer: CommitTrailer(key: "Handoff-Machine", value: name),
      isInteractive: isInteractive, network: network, environment: environment,
      now: { 1_800_000_000 },
      owns: { $0.hasPrefix("tasks/\(name)-") })
  }

  func clone(
    _ name: String, from address: String, _ environment: [String: String],
    network: NetworkLimits = NetworkLimits()
  ) async throws -> SyncRepository {
    try await SyncRepository.clone(
      from: address, to: folder(name),
      configuration: Self.configuration(name, environment, network: network))
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
    let processes = try names.map { name in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.built("sync-writer"))
      process.arguments = [folder(name), name, "\(commits)"]
      process.environment = environment
      try process.run()
      return process
    }
    for process in processes {
      let status = try await onOwnThread {
        process.waitUntilExit()
        return process.terminationStatus
      }
      #expect(status == 0, sourceLocation: sourceLocation)
    }
    let all = names.count * commits
    #expect(
      try Git.run(in: remote, "rev-list", "--count", "main") == "\(all)",
      sourceLocation: sourceLocation)
    #expect(
      try Git.run(in: remote, "rev-list", "--count", "--merges", "main") == "0",
      sourceLocation: sourceLocation)
    let subjects = try Git.run(in: remote, "log", "--format=%s", "main")
      .split(separator: "\n").map(String.init)
    #expect(Set(subjects).count == all, sourceLocation: sourceLocation)
    try Git.expectSound(remote, sourceLocation: sourceLocation)
    for name in names { try Git.expectClean(folder(name), sourceLocation: sourceLocation) }
  }

  /// A program that stands for ssh.
  func script(_ name: String, _ text: String) throws -> String {
    try folder.script(name, text)
  }

  /// The error of a clone that must fail, and leave nothing.
  func cloneError(
    _ address: String, _ environment: [String: String], network: NetworkLimits = NetworkLimits(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> SyncError {
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let error = try await syncError(sourceLocation: sourceLocation) {
      _ = try await clone("failing", from: address, environment, network: network)
    }
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(
      !after.contains { $0.hasPrefix("failing") } && after.count >= before.count,
      sourceLocation: sourceLocation)
    #expect(error.hint != nil || error.kind == .cancelled, sourceLocation: sourceLocation)
    return error
  }
}

func write(_ path: String, _ text: String) -> TreeChange {
  .write(path: path, content: Array(text.utf8))
}

/// Runs a body that must throw a `SyncError`, and returns it.
func syncError(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> SyncError {
  do {
    try await body()
  } catch let error as SyncError {
    return error
  }
  Issue.record("No error was thrown.", sourceLocation: sourceLocation)
  throw CancellationError()
}
