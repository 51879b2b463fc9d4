package import Foundation
import Synchronization
import Testing

/// A laboratory: one release of Claude Code, the stand-in it talks to, and any number of homes.
///
/// Two homes are two machines of one person. Everything is gone when ``run(_:summary:isolated:_:)``
/// returns, however the test ends.
package final class RealClaude: Sendable {
  /// The program under the hooks.
  package let program: ClaudeProgram
  /// Where it runs.
  package let network: LoopbackNetwork
  /// What it talks to.
  package let api: MessagesAPI
  private let environment: [String: String]
  private let homes = Mutex<[ClaudeHome]>([])
  private let sessions = Mutex<[InteractiveClaude]>([])

  private init(
    program: ClaudeProgram, network: LoopbackNetwork, api: MessagesAPI,
    environment: [String: String]
  ) {
    self.program = program
    self.network = network
    self.api = api
    self.environment = environment
  }

  /// Sets the laboratory up, runs the test's body in it, and takes it down.
  ///
  /// The test is reported as skipped, with the reason, where the release cannot be had.
  ///
  /// - Parameters:
  ///   - release: Which one.
  ///   - summary: How the stand-in knows and answers summary calls.
  ///   - isolated: False leaves all on the machine's own loopback, where servers that the test's
  ///     process itself runs can be reached.
  ///   - environment: Of the test's process.
  ///   - body: The test.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws, or `HarnessError`.
  package static func run<Result>(
    _ release: ClaudeRelease = .newest, summary: SummaryScript? = nil, isolated: Bool = true,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    _ body: (RealClaude) async throws -> Result
  ) async throws -> Result {
    let program = try await require(release, environment: environment)
    let network =
      isolated ? await LoopbackNetwork.isolated(environment: environment) : LoopbackNetwork.shared
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "claude-api-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let api = try await MessagesAPI.start(
      in: folder, network: network, summary: summary, environment: environment)
    let laboratory = RealClaude(
      program: program, network: network, api: api, environment: environment)
    do {
      let result = try await body(laboratory)
      await laboratory.stop()
      return result
    } catch {
      await laboratory.stop()
      throw error
    }
  }

  /// The release's program, or else the running test is cancelled, which reports it as skipped.
  package static func require(
    _ release: ClaudeRelease,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> ClaudeProgram {
    switch await ClaudeProgram.install(release, environment: environment) {
    case .installed(let program): return program
    case .unavailable(let reason):
      try Test.cancel("No Claude Code (\(release)) to test with: \(reason)")
    }
  }

  /// Makes a home folder.
  ///
  /// - Parameters:
  ///   - hooks: By event name.
  ///   - extra: Environment variables on top of the fixed ones.
  /// - Returns: The home, which is removed at the end.
  /// - Throws: An error of the file system, or `HarnessError` if git fails.
  package func makeHome(
    hooks: [String: [ClaudeHook]] = [:], extra: [String: String] = [:]
  ) async throws -> ClaudeHome {
    let home = try await ClaudeHome.make(
      baseURL: api.baseURL, hooks: hooks, extra: extra, environment: environment)
    homes.withLock { $0.append(home) }
    return home
  }

  /// Starts an interactive session, see ``InteractiveClaude``.
  package func start(
    in home: ClaudeHome, through starter: [String]? = nil, arguments: [String] = [],
    folder: URL? = nil
  ) async throws -> InteractiveClaude {
    let session = try await InteractiveClaude.start(
      program, home: home, network: network, through: starter, arguments: arguments, folder: folder)
    sessions.withLock { $0.append(session) }
    return session
  }

  /// Runs `claude -p`, see ``ClaudeProgram``.
  package func print(
    _ prompt: String, in home: ClaudeHome, arguments: [String] = [], folder: URL? = nil
  ) async throws -> ProgramOutcome {
    try await program.runPrint(
      prompt, home: home, network: network, arguments: arguments, folder: folder)
  }

  /// Runs any other program of a home in the same network.
  ///
  /// - Parameters:
  ///   - command: Looked up in the home's `PATH`.
  ///   - home: Whose environment it gets.
  ///   - folder: The working folder; the home's project by default.
  ///   - input: Standard input.
  ///   - limit: After this time it is killed.
  /// - Returns: How it ended and what it wrote.
  /// - Throws: `HarnessError` if it cannot be started.
  package func run(
    _ command: [String], in home: ClaudeHome, folder: URL? = nil, input: Data = Data(),
    within limit: Duration = .seconds(60)
  ) async throws -> ProgramOutcome {
    let program = ExternalProgram(
      network.command(command), environment: home.environment,
      folder: (folder ?? home.project).path)
    return try await program.run(input: input, within: limit)
  }

  private func stop() async {
    for session in sessions.withLock({ $0 }) { await session.stop() }
    for home in homes.withLock({ $0 }) { home.remove() }
    await api.stop()
    await network.stop()
  }
}
