internal import Processes

/// The passwords that there are for one remote, one after the other, each once.
protocol CredentialSequence: AnyObject {
  /// The server's `WWW-Authenticate` headers: the ways to log in that it offers.
  var challenges: [String] { get set }

  /// Returns the next one that was not tried yet.
  ///
  /// - Returns: The password; `nil` where none is left.
  /// - Throws: `ConnectionFailure` where a source ends it all: a helper's `quit=1`, a cancelled task.
  func next() throws(ConnectionFailure) -> Credential?

  /// Tells the source of the last one that the remote has accepted it; at most once for each.
  func approve()

  /// Tells the source of the last one that the remote has refused it (401, never 403).
  ///
  /// - Parameter context: The surroundings of the operation that it was refused in, which may be a
  ///   later one than the sequence was made for.
  func reject(in context: NetworkContext)

  /// The source of the last one, without secrets: `credential helper "store"`.
  var source: String? { get }

  /// The sources that were asked, in order, each with the result and without secrets, for an error.
  var tried: [String] { get }
}

/// The passwords of somebody who has none.
final class NoCredentials: CredentialSequence {
  var challenges: [String] = []
  var source: String? { nil }
  var tried: [String] { [] }

  func next() throws(ConnectionFailure) -> Credential? { nil }
  func approve() {}
  func reject(in context: NetworkContext) {}
}
