internal import Git2
internal import Platform
internal import Processes

/// The daemon of `git credential-cache`, asked over its socket as that program does
/// (git-credential-cache(1), `builtin/credential-cache.c`).
///
/// Only git can start the daemon; where none runs, nothing is found and nothing is kept.
struct CredentialCache: CredentialHelper {
  let name: String
  let socket: String
  /// How long the daemon shall keep a credential, in seconds.
  let lifetime: Int
  /// How long it may take to answer.
  let milliseconds: Int
  let protectsProtocol: Bool
  let cancellation: Cancellation

  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply {
    var request = Array("action=\(operation.rawValue)\ntimeout=\(lifetime)\n".utf8)
    do throws(CredentialRecord.Unsendable) {
      request += try record.lines(protects: protectsProtocol)
    } catch {
      throw ConnectionFailure(.other, error.reason)
    }
    let answer = try LocalSocket.ask(
      request, at: socket, limit: 65_536, milliseconds: milliseconds, cancellation: cancellation)
    if let answer { return CredentialReply(output: answer) }
    switch operation {
    case .get, .erase: return CredentialReply(complaint: "its daemon does not run")
    case .store:
      return CredentialReply(
        complaint: "not stored: its daemon does not run, and only git starts it")
    }
  }
}
