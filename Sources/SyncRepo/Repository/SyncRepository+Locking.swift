internal import Git2
internal import Platform
internal import Processes

extension SyncRepository {
  /// Runs steps so that cancelling the task ends those on the network, and all waiting, at once.
  func cancellable<Value: Sendable>(
    _ body: () throws(SyncError) -> Value
  ) async throws(SyncError) -> Value {
    let cancellation = Cancellation()
    let result: Result<Value, SyncError> = await withTaskCancellationHandler {
      self.cancellation = cancellation
      defer { self.cancellation = Cancellation() }
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

  /// Runs a body while no other process works on this clone through this library; files and index
  /// follow the branch afterwards.
  ///
  /// The wait for the others ends with the task's cancellation, see `cancellable`.
  func exclusively<Value: Sendable>(
    _ body: () throws(SyncError) -> Value
  ) throws(SyncError) -> Value {
    let lock = try acquireLock(within: .seconds(120))
    defer { lock.release() }
    let before = try tree(of: try localTip())
    defer { follow(from: before) }
    return try body()
  }

  private func acquireLock(within limit: Duration) throws(SyncError) -> FileLock {
    let file = gitFolder + "\(configuration.name).lock"
    let start = ContinuousClock.now
    var isWaiting = false
    repeat {
      do throws(FileError) {
        if let lock = try FileLock.tryAcquire(file) { return lock }
      } catch {
        throw SyncError(error)
      }
      if !isWaiting {
        configuration.report(
          SyncEvent(
            .waitingForLock, "Another process works on \(path) and is waited for.", [.path: file]))
      }
      isWaiting = true
      guard cancellation.pause(.milliseconds(5)) else {
        throw SyncError(
          .cancelled, "The wait for another process that works on \(path) was cancelled.")
      }
    } while start.duration(to: .now) < limit
    throw SyncError(
      .busy, "Another process has been working on \(path) for two minutes.",
      remedy: SyncError.Remedy(.freeLock, "See which one has \(file) open", path: file))
  }

  /// Moves a reference of ours by compare and swap.
  ///
  /// A lock file in the way is waited for, up to six seconds; one that a killed process left behind is
  /// removed. No other process of ours is at it, and git's hold it for milliseconds.
  func move(
    _ reference: String, to target: ObjectID, expecting expected: ObjectID?, because message: String
  ) throws(SyncError) {
    for pause in 0... {
      do throws(GitError) {
        // A HEAD that names nothing is a damaged clone for git, which a push alone would not notice.
        _ = try repository.symbolicTarget(of: "HEAD")
        return try repository.setReference(
          reference, to: target, expecting: expected, message: "\(configuration.name): \(message)")
      } catch  where error.code == .locked && pause < 300 {
        if pause % 20 == 19 { removeStaleLock(gitFolder + reference + ".lock", after: 5) }
        guard cancellation.pause(.milliseconds(20)) else {
          throw SyncError(.cancelled, "The wait for \(reference) in \(path) was cancelled.")
        }
      } catch {
        throw SyncError(error, action: "move \(reference) in \(path)")
      }
    }
  }

  /// Waits for a lock file of a reference of ours to go, up to six seconds, and removes one that a killed
  /// process left behind: what comes next would fail at it.
  func awaitLock(_ file: String) throws(SyncError) {
    for pause in 0..<300 where LocalFile.exists(file) {
      if pause % 20 == 0 { removeStaleLock(file, after: 5) }
      guard cancellation.pause(.milliseconds(20)) else {
        throw SyncError(.cancelled, "The wait for \(file) was cancelled.")
      }
    }
  }

  /// Removes a lock file that a killed process left behind.
  ///
  /// git and libgit2 hold such a file for milliseconds; one of half a minute belongs to nobody, and
  /// neither does one from the future, which was made before the clock was set back.
  ///
  /// - Parameters:
  ///   - file: The file, whose name ends in `.lock`.
  ///   - age: The seconds after which it is nobody's; less where no other process of ours can hold it.
  func removeStaleLock(_ file: String, after age: Int64 = 30) {
    guard let modified = LocalFile.modified(file),
      abs(configuration.now() - modified / 1_000_000_000) > age
    else { return }
    do throws(FileError) {
      try LocalFile.remove(file)
      configuration.report(
        SyncEvent(
          .staleLockRemoved, "A lock file that a killed process had left was removed: \(file).",
          [.path: file]))
    } catch {
      // Who comes next meets it, and says so.
      return
    }
  }
}
