package import SyncRepo
internal import Synchronization

/// An embedding program with one password, or a reason that it has none.
package final class TestProvider: CredentialProvider {
  package let name: String
  private let calls = Mutex<[String]>([])
  private let answer: Result<Credential?, any Error>

  /// Creates a provider that answers with a password, or with none.
  package init(_ credential: Credential?, name: String = "keychain") {
    answer = .success(credential)
    self.name = name
  }

  /// Creates a provider that throws an error.
  package init(failing error: any Error) {
    answer = .failure(error)
    name = "keychain"
  }

  /// The calls so far, without secrets.
  package var heard: [String] { calls.withLock(\.self) }

  package func credential(for request: CredentialRequest) async throws -> Credential? {
    calls.withLock { $0.append("\(request)") }
    return try answer.get()
  }

  package func approve(_ credential: Credential, for request: CredentialRequest) async {
    calls.withLock { $0.append("approve \(credential)") }
  }

  package func reject(_ credential: Credential, for request: CredentialRequest) async {
    calls.withLock { $0.append("reject \(credential)") }
  }
}
