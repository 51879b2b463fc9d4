import Processes
import SyncRepoTestSupport
import Synchronization
import TestSupport
import Testing

@testable import SyncRepo

@Suite("An embedding program's own passwords")
struct ProviderTests {
  /// A provider that answers when a test lets it, and notes whether its task was cancelled by then.
  final class SlowProvider: CredentialProvider {
    let name = "keychain"
    /// Opened by the provider when it was asked.
    let wasAsked = Gate()
    /// Opened by the test to let it answer.
    let mayAnswer = Gate()
    /// Opened by the provider when it answers.
    let hasAnswered = Gate()
    let wasCancelled = Mutex<Bool?>(nil)

    func credential(for request: CredentialRequest) async -> Credential? {
      wasAsked.open()
      await mayAnswer.wait()
      wasCancelled.withLock { $0 = Task.isCancelled }
      hasAnswered.open()
      return Credential(username: "late", password: "x")
    }
  }

  @Test("A provider that never answers is given up, and the next source asked")
  func never() async throws {
    let fixture = try CredentialFixture()
    try fixture.folder.write("machine example.org login ann password netrc", to: ".netrc")
    let provider = SlowProvider()
    let (found, tried) = try await onOwnThread {
      let chain = fixture.chain(
        "https://example.org/a", provider: provider,
        limits: NetworkLimits(total: .milliseconds(100)))
      return (try chain.next(), chain.tried)
    }
    #expect(found == Credential(username: "ann", password: "netrc"))
    #expect(tried == ["URL: no password", "keychain: it was not done within 100 ms"])
    provider.mayAnswer.open()
    await provider.hasAnswered.wait()
    #expect(provider.wasCancelled.withLock(\.self) == true)
  }

  @Test("An answer that comes after the cancellation is not used")
  func late() async throws {
    let fixture = try CredentialFixture()
    let provider = SlowProvider()
    let cancellation = Cancellation()
    let asking = Task {
      try await onOwnThread {
        let chain = fixture.chain(
          "https://example.org/a", provider: provider, cancellation: cancellation)
        let error = #expect(throws: ConnectionFailure.self) { _ = try chain.next() }
        return (error?.reason, chain.source, chain.tried)
      }
    }
    await provider.wasAsked.wait()
    cancellation.cancel()
    let (reason, source, tried) = try await asking.value
    #expect(reason == .cancelled && source == nil && tried == ["URL: no password"])
    provider.mayAnswer.open()
    await provider.hasAnswered.wait()
    #expect(provider.wasCancelled.withLock(\.self) == true)
    // The next operation asks it again.
    let found = try await onOwnThread {
      try fixture.chain("https://example.org/a", provider: provider).next()
    }
    #expect(found == Credential(username: "late", password: "x"))
  }

  @Test("A reason that it gives is shown; the text of another error could hold a secret")
  func reasons() throws {
    struct Failure: Error { let password = "hunter2" }
    let fixture = try CredentialFixture()
    for (error, note) in [
      (CredentialUnavailable("the keychain\nis locked") as any Error, "the keychain?is locked"),
      (Failure() as any Error, "it failed"),
    ] {
      let chain = fixture.chain("https://example.org/a", provider: TestProvider(failing: error))
      #expect(try chain.next() == nil)
      #expect(chain.tried[1] == "keychain: \(note)")
    }
  }

  @Test("Only the question must be answered; the name and the rest have defaults")
  func defaults() throws {
    struct Plain: CredentialProvider {
      func credential(for request: CredentialRequest) async -> Credential? {
        Credential(username: request.username ?? "", password: "\(request.scheme) \(request.host)")
      }
    }
    let chain = try CredentialFixture().chain(
      "https://ann@Example.org:8443/a", provider: Plain())
    #expect(
      try chain.next() == Credential(username: "ann", password: "https example.org:8443"))
    #expect(chain.source == "embedding program")
    chain.approve()
    chain.reject()
  }
}
