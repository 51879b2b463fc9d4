internal import Dispatch
internal import Processes

/// An embedder's provider, called from the thread of a repository, which waits for the answer.
///
/// The call itself is a task with a queue of its own. It does not depend on the cooperative pool,
/// which may be busy, and one that blocks (an API for keychains does) holds up nobody else.
struct AskedProvider {
  /// The answer of a provider.
  enum Answer: Sendable {
    case credential(Credential)
    /// The reason that there is none, for a person.
    case unavailable(String)
  }

  let provider: any CredentialProvider

  /// The name of the source in messages, bounded and without control characters.
  var name: String { VisibleText.of(provider.name, limit: 80) }

  /// Asks for a password.
  ///
  /// - Parameters:
  ///   - request: The remote.
  ///   - context: The time limit and the cancellation.
  /// - Returns: The answer; a time limit that is over counts as none.
  /// - Throws: `ConnectionFailure` with `cancelled`.
  func credential(
    for request: CredentialRequest, in context: NetworkContext
  ) throws(ConnectionFailure) -> Answer {
    do throws(ConnectionFailure) {
      return try call(in: context) { provider in
        do {
          let found = try await provider.credential(for: request)
          return found.map(Answer.credential) ?? .unavailable("no password")
        } catch let error as CredentialUnavailable {
          return .unavailable(error.reason)
        } catch {
          return .unavailable("it failed")
        }
      }
    } catch  where error.reason == .timedOut {
      return .unavailable(error.message)
    }
  }

  /// Tells the provider that its password was accepted.
  func approve(_ credential: Credential, for request: CredentialRequest, in context: NetworkContext)
  {
    try? call(in: context) { await $0.approve(credential, for: request) }
  }

  /// Tells the provider that its password was refused.
  func reject(_ credential: Credential, for request: CredentialRequest, in context: NetworkContext)
  {
    try? call(in: context) { await $0.reject(credential, for: request) }
  }

  private func call<Value: Sendable>(
    in context: NetworkContext,
    _ body: @escaping @Sendable (any CredentialProvider) async -> Value
  ) throws(ConnectionFailure) -> Value {
    let delivery = Delivery<Value>()
    let task = Task(executorPreference: ProviderExecutor()) { [provider] in
      delivery.deliver(await body(provider))
    }
    do throws(ConnectionFailure) {
      return try delivery.wait(
        within: context.limits.total, cancellation: context.cancellation)
    } catch {
      // A late answer finds nobody waiting for it.
      task.cancel()
      throw error
    }
  }
}

/// The queue on which one call of a provider runs.
private final class ProviderExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "sync-repo.credential-provider")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedTaskExecutor()
    queue.async { unsafe job.runSynchronously(on: executor) }
  }
}
