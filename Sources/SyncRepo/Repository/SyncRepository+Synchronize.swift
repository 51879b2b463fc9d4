internal import Git2
internal import Platform
internal import Processes

extension SyncRepository {
  /// Commits changes and brings both sides to the same commit.
  ///
  /// The push comes first; only when the remote refuses it because it has moved, its commits are
  /// fetched, ours are replayed on them, and the push is tried again, at growing random distances.
  ///
  /// - Parameters:
  ///   - changes: The files to write and to remove first; may be none.
  ///   - message: The subject of that commit.
  ///   - progress: Called with how far it has come, often, on the repository's own queue; the
  ///     transfer waits for it.
  /// - Returns: The outcome.
  /// - Throws: `SyncError`; the changes are then committed here and go with the next push, unless
  ///   the commit itself failed.
  public func synchronize(
    _ changes: [TreeChange] = [], message: String = "Update",
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    try await cancellable { () throws(SyncError) in
      try exclusively { () throws(SyncError) in
        try commitLocked(changes) { (_, _) throws(SyncError) in message }
        return try synchronizeLocked(progress)
      }
    }
  }

  /// Fetches the remote's commits into the tracking reference; the branch stays as it is.
  ///
  /// - Parameter progress: Called with how far it has come, on the repository's own queue.
  /// - Returns: True if the remote has a commit that was not known here.
  /// - Throws: `SyncError` where the remote cannot be read.
  @discardableResult
  public func fetch(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> Bool {
    try await cancellable { () throws(SyncError) in
      try exclusively { () throws(SyncError) in
        let before = try trackedTip()
        return try fetchLocked(progress) != before
      }
    }
  }

  /// Replays the commits made here on those that were fetched, in memory.
  ///
  /// A person's commits that conflict wait on a branch `<name>-waiting` (event `commitsPutAside`).
  ///
  /// - Returns: True if the branch moved.
  /// - Throws: `SyncError` where the repository cannot be read or written; nothing is changed then.
  @discardableResult
  public func rebase() async throws(SyncError) -> Bool {
    try await cancellable { () throws(SyncError) in
      try exclusively { () throws(SyncError) in
        let before = try localTip()
        return try rebaseLocked() != before
      }
    }
  }

  /// Pushes the branch once.
  ///
  /// - Parameter progress: Called with how far it has come, on the repository's own queue.
  /// - Returns: True if the remote has the branch's newest commit now; false means that it has moved
  ///   or is busy: fetch, rebase and push again.
  /// - Throws: `SyncError` with `rejected` where the remote refuses the push itself.
  @discardableResult
  public func push(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> Bool {
    try await cancellable { () throws(SyncError) in
      try exclusively { () throws(SyncError) in
        guard let tip = try localTip() else { return true }
        if case .pushed = try pushLocked(tip, progress, catchUp: nil) { return true }
        return false
      }
    }
  }

  // MARK: - The steps, with the lock held

  func synchronizeLocked(
    _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) throws(SyncError) -> SyncReport {
    let start = try localTip()
    var tracked = try trackedTip()
    var generator = SystemRandomNumberGenerator()
    var attempts = 0
    var lock: String?
    // Without anything to push, a fetch asks whether the remote has moved; otherwise the push does.
    // A remote that has lost the branch, or is a new empty one, gets ours again.
    if start == nil || start == tracked {
      let remoteTip = try fetchLocked(progress)
      if start == nil || remoteTip != nil {
        let tip = try rebaseLocked(progress)
        // One that was set back does not have ours any more.
        if tip == remoteTip {
          return SyncReport(commit: tip?.hex, pushed: false, received: tip != start, attempts: 0)
        }
        tracked = remoteTip
      }
    }
    while attempts < configuration.retry.attempts {
      try checkCancellation()
      guard let tip = try localTip() else {
        return SyncReport(commit: nil, pushed: false, received: false, attempts: attempts)
      }
      attempts += 1
      var hasFetched = false
      lock = nil
      switch try pushLocked(
        tip, progress,
        catchUp: { () throws(SyncError) in
          try self.catchUpLocked(progress)
        })
      {
      case .pushed(let commit):
        return SyncReport(
          commit: commit.hex, pushed: commit != tracked, received: commit != start,
          attempts: attempts)
      case .upToDate: return try upToDateReport(attempts)
      case .moved(let isFetched): hasFetched = isFetched
      case .locked(let file): lock = file
      }
      let pause =
        attempts > 1 ? configuration.retry.pause(after: attempts, using: &generator) : .zero
      try reportRace(attempts, pause)
      if pause > .zero {
        _ = cancellation.pause(pause)
        try checkCancellation()
        hasFetched = false
      }
      if try catchUpLocked(progress, hasFetched: hasFetched) == nil {
        return try upToDateReport(attempts)
      }
    }
    if let lock {
      throw SyncError(
        .busy, "Another program has kept the branch of the remote locked: \(lock)",
        remedy: SyncError.Remedy(
          .freeLock, "Nothing is lost. If no git program is running there, remove that file"))
    }
    throw SyncError(
      .busy, "The remote kept moving: \(attempts) pushes lost the race.",
      remedy: SyncError.Remedy(.synchronize, "Nothing is lost; try again"))
  }

  private func reportRace(_ attempts: Int, _ pause: Duration) throws(SyncError) {
    let address = try remoteAddresses().push
    configuration.report(
      SyncEvent(
        .retried, "The remote \(address) has moved; push \(attempts + 1) follows.",
        [
          .address: "\(address)", .attempt: "\(attempts)",
          .milliseconds: "\(pause.milliseconds)",
        ]))
  }

  private func upToDateReport(_ attempts: Int) throws(SyncError) -> SyncReport {
    SyncReport(commit: try localTip()?.hex, pushed: false, received: true, attempts: attempts)
  }

  /// Fetches what the remote has, and replays ours on it.
  ///
  /// - Returns: The commit to push; `nil` where nothing is left to push.
  private func catchUpLocked(
    _ progress: @escaping @Sendable (SyncProgress) -> Void, hasFetched: Bool = false
  ) throws(SyncError) -> ObjectID? {
    if !hasFetched, try fetchLocked(progress) == nil { return try localTip() }
    let rebased = try rebaseLocked(progress)
    return rebased == (try trackedTip()) ? nil : rebased
  }

  /// Fetches the remote's branch into the tracking reference.
  ///
  /// Where the remote does not have it any more, its default branch is followed if it holds what this
  /// clone knows of the old one: it was renamed.
  ///
  /// - Parameter progress: Called with how far it has come, on the repository's own queue.
  /// - Returns: The remote's newest commit; `nil` where it has no such branch.
  /// - Throws: `SyncError` where the remote cannot be read, and with `conflict` where its default branch
  ///   has another history.
  func fetchLocked(
    _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) throws(SyncError) -> ObjectID? {
    let address = try remoteAddresses().fetch
    try RepositorySupport.checkLocalRemote(address)
    let route = try transports.route(to: address, of: repository)
    progress(SyncProgress(phase: .connecting, address: address))
    try awaitLock(gitFolder + trackingReference + ".lock")
    let before = try trackedTip()
    let fetched: (name: String, tip: ObjectID?)
    do throws(GitError) {
      fetched = try repository.fetchBranchOrDefault(
        pinned.remote, from: configuration.remote, over: route, name: configuration.name,
        watcher: transports.watcher(progress))
    } catch {
      throw SyncError.remote(error, address: address)
    }
    if fetched.tip != before { lastHeard = before }
    if let tip = fetched.tip, fetched.name != pinned.remote {
      try followRename(to: fetched.name, tip, address: address)
    }
    return fetched.tip
  }

  /// Goes on with a branch of another name, if it holds what the old one had.
  private func followRename(
    to name: String, _ tip: ObjectID, address: RemoteAddress
  ) throws(SyncError) {
    if let known = try trackedTip() {
      let holds = try attempt("read \(path)") { () throws(GitError) in
        try repository.isAncestor(known, of: tip)
      }
      let isCompacted = try replaced(by: tip) != nil
      guard holds || isCompacted else {
        throw SyncError(
          .conflict,
          "\(address) has no branch \(VisibleText.of(pinned.remote)) any more, and its default branch "
            + "\(VisibleText.of(name)) has another history.",
          remedy: SyncError.Remedy(
            .followAdvice, "Nothing was changed. Make the right branch its default one"))
      }
    }
    let old = pinned.remote
    pinned.remote = name
    do throws(FileError) {
      try pinned.write(in: gitFolder, name: configuration.name)
    } catch {
      throw SyncError(error)
    }
    configuration.report(
      SyncEvent(
        .branchRenamed, "The branch \(old) of \(address) is called \(name) now.",
        [.address: "\(address)", .branch: name]))
  }
}
