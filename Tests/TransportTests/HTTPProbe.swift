import Foundation
import Git2
import Processes
import SyncRepoTestSupport
import TestSupport

@testable import SyncRepo

/// Asks a remote over http for its references, with settings of the test's own.
struct HTTPProbe {
  /// Lines of git's configuration.
  var entries: [(String, String)] = []
  var environment: [String: String] = [:]
  var limits = NetworkLimits()
  /// The passwords, where the server asks for one; `nil` means that of the address.
  var credentials: [Credential]?
  var isAnonymous = false
  let session = HTTPSession()
  let cancellation = Cancellation()
  /// The events of all questions.
  let log = EventLog()

  /// Asks, and returns what was seen.
  ///
  /// - Throws: `SyncError` where the remote cannot be read.
  func ask(_ url: String) throws -> RemoteFacts { try run(url).facts }

  /// Asks, and returns what was seen, and what became of the passwords.
  func run(_ url: String) throws -> (facts: RemoteFacts, passwords: [String]) {
    GitLibrary.ignoreUserConfiguration()
    func context(_ environment: [String: String]) -> NetworkContext {
      NetworkContext(
        environment: environment, isInteractive: false, limits: limits,
        cancellation: cancellation, now: { 1_800_000_000 }, program: "notes",
        events: { [log] event in log.add(event) })
    }
    var settings = HTTPSettings(
      entries: entries.map { ConfigurationEntry(name: $0.0, value: $0.1) },
      context: context(environment))
    settings.isAnonymous = isAnonymous
    let observation = RemoteObservation()
    let sequence = credentials.map { RecordedSequence($0) }
    let transport = HTTPTransport(
      settings: settings, session: session, context: context(environment), observation: observation,
      credentials: sequence
        ?? CredentialChain(
          for: url, settings: CredentialSettings(),
          in: context([:])))
    do throws(GitError) {
      _ = try RemoteAdvertisement(of: url, over: transport)
    } catch {
      throw SyncError.remote(error, address: RemoteAddress(url))
    }
    return (observation.facts, sequence?.events ?? [])
  }

  /// The error of a question that must fail.
  func error(_ url: String) throws -> SyncError {
    do {
      _ = try ask(url)
    } catch let error as SyncError {
      return error
    }
    throw CocoaError(.featureUnsupported)
  }
}

/// A sequence that notes what happens to its passwords.
final class RecordedSequence: CredentialSequence {
  private var left: [Credential]
  private(set) var events: [String] = []
  private(set) var tried: [String] = []
  var challenges: [String] = []
  private var last: Credential?

  init(_ credentials: [Credential]) { left = credentials }

  var source: String? { last.map { "the test’s \($0.username)" } }

  func next() throws(ConnectionFailure) -> Credential? {
    last = left.isEmpty ? nil : left.removeFirst()
    if !challenges.contains(where: { $0.hasPrefix("Basic realm=") }) {
      events.append("no challenge")
    }
    if let last {
      events.append("next \(last.username)")
      tried.append("the test’s \(last.username): refused")
    }
    return last
  }

  func approve() { events.append("approve \(last?.username ?? "")") }
  func reject(in context: NetworkContext) { events.append("reject \(last?.username ?? "")") }
}
