internal import Git2
internal import Processes

extension SyncError {
  /// Puts a failure of `git://` into a person's words, where it has others than ssh.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its reason decides.
  ///   - address: The remote.
  /// - Returns: The error; `nil` for another transport's address, and where the words are the same.
  static func gitProtocol(_ failure: ConnectionFailure, address: RemoteAddress) -> SyncError? {
    guard address.transport == .git else { return nil }
    let said = failure.message
    return switch failure.reason {
    case .addressInvalid:
      SyncError(
        .noRemote, "\(address) is not an address that can be used: \(said).",
        hint: "Give one such as git://HOST/PATH, or better ssh://git@HOST/PATH.")
    case .programMissing:
      SyncError(
        .remoteUnreachable, "The proxy program for git:// cannot be run (\(address)): \(said).",
        hint: "Mend core.gitProxy or GIT_PROXY_COMMAND: git config --show-origin core.gitProxy")
    case .refused, .nameNotFound, .timedOut:
      SyncError(
        failure.reason == .refused
          ? .connectionRefused : failure.reason == .timedOut ? .timedOut : .nameNotFound,
        "The remote's machine cannot be reached (\(address)): \(said).",
        hint: "Check the address and the network, port 9418 in firewalls too: "
          + "handoff doctor \(ShellQuoting.word(address.description))")
    case .notAllowed:
      SyncError(
        .notAllowed, "The remote does not allow this (\(address)): \(said).",
        hint: "git:// has no login. Use ssh or https; or let the server take pushes from anyone: "
          + "git daemon --enable=receive-pack")
    case .repositoryMissing:
      SyncError(
        .repositoryMissing, "The remote has no such repository, or hides it (\(address)): \(said).",
        hint: "Check the address; a repository is shown when the server has: "
          + "touch PATH/git-daemon-export-ok")
    default: nil
    }
  }
}
