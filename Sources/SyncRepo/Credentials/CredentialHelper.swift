internal import Git2
internal import Processes

/// Something that keeps credentials: a program, or a store of git's own that is spoken to natively.
///
/// All of them speak the protocol of git-credential(1): lines in, lines out.
protocol CredentialHelper {
  /// How it is called in messages; without arguments, which may hold secrets.
  var name: String { get }

  /// Does one operation.
  ///
  /// - Parameters:
  ///   - operation: What to do.
  ///   - record: What is known of the credential.
  /// - Returns: What it answered.
  /// - Throws: `ConnectionFailure` where it could not be asked; `cancelled` ends everything.
  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply
}

/// What a credential helper is told to do (gitcredentials(7), CUSTOM HELPERS).
enum CredentialOperation: String, Sendable {
  case get
  case store
  case erase
}

/// What a credential helper answered.
struct CredentialReply: Sendable {
  /// The lines; only those of a `get` count.
  var output: [UInt8] = []
  /// What went wrong, or was left undone, in words for a person; may hold secrets still.
  var complaint: String?
}
