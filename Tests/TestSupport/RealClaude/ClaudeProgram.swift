package import Foundation

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
  ///   - release: which one.
  ///   - environment: of the test's process; finds `python3` and the cache, configures `pip`.
  /// - Returns: the program, or the reason why there is none.
  package static func install(
    _ release: ClaudeRelease,
    environment: [String: String] = ProcessInfo.processInfo.environment,
  ) async -> ClaudeInstallation {
    await ClaudeInstaller.shared.install(
      packageVersion: release.packageVersion(environment: environment), environment: environment)
  }

  /// Runs `claude -p` with the prompt on its standard input.
  ///
  /// - Parameters:
  ///   - prompt: what the stand-in is asked, see `Resources/messages_api.py`.
  ///   - home: whose environment and project folder it runs in.
  ///   - network: the one that the stand-in listens in.
  ///   - arguments: what follows `-p`.
  ///   - folder: the working folder; the home's project by default.
  ///   - limit: after this time it is killed.
  /// - Returns: how it ended and what it wrote.
  /// - Throws: `HarnessError` if it cannot be started.
  package func runPrint(
    _ prompt: String, home: ClaudeHome, network: LoopbackNetwork, arguments: [String] = [],
    folder: URL? = nil, within limit: Duration = .seconds(60),
  ) async throws -> ProgramOutcome {
    let command = network.command([path, "-p"] + arguments)
    let folder = folder ?? home.project
    let program = ExternalProgram(
      command, environment: home.environment, folder: folder.path)
    return try await program.run(input: Data(prompt.utf8), within: limit)
  }
}
