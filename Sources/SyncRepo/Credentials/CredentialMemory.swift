internal import Synchronization

/// The passwords that remotes have accepted, as long as this value lives.
///
/// One synchronisation makes several connections: without it a person would be asked for each of them,
/// and helpers, which may take their time, be started again.
final class CredentialMemory: Sendable {
  /// What a password is for.
  struct Key: Sendable, Hashable {
    let scheme: String
    let host: String
    let path: String?
    let username: String?
  }

  /// A password, and where it came from.
  struct Entry: Sendable {
    let step: CredentialChain.Step
    let source: String
    let record: CredentialRecord
  }

  private let entries = Mutex<[Key: Entry]>([:])

  /// The password that was accepted last.
  subscript(key: Key) -> Entry? {
    get { entries.withLock { $0[key] } }
    set { entries.withLock { $0[key] = newValue } }
  }
}
