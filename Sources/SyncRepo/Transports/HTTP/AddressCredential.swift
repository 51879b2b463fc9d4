internal import Git2

/// The user name and the password in the remote's own address, and nothing else.
final class AddressCredential: CredentialSequence {
  private var credential: Credential?
  private(set) var tried: [String] = []

  /// Makes a sequence of one, or of none where the address has no password.
  init(_ address: HTTPAddress?) {
    guard let address, let password = address.password, !password.isEmpty else { return }
    credential = Credential(username: address.username ?? "", password: password)
  }

  var source: String? { "the remote's address" }

  func next() throws(TransportFailure) -> Credential? {
    defer { credential = nil }
    if credential != nil { tried.append("the password in the remote's address (refused)") }
    return credential
  }

  func approve() {}
  func reject() {}
}
