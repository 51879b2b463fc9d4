internal import Git2
internal import Platform
internal import Processes

extension SyncError {
  /// Puts a libgit2 failure into a person's words.
  ///
  /// - Parameters:
  ///   - error: The failure; only its code decides.
  ///   - action: What was being done, such as `open the repository /home/ann/tasks`.
  init(_ error: GitError, action: String) {
    switch error.code {
    case .owner:
      let path = error.ownedPath.map(ShellQuoting.word) ?? "PATH"
      self.init(
        .unsupported, "Cannot \(action): another user owns it.",
        hint: "If you trust it, run: git config --global --add safe.directory \(path)")
    case .locked:
      self.init(
        .busy, "Cannot \(action): another program is writing there (\(error.message)).",
        hint: "Try again; if no git program is running, remove the .lock file it names.")
    case .user: self.init(.cancelled, "Cannot \(action): it was cancelled.")
    case .modified, .nonFastForward:
      self.init(.busy, "Cannot \(action): it changed meanwhile.", hint: "Try again.")
    default:
      self.init(.internalFailure, "Cannot \(action): \(error.message).")
    }
  }

  /// Puts a failed file operation into a person's words.
  init(_ error: FileError) {
    self.init(.storage, "The clone cannot be changed: \(error).")
  }
}

/// Runs libgit2 calls, turning their failures into `SyncError`s that name the action.
func attempt<Value: ~Copyable>(
  _ action: @autoclosure () -> String, _ body: () throws(GitError) -> Value
) throws(SyncError) -> Value {
  do throws(GitError) {
    return try body()
  } catch {
    throw SyncError(error, action: action())
  }
}

extension SyncError {
  /// Puts the failure to reach a remote into a person's words.
  static func remote(_ error: GitError, address: RemoteAddress) -> SyncError {
    if let failure = error.cause as? ConnectionFailure {
      return SyncError(failure, address: address)
    }
    if let path = address.localPath, let format = RepositorySupport.formatError(error, path: path) {
      return format
    }
    // For a path that is not there libgit2 says only that it does not know the protocol.
    if let path = address.localPath, error.code == .notFound || !LocalFile.exists(path) {
      return SyncError(
        .remoteUnreachable, "There is no git repository at \(address).",
        hint: "Check the address, or make one there: git init --bare PATH")
    }
    return switch error.code {
    case .owner, .locked, .user, .modified: SyncError(error, action: "use the remote \(address)")
    case .endOfFile:
      SyncError(
        .remoteUnreachable, "The connection with the remote broke (\(address)): \(error.message).",
        hint: "Try again: handoff sync")
    default:
      SyncError(
        .remoteUnreachable, "The remote \(address) cannot be used: \(error.message).",
        hint: "Check the address, and that you may read and write there.")
    }
  }
}
