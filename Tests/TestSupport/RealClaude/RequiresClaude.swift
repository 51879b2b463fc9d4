package import Testing

/// Skips a test, or each test of a suite, where Claude Code cannot be had, and reports why.
package struct RequiresClaude: TestTrait, SuiteTrait {
  private let releases: [ClaudeRelease]

  package var isRecursive: Bool { true }

  fileprivate init(releases: [ClaudeRelease]) {
    self.releases = releases
  }

  package func prepare(for test: Test) async throws {
    // A suite is prepared too, but only a test has a line of its own in the report.
    guard !test.isSuite else { return }
    for release in releases { _ = try await RealClaude.require(release) }
  }
}

extension Trait where Self == RequiresClaude {
  /// The test needs these releases of Claude Code; they are installed before it starts.
  ///
  /// - Parameter releases: those that the test runs.
  /// - Returns: the trait.
  package static func requiresClaude(_ releases: ClaudeRelease...) -> Self {
    RequiresClaude(releases: releases)
  }
}
