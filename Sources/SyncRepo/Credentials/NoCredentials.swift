internal import Git2
internal import Processes

/// The passwords of somebody who has none.
final class NoCredentials: CredentialSequence {
  var challenges: [String] = []
  var source: String? { nil }
  var tried: [String] { [] }

  func next() throws(ConnectionFailure) -> Credential? { nil }
  func approve() {}
  func reject() {}
}
