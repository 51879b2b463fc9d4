internal import Git2
internal import LocalFiles

extension SyncRepo {
  var transports: RemoteTransports {
    RemoteTransports(
      configuration: configuration, cancellation: cancellation, session: httpSession)
  }

  /// Runs steps so that cancelling the task ends those on the network, and all waiting, at once.
  func cancellable<Value: Sendable>(
    _ body: () throws(SyncError) -> Value
  ) async throws(SyncError) -> Value {
    let cancellation = TransferCancellation()
    let result: Result<Value, SyncError> = await withTaskCancellationHandler {
      self.cancellation = cancellation
      defer { self.cancellation = TransferCancellation() }
      do throws(SyncError) {
        return .success(try body())
      } catch {
        return .failure(error)
      }
    } onCancel: {
      cancellation.cancel()
    }
    return try result.get()
  }

  /// Ends a synchronisation whose task was cancelled.
  func checkCancellation() throws(SyncError) {
    guard cancellation.isCancelled else { return }
    throw SyncError(.cancelled, "The synchronisation was cancelled.")
  }

  /// Pushes the branch to a remote on another computer.
  ///
  /// - Returns: `false` where the remote has moved, or others push at the same moment.
  /// - Throws: `SyncError` with `rejected` and the words of the server's hook.
  func pushToServer(
    _ tip: ObjectID, address: RemoteAddress,
    _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) throws(SyncError) -> Bool {
    var refusals = 0
    while true {
      guard let refusal = try pushOnce(address: address, progress) else {
        try noteRemoteHas(tip)
        return true
      }
      // The report has no codes, and a lost race reads differently from server to server. What the
      // remote has now tells: a tip that is not in our history has moved, and is fetched anyway.
      refusals += 1
      if refusal.isFinal { throw SyncError.refused(refusal, address: address) }
      let now = try fetchLocked(progress)
      if now == tip { return true }
      if let now {
        let isOurs = try attempt("read \(path)") { () throws(GitError) in
          try repository.isAncestor(now, of: tip)
        }
        if !isOurs { return false }
      }
      // It has not moved (yet): the lock of another push may have been in the way.
      if refusals == 3 { throw SyncError.refused(refusal, address: address) }
      _ = cancellation.pause(milliseconds: Int.random(in: 10...60) << refusals)
      try checkCancellation()
    }
  }

  /// Pushes over one connection.
  ///
  /// - Returns: `nil` where the remote took it. A remote with commits that we have not is a refusal
  ///   that is not final.
  private func pushOnce(
    address: RemoteAddress, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) throws(SyncError) -> PushRefusal? {
    let transport = try transports.transport(for: address, of: repository)
    do throws(GitError) {
      return try repository.push(
        localReference, to: branch, of: configuration.remote, over: transport,
        watcher: transports.watcher(progress))
    } catch  where error.code == .nonFastForward {
      return PushRefusal(reason: error.message, serverLines: [])
    } catch {
      throw SyncError.remote(error, address: address)
    }
  }

  /// Notes what the remote has.
  ///
  /// The push itself has succeeded, whatever becomes of the note: a lock in its way only makes the
  /// next synchronisation ask again.
  private func noteRemoteHas(_ tip: ObjectID) throws(SyncError) {
    try? move(trackingReference, to: tip, expecting: try trackedTip(), because: "push")
  }
}
