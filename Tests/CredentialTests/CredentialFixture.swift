import Foundation
import Git2
import Processes
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

/// A home folder with credential helpers that write down what they are told, for one test; git and
/// ours are asked in the same surroundings.
struct CredentialFixture {
  let folder: TemporaryFolder
  var environment: [String: String]
  var entries: [ConfigurationEntry] = []
  /// The events of all chains.
  let log = EventLog()

  init(_ entries: [(String, String?)] = []) throws {
    folder = try TemporaryFolder()
    environment = [
      "PATH": "\(folder.path)/bin:/usr/local/bin:/usr/bin:/bin", "HOME": folder.path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C",
      "GIT_TERMINAL_PROMPT": "0",
    ]
    try FileManager.default.createDirectory(
      atPath: folder("bin"), withIntermediateDirectories: true)
    set(entries)
  }

  mutating func set(_ entries: [(String, String?)]) {
    self.entries = entries.map { ConfigurationEntry(name: $0.0, value: $0.1) }
  }

  /// Writes a helper `git-credential-NAME` that notes its calls in `calls` and answers a `get`.
  func helper(_ name: String, answering answer: String = "", status: Int = 0) throws {
    try folder.write(answer, to: "answer-\(name)")
    _ = try folder.script(
      "bin/git-credential-\(name)",
      """
      { echo "\(name) $*"; cat; } >> '\(folder("calls"))'
      for last; do :; done
      test "$last" != get || cat '\(folder("answer-\(name)"))'
      exit \(status)
      """)
  }

  /// Returns the calls of the helpers since the last time.
  func calls() -> String {
    defer { try? FileManager.default.removeItem(atPath: folder("calls")) }
    return folder.read("calls") ?? ""
  }

  /// Runs `git credential` with the same configuration.
  func git(_ operation: String, _ input: String) throws -> ProgramResult {
    var environment = environment
    environment["GIT_CONFIG_COUNT"] = "\(entries.count)"
    for (number, entry) in entries.enumerated() {
      environment["GIT_CONFIG_KEY_\(number)"] = entry.name
      environment["GIT_CONFIG_VALUE_\(number)"] = entry.value ?? "true"
    }
    return try Program.run(
      "/usr/bin/env", ["git", "credential", operation], environment: environment,
      folder: folder.path, input: Data(input.utf8))
  }

  func context(
    isInteractive: Bool = false, limits: NetworkLimits = NetworkLimits(),
    cancellation: Cancellation = Cancellation()
  ) -> NetworkContext {
    NetworkContext(
      environment: environment, isInteractive: isInteractive, limits: limits,
      cancellation: cancellation, now: { 1_800_000_000 }, program: "notes",
      events: { [log] event in log.add(event) })
  }

  func chain(
    _ url: String, askPass: String? = nil, provider: (any CredentialProvider)? = nil,
    isInteractive: Bool = false,
    limits: NetworkLimits = NetworkLimits(),
    terminal: any CredentialTerminal = NoTerminal(),
    cancellation: Cancellation = Cancellation()
  ) -> CredentialChain {
    CredentialChain(
      for: url, settings: CredentialSettings(entries: entries, askPass: askPass),
      provider: provider,
      in: context(
        isInteractive: isInteractive, limits: limits, cancellation: cancellation),
      terminal: terminal)
  }
}

extension CredentialChain {
  /// Refuses the last credential in the operation that the chain was made for.
  func reject() { reject(in: context) }
}

/// A terminal that must not be asked.
struct NoTerminal: CredentialTerminal {
  func ask(
    _ prompt: String, isSecret: Bool, cancellation: Cancellation
  ) throws(ConnectionFailure) -> [UInt8]? {
    Issue.record("the terminal was asked: \(prompt)")
    return nil
  }
}

/// A terminal with a person who knows the answers.
final class ScriptedTerminal: CredentialTerminal {
  private var answers: [String?]
  private(set) var prompts: [String] = []

  init(_ answers: [String?]) { self.answers = answers }

  func ask(
    _ prompt: String, isSecret: Bool, cancellation: Cancellation
  ) throws(ConnectionFailure) -> [UInt8]? {
    prompts.append("\(prompt)\(isSecret ? "(secret)" : "")")
    guard !answers.isEmpty else { return nil }
    return answers.removeFirst().map { Array($0.utf8) }
  }
}
