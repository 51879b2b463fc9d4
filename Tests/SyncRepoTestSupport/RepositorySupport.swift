internal import Foundation
package import SyncRepo
internal import TestSupport
package import Testing

/// Returns the change that writes a text to a file.
package func write(_ path: String, _ text: String) -> TreeChange {
  .write(path: path, content: Array(text.utf8))
}

/// Runs a body that must throw a `SyncError`, and returns the error.
package func syncError(
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

/// Writers in processes of their own, each with a clone, that push to one remote at once.
package enum Writers {
  /// Runs a process for each clone, and expects that no commit of theirs is lost.
  ///
  /// - Parameters:
  ///   - clones: The paths of the clones; the last part of each is the writer's name.
  ///   - commits: The number of commits of each writer.
  ///   - remote: The path of the bare repository that they push to.
  ///   - environment: The environment of the processes; `nil` for that of the tests.
  ///   - sourceLocation: The line of the test.
  /// - Throws: An error where a process or git cannot be started.
  package static func race(
    _ clones: [String], commits: Int, to remote: String, environment: [String: String]? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let processes = try clones.map { clone in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.built("sync-writer"))
      process.arguments = [clone, URL(fileURLWithPath: clone).lastPathComponent, "\(commits)"]
      if let environment { process.environment = environment }
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
    let all = clones.count * commits
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
    for clone in clones { try Git.expectClean(clone, sourceLocation: sourceLocation) }
  }
}
