internal import Git2
internal import Platform

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
