internal import Git2

/// The passwords of somebody who has none.
final class NoCredentials: CredentialSequence {
  var challenges: [String] = []
  var source: String? { nil }
  var tried: [String] { [] }

  func next() throws(TransportFailure) -> Credential? { nil }
  func approve() {}
  func reject() {}
}
