package import Foundation
package import Testing

/// Which Claude Code a test runs.
package enum ClaudeRelease: String, Sendable, CaseIterable {
  /// The pinned newest one.
  case newest
  /// One that lacks much: one unknown hook event voids its whole settings file, `args` of a hook are
  /// ignored, and it kills a SessionEnd hook after 1.5 s whatever the settings say.
  case old

  /// The version of the PyPI package `claude-agent-sdk`, whose wheels hold the program.
  ///
  /// 0.2.187 holds 2.1.330, 0.1.50 holds 2.1.81.
  ///
  /// - Parameter environment: `HANDOFF_TEST_CLAUDE_SDK` replaces the newest one's version.
  /// - Returns: Such as `0.2.187`.
  package func packageVersion(environment: [String: String]) -> String {
    switch self {
    case .newest: environment["HANDOFF_TEST_CLAUDE_SDK"] ?? "0.2.187"
    case .old: "0.1.50"
    }
  }
}

/// An installed Claude Code.
package struct ClaudeProgram: Sendable {
  /// The executable.
  package let path: String
  /// Its version, such as `2.1.330`.
  package let version: String

  /// Installs a release once for all test processes, or finds it installed.
  ///
  /// The wheel is fetched with `pip` into `${XDG_CACHE_HOME:-~/.cache}/handoff-tests/`, under a lock;
  /// later runs need no network. A failure is remembered for the rest of the process.
  ///
  /// - Parameters:
  ///   - release: Which one.
  ///   - environment: Of the test's process; finds `python3` and the cache, configures `pip`.
  /// - Returns: The program, or the reason why there is none.
  package static func install(
    _ release: ClaudeRelease,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async -> ClaudeInstallation {
    await ClaudeInstaller.shared.install(
      packageVersion: release.packageVersion(environment: environment), environment: environment)
  }

  /// Runs `claude -p` with the prompt on its standard input.
  ///
  /// - Parameters:
  ///   - prompt: What the stand-in is asked, see `Resources/messages_api.py`.
  ///   - home: Whose environment and project folder it runs in.
  ///   - network: The one that the stand-in listens in.
  ///   - arguments: What follows `-p`.
  ///   - folder: The working folder; the home's project by default.
  ///   - limit: After this time it is killed.
  /// - Returns: How it ended and what it wrote.
  /// - Throws: `HarnessError` if it cannot be started.
  package func runPrint(
    _ prompt: String, home: ClaudeHome, network: LoopbackNetwork, arguments: [String] = [],
    folder: URL? = nil, within limit: Duration = .seconds(60)
  ) async throws -> ProgramOutcome {
    let command = network.command([path, "-p"] + arguments)
    let folder = folder ?? home.project
    let program = ExternalProgram(
      command, environment: home.environment, folder: folder.path)
    return try await program.run(input: Data(prompt.utf8), within: limit)
  }
}

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
  /// - Parameter releases: Those that the test runs.
  /// - Returns: The trait.
  package static func requiresClaude(_ releases: ClaudeRelease...) -> Self {
    RequiresClaude(releases: releases)
  }
}
