import SyncRepo

/// The passwords of the program that embeds the library.
actor Keychain: CredentialProvider {
  nonisolated let name = "the notes' keychain"
  private var passwords: [String: Credential] = [:]
  private(set) var refused: [String] = []

  init(host: String, user: String, password: String) {
    passwords[host] = Credential(username: user, password: password)
  }

  func credential(for request: CredentialRequest) async -> Credential? {
    passwords[request.host]
  }

  func reject(_ credential: Credential, for request: CredentialRequest) async {
    passwords[request.host] = nil
    refused.append(credential.username)
  }
}
