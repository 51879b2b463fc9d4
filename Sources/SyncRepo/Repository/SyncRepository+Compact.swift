internal import Git2
internal import Platform
internal import Processes

extension SyncRepository {
  /// Puts one commit with the present files in the place of the remote's whole history.
  ///
  /// It names the commit that it replaces, so that the other clones follow by themselves, with what they
  /// have not pushed. A remote that moves meanwhile is left as it is.
  ///
  /// - Parameters:
  ///   - message: The subject of the commit.
  ///   - progress: Called with how far it has come, on the repository's own queue.
  /// - Returns: The number of commits that were replaced; 1 where there is nothing to do.
  /// - Throws: `SyncError` with `busy` where the remote has moved, `rejected` where it refuses that.
  public func compact(
    message: String, progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> Int {
    try await cancellable { () throws(SyncError) in
      try exclusively { () throws(SyncError) in
        let before = try tree(of: try localTip())
        _ = try synchronizeLocked(progress)
        // What the files have now may be gone from the clone afterwards.
        follow(from: before)
        guard let tip = try localTip(), let tree = try tree(of: tip) else { return 0 }
        let count = try attempt("read \(path)") { () throws(GitError) in
          try repository.commits(from: tip).count
        }
        if count < 2 { return count }
        let signature = try signature()
        let text = "\(message)\n\n\(replacement.key): \(tip.hex)\n\(configuration.trailer)\n"
        let commit = try attempt("commit to \(path)") { () throws(GitError) in
          try repository.writeCommit(
            tree: tree, parents: [], author: signature, committer: signature, message: text)
        }
        progress(SyncProgress(phase: .pushing))
        try pushReplacement(commit, of: tip, progress)
        owePrune(since: tip)
        try move(localReference, to: commit, expecting: tip, because: "compact")
        try? move(trackingReference, to: commit, expecting: try trackedTip(), because: "compact")
        pruneLocked(since: tip)
        return count
      }
    }
  }

  /// Pushes a commit in the place of the one that the remote is known to have: the old value is the lease.
  private func pushReplacement(
    _ commit: ObjectID, of tip: ObjectID, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) throws(SyncError) {
    let address = try remoteAddresses().push
    let moved = SyncError(
      .busy, "The remote \(address) has moved.",
      remedy: SyncError.Remedy(.retry, "Nothing was changed; try again"))
    if let remote = address.localPath {
      let outcome: LocalRemote.Outcome
      do throws(GitError) {
        outcome = try LocalRemote.push(
          commit, of: repository, to: remote, branch: pinned.remote, replacing: tip,
          name: configuration.name, watcher: transports.watcher(progress))
      } catch  where error.code == .nonFastForward {
        throw SyncError.refused(
          PushRefusal(reason: error.message, serverLines: []), address: address)
      } catch {
        throw SyncError.remote(error, address: address)
      }
      if outcome == .checkedOut { throw SyncError.checkedOut(pinned.remote, at: address) }
      guard outcome == .pushed else { throw moved }
      return
    }
    // libgit2 pushes what a reference names.
    let reference = "refs/\(configuration.name)/compact"
    try attempt("write to \(path)") { () throws(GitError) in
      try repository.overwriteReference(reference, to: commit, message: "compact")
    }
    defer { try? repository.removeReference(reference) }
    let push = try openPush(address, progress)
    guard push.heads["refs/heads/\(pinned.remote)"] == tip else { throw moved }
    let refusal: PushRefusal?
    do throws(GitError) {
      refusal = try push.push(reference, to: pinned.remote, replaces: true)
    } catch {
      throw SyncError.remote(error, address: address)
    }
    if let refusal { throw SyncError.refused(refusal, address: address) }
  }

  /// Names the tip of a history that was replaced, until nothing of it is left in the clone.
  private var owedPrune: String { gitFolder + "\(configuration.name).prune" }

  /// True if a history that was replaced is still to be removed from the clone.
  package var owesPrune: Bool { LocalFile.exists(owedPrune) }

  /// Notes that a history is replaced, before a reference moves: whoever is killed then is not the last
  /// to know.
  func owePrune(since tip: ObjectID) {
    try? LocalFile.write(Array("\(tip.hex)\n".utf8), to: owedPrune)
    removalIndex.drop()
  }

  /// Removes what a history that was replaced has left in the clone.
  ///
  /// - Parameter tip: Its tip, where the note could not be written; `nil` for what the note says.
  func pruneLocked(since tip: ObjectID? = nil) {
    let note = (try? LocalFile.read(owedPrune, limit: 128)) ?? []
    let noted = ObjectID(hex: String(decoding: note.prefix { $0 != 0x0A }, as: UTF8.self))
    guard let tip = noted ?? tip else {
      // Nobody knows what it is about.
      try? LocalFile.remove(owedPrune)
      return
    }
    lastHeard = nil
    do {
      let isGone = try attempt("prune \(path)") { () throws(GitError) in
        try repository.prune(replaced: [localReference, trackingReference], since: tip)
      }
      if isGone { try? LocalFile.remove(owedPrune) }
    } catch {
      configuration.report(SyncEvent(.pruneFailed, error.message, [.path: path]))
    }
  }

  /// The line of a commit that names what it replaces.
  private var replacement: (key: String, prefix: String) {
    let key =
      "\(configuration.name.prefix(1).uppercased())\(configuration.name.dropFirst())-Replaces"
    return (key, key + ": ")
  }

  /// Returns the commit whose history another one without a common ancestor stands for: the one that it
  /// names, if that is known here, or else what the remote had when it was last heard.
  ///
  /// - Parameter remote: The remote's newest commit.
  /// - Returns: `nil` where its history was not rewritten by `compact`.
  /// - Throws: `SyncError` where the history cannot be read.
  func replaced(by remote: ObjectID) throws(SyncError) -> ObjectID? {
    try attempt("read \(path)") { () throws(GitError) in
      var root: ObjectID?
      try repository.visitHistory(from: remote) { (id) throws(GitError) in
        root = id
        return true
      }
      guard let root else { return nil }
      let commit = try repository.commit(root)
      guard isWriters(commit), commit.parents.isEmpty,
        let line = commit.message.split(separator: "\n").last(where: {
          $0.hasPrefix(replacement.prefix)
        }), let id = ObjectID(hex: String(line.dropFirst(replacement.prefix.count)))
      else { return nil }
      return try repository.contains(id) ? id : lastHeard
    }
  }
}
