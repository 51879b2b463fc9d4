internal import Processes

/// The passwords there are for one remote, one after the other, each once.
protocol CredentialSequence: AnyObject {
  /// What the server has asked for, in the words of its `WWW-Authenticate` headers.
  var challenges: [String] { get set }

  /// Returns the next one that was not tried yet.
  ///
  /// - Returns: `nil` where nothing is left.
  /// - Throws: `ConnectionFailure` where a source ends it all: a helper's `quit=1`, a cancelled task.
  func next() throws(ConnectionFailure) -> Credential?

  /// Tells the source of the last one that the remote has accepted it; at most once for each.
  func approve()

  /// Tells the source of the last one that the remote has refused it (401, never 403).
  func reject()

  /// Where the last one came from, without secrets: `credential helper "store"`.
  var source: String? { get }

  /// What was asked and with what result, in order, without secrets, for an error.
  var tried: [String] { get }
}

/// The passwords of somebody who has none.
final class NoCredentials: CredentialSequence {
  var challenges: [String] = []
  var source: String? { nil }
  var tried: [String] { [] }

  func next() throws(ConnectionFailure) -> Credential? { nil }
  func approve() {}
  func reject() {}
}
