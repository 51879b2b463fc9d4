internal import Git2
internal import Platform
internal import Processes

extension SyncRepository {
  var transports: RemoteTransports {
    var transports = configuration.transports(cancellation, session: httpSession)
    transports.login = login
    return transports
  }

  /// Pushes the branch, with the clone's lock held.
  ///
  /// - Parameters:
  ///   - tip: The branch's newest commit.
  ///   - progress: Called with how far it has come.
  ///   - catchUp: Fetches what the remote has and replays ours on it, while the connection stays open;
  ///     `nil` leaves that to the caller.
  /// - Returns: The outcome.
  /// - Throws: `SyncError` with `rejected`, or a kind of the network's.
  func pushLocked(
    _ tip: ObjectID, _ progress: @escaping @Sendable (SyncProgress) -> Void,
    catchUp: (() throws(SyncError) -> ObjectID?)?
  ) throws(SyncError) -> PushOutcome {
    let address = try remoteAddresses().push
    guard let remotePath = address.localPath else {
      return try pushToServer(tip, address: address, progress, catchUp: catchUp)
    }
    progress(SyncProgress(phase: .connecting, address: address))
    progress(SyncProgress(phase: .pushing))
    let folder = LocalFile.isFolder(remotePath + "/.git") ? remotePath + "/.git/" : remotePath + "/"
    let (outcome, hadTurn) = try inTurn(at: folder) { () throws(SyncError) in
      do throws(GitError) {
        return try LocalRemote.push(
          tip, of: repository, to: remotePath, branch: pinned.remote, name: configuration.name,
          watcher: transports.watcher(progress))
      } catch {
        throw SyncError.remote(error, address: address)
      }
    }
    switch outcome {
    case .pushed:
      noteRemoteHas(tip)
      return .pushed(tip)
    case .moved: return .moved(isFetched: false)
    case .busy:
      let lock = "\(folder)refs/heads/\(pinned.remote).lock"
      removeStaleLock(lock, after: hadTurn ? 5 : 30)
      return .locked(lock)
    case .checkedOut: throw SyncError.checkedOut(pinned.remote, at: address)
    }
  }

  /// Runs a push while no other writer of ours is at a remote on this computer.
  ///
  /// A lock of git's that is there all the same is held by git, for milliseconds, or was left behind.
  ///
  /// - Returns: What the body returned, and whether there are such turns: not every file system has them.
  private func inTurn<Value>(
    at folder: String, _ body: () throws(SyncError) -> Value
  ) throws(SyncError) -> (Value, hadTurn: Bool) {
    let file = "\(folder)\(configuration.name).lock"
    guard let lock = try? FileLock.acquire(file, within: .seconds(10)) else {
      return (try body(), false)
    }
    defer { lock.release() }
    return (try body(), true)
  }

  /// Pushes the branch to a remote on another computer.
  ///
  /// - Returns: The outcome; `moved` also where others push at the same moment.
  /// - Throws: `SyncError` with `rejected` and the words of the server's hook.
  private func pushToServer(
    _ tip: ObjectID, address: RemoteAddress,
    _ progress: @escaping @Sendable (SyncProgress) -> Void,
    catchUp: (() throws(SyncError) -> ObjectID?)?
  ) throws(SyncError) -> PushOutcome {
    var tip = tip
    var refusals = 0
    // What the remote has got is fetched while the connection of the push is open.
    login = SSHLogin(in: gitFolder, name: configuration.name)
    defer { login = nil }
    while true {
      let push = try openPush(address, progress)
      if try hasMoved(push.heads["refs/heads/\(pinned.remote)"], from: tip)
        || isGone(among: push.heads)
      {
        guard let catchUp else { return .moved(isFetched: false) }
        guard let replayed = try catchUp() else { return .upToDate }
        tip = replayed
      }
      progress(SyncProgress(phase: .pushing))
      guard let refusal = try finish(push, address: address) else {
        noteRemoteHas(tip)
        return .pushed(tip)
      }
      // The report has no codes, and a lost race reads differently from server to server. What the
      // remote has now tells: a tip that is not in our history has moved, and is fetched anyway.
      refusals += 1
      if refusal.isFinal { throw SyncError.refused(refusal, address: address) }
      let now = try fetchLocked(progress)
      if now == tip { return .pushed(tip) }
      if try hasMoved(now, from: tip) { return .moved(isFetched: true) }
      // It has not moved (yet): the lock of another push may have been in the way.
      if refusals == (refusal.isRace ? 8 : 3) {
        throw SyncError.refused(refusal, address: address)
      }
      let pause = Int.random(in: 10...60) << min(refusals, 5)
      configuration.report(
        SyncEvent(
          .retried, "The remote \(address) is busy; the push is tried again.",
          [.address: "\(address)", .attempt: "\(refusals)", .milliseconds: "\(pause)"]))
      _ = cancellation.pause(.milliseconds(pause))
      try checkCancellation()
    }
  }

  /// Returns true if a remote that had the branch has others only: it may have renamed it.
  private func isGone(among heads: [String: ObjectID]) -> Bool {
    heads["refs/heads/\(pinned.remote)"] == nil
      && heads.keys.contains { $0.hasPrefix("refs/heads/") }
  }

  /// Returns true if the remote has a commit that is not in our history.
  private func hasMoved(_ theirs: ObjectID?, from tip: ObjectID) throws(SyncError) -> Bool {
    guard let theirs, theirs != tip else { return false }
    // One that is not here at all is an error for libgit2.
    return !((try? repository.isAncestor(theirs, of: tip)) ?? false)
  }

  func openPush(
    _ address: RemoteAddress, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) throws(SyncError) -> OpenPush {
    guard let transport = try transports.transport(for: address, of: repository) else {
      throw SyncError(.internalFailure, "\(address) is no server.")
    }
    progress(SyncProgress(phase: .connecting, address: address))
    do throws(GitError) {
      return try repository.openPush(
        to: configuration.remote, over: transport, watcher: transports.watcher(progress))
    } catch {
      throw SyncError.remote(error, address: address)
    }
  }

  /// Pushes over an open connection.
  ///
  /// - Returns: `nil` where the remote took it. A remote with commits that we have not is a refusal
  ///   that is not final.
  private func finish(
    _ push: OpenPush, address: RemoteAddress
  ) throws(SyncError) -> PushRefusal? {
    do throws(GitError) {
      return try push.push(localReference, to: pinned.remote)
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
  private func noteRemoteHas(_ tip: ObjectID) {
    try? move(trackingReference, to: tip, expecting: try trackedTip(), because: "push")
  }
}

/// The outcome of one push.
enum PushOutcome {
  /// The remote has this commit of ours now.
  case pushed(ObjectID)
  /// The remote had all of it already, once its own commits were here.
  case upToDate
  /// The remote has commits that are not in ours, or others push at the same moment; true if its
  /// commits were fetched.
  case moved(isFetched: Bool)
  /// Another program holds this lock file of a remote on this computer.
  case locked(String)
}

extension SyncError {
  /// Puts a remote's refusal of a push into a person's words, with those of its hook.
  static func refused(_ refusal: PushRefusal, address: RemoteAddress) -> SyncError {
    let said = refusal.serverLines.suffix(8).joined(separator: " / ").prefix(1_000)
    let text = said.isEmpty ? refusal.reason : "\(refusal.reason): \(said)"
    return SyncError(
      .rejected, "\(address) refused the push: \(text).",
      remedy: Remedy(
        .synchronize, "The commit is kept here. Once its rule is met or lifted, synchronise again"))
  }
}
