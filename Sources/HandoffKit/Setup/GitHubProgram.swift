internal import Phrases
internal import Platform
internal import Processes
package import SyncRepo

/// GitHub's own program, `gh`, which makes a repository where a person has said yes to that.
package struct GitHubProgram: Sendable {
  private let context: HandoffContext

  /// Looks for it in `PATH`.
  ///
  /// - Parameter context: The world around.
  package init?(_ context: HandoffContext) {
    guard context.finds("gh") else { return nil }
    self.context = context
  }

  /// Makes a private repository.
  ///
  /// - Parameter name: Its name, with or without its owner.
  /// - Returns: The address as a person would type it.
  /// - Throws: `HandoffError` with the program's own words.
  package func create(_ name: String) async throws(HandoffError) -> String {
    let start = ProgramStart(
      command: ["gh", "repo", "create", name, "--private"],
      environment: context.environment(for: .helper), folder: "/", isInteractive: false)
    let answer: ProgramExchange.Answer
    do throws(ConnectionFailure) {
      answer = try await ProgramExchange(start, outputLimit: 65_536, timeLimit: .seconds(120))
        .runWithoutBlocking([])
    } catch {
      throw failure(error.message)
    }
    guard answer.end == .exited(0) else {
      throw failure(answer.errorLines.suffix(3).joined(separator: " "))
    }
    // It says where the repository's page is.
    let said = String(decoding: answer.output, as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).lazy.compactMap { HostedRepository(String($0)) }.last
    guard let said else { throw failure(Phrases.gitHubSaidNothing()) }
    return said.shortAddress
  }

  private func failure(_ reason: String) -> HandoffError {
    HandoffError(
      .unavailable, Phrases.gitHubFailed(reason: reason), hint: Phrases.gitHubFailedHint())
  }
}

extension HostedRepository {
  /// Reads an address of a repository on GitHub.
  ///
  /// - Parameter address: `me/tasks`, or an address by ssh or https.
  /// - Returns: The name with its owner; `nil` for another address.
  static func onGitHub(_ address: String) -> String? {
    let short =
      address.hasPrefix("git@github.com:")
      ? "github.com/" + address.dropFirst("git@github.com:".count) : address
    guard let repository = HostedRepository(short),
      repository.addresses[0].hasPrefix("git@github.com:")
    else { return nil }
    return repository.name
  }
}

extension Initialization {
  /// Returns true if an address was refused because no repository is there.
  ///
  /// - Parameters:
  ///   - error: The refusal.
  ///   - typed: The address as a person has typed it.
  /// - Returns: True for a host that knows none, and for a path that is not there.
  package func isMissing(_ error: SyncError, at typed: String) -> Bool {
    if error.kind == .repositoryMissing { return true }
    let path = (try? context.addresses(typed).first).flatMap { RemoteAddress($0).localPath }
    return path.map { !LocalFile.exists($0) } ?? false
  }

  /// Names the repository that `gh` could make at an address.
  ///
  /// - Parameter address: The address as a person types it.
  /// - Returns: The name with its owner; `nil` where it could make none.
  package func nameOnGitHub(_ address: String) -> String? { HostedRepository.onGitHub(address) }

  /// Looks for a repository of the same owner that a person may have meant by one that is not there.
  ///
  /// - Parameters:
  ///   - typed: The address as a person has typed it.
  ///   - settings: The settings.
  /// - Returns: Its address, if it can be read; `nil` otherwise.
  package func similar(to typed: String, _ settings: Settings) async -> String? {
    guard let address = try? context.addresses(typed).first,
      let slash = address.lastIndex(where: { $0 == "/" || $0 == ":" })
    else { return nil }
    let last = address[address.index(after: slash)...]
    let ending = last.hasSuffix(".git") ? ".git" : ""
    let word = String(last.dropLast(ending.count))
    let usual = ["tasks", "handoff", "claude-tasks", "handoff-tasks"].filter { $0 != word }
    guard let near = SimilarNames.to(word, among: usual).first else { return nil }
    let candidate = address[...slash] + near + ending
    var configuration = context.syncConfiguration(of: name(settings))
    configuration.isInteractive = false
    let access = try? await SyncRepository.checkAccess(
      of: String(candidate), configuration: configuration)
    return access?.read == .allowed ? String(candidate) : nil
  }
}
