internal import Git2

extension SyncRepository {
  /// Makes sure that the clone's remote is the given one; adds it where there is none yet.
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
      remedy: SyncError.Remedy(
        .chooseFolder, "Choose another folder, or change the remote of this one",
        command: "git -C \(ShellQuoting.word(path)) remote set-url \(name) URL", path: path))
  }

  /// The addresses of the remote as the clone's configuration has them, which may hold a password.
  ///
  /// - Returns: The address, and the one to push to where that is another.
  /// - Throws: `SyncError` with `noRemote`.
  package func remoteSettings() async throws(SyncError) -> (fetch: String, push: String?) {
    let name = configuration.remote
    let settings = try attempt("read \(path)") { () throws(GitError) in
      (
        try repository.configuration("remote.\(name).url"),
        try repository.configuration("remote.\(name).pushurl")
      )
    }
    guard let fetch = settings.0 else { return (try remoteAddresses().fetch.text, settings.1) }
    return (fetch, settings.1)
  }

  /// Gives the remote other addresses; the next synchronisation brings everything there.
  ///
  /// - Parameter settings: The address, and the one to push to where that is another.
  /// - Throws: `SyncError` where the clone's configuration cannot be written.
  package func setRemote(_ settings: (fetch: String, push: String?)) async throws(SyncError) {
    let name = configuration.remote
    try exclusively { () throws(SyncError) in
      try attempt("write to \(path)") { () throws(GitError) in
        try repository.setConfiguration("remote.\(name).url", to: settings.fetch)
        try repository.setConfiguration("remote.\(name).pushurl", to: settings.push)
      }
    }
  }

  /// The first commit of the history; `nil` in a repository without one.
  ///
  /// - Returns: Its name, forty hexadecimal digits.
  /// - Throws: `SyncError` where the history cannot be read.
  package func firstCommit() async throws(SyncError) -> String? {
    guard let tip = try localTip() else { return nil }
    return try attempt("read \(path)") { () throws(GitError) in
      var first = tip
      try repository.visitHistory(from: tip) { (id) throws(GitError) in
        first = id
        return true
      }
      return first.hex
    }
  }
}
