internal import Foundation
package import Testing

/// The git program, as the reference that tests compare with.
package enum Git {
  /// An environment in which git reads no configuration but the repository's.
  package static let environment: [String: String] = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Ann",
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.org", "LC_ALL": "C",
  ]

  /// Runs git in a folder and returns what it prints; a failure fails the test.
  @discardableResult
  package static func run(
    in folder: String, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try Program.run(
      "/usr/bin/env", ["git"] + arguments, environment: environment, folder: folder)
    #expect(
      result.status == 0, "git \(arguments.joined(separator: " ")): \(result.errors)",
      sourceLocation: sourceLocation)
    return result.output.trimmingCharacters(in: .newlines)
  }

  /// Makes a bare repository.
  package static func bare(at path: String, branch: String = "main") throws {
    try run(in: "/", "init", "--quiet", "--bare", "--initial-branch=\(branch)", path)
  }

  /// Fails the test unless the repository is whole.
  package static func expectSound(
    _ path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let output = try run(
      in: path, "fsck", "--full", "--strict", "--no-progress", sourceLocation: sourceLocation)
    #expect(!output.contains("missing") && !output.contains("error"), "\(output)")
  }

  /// Fails the test unless `git status` has nothing to say.
  package static func expectClean(
    _ path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let status = try run(
      in: path, "status", "--porcelain", "--untracked-files=all", sourceLocation: sourceLocation)
    #expect(status.isEmpty, "\(status)", sourceLocation: sourceLocation)
  }
}
