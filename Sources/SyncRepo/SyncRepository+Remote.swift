internal import Git2

extension SyncRepository {
  /// Sees that the clone's remote is the given one; adds it where there is none yet.
  ///
  /// - Parameter address: The address, absolute.
  /// - Throws: `SyncError` with `alreadyExists` where the clone has another remote.
  public func useRemote(_ address: String) async throws(SyncError) {
    let name = configuration.remote
    let current = try attempt("read \(path)") { () throws(GitError) in
      try repository.configuration("remote.\(name).url")
    }
    guard let current else {
      return try attempt("add a remote to \(path)") { () throws(GitError) in
        try repository.addRemote(name, url: address)
        try repository.setConfiguration("branch.\(branch).remote", to: name)
        try repository.setConfiguration("branch.\(branch).merge", to: "refs/heads/\(branch)")
      }
    }
    let (old, new) = (RemoteAddress(current), RemoteAddress(address))
    if old.text == new.text || (old.localPath != nil && old.localPath == new.localPath) { return }
    throw SyncError(
      .alreadyExists, "\(path) is a clone of \(old), not of \(new).",
      hint: "Choose another folder with --repo, or: git -C \(path) remote set-url \(name) URL")
  }
}
