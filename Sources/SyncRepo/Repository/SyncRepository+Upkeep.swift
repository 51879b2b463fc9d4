internal import Git2
internal import Platform

extension SyncRepository {
  /// Packs the clone's objects where many lie in files of their own, and those of a remote on this
  /// computer as git would after a push.
  ///
  /// Nothing is lost by it, whatever ends it: an object's file goes when it has been read from the new
  /// pack. Below the threshold it costs the look at a folder.
  ///
  /// - Parameter threshold: About how many such files there may be.
  /// - Throws: `SyncError` where the clone cannot be read or written.
  public func tidy(threshold: Int = 2_000) async throws(SyncError) {
    if owesPrune {
      // What was in its way may be over.
      try await cancellable { () throws(SyncError) in
        try exclusively { () throws(SyncError) in pruneLocked() }
      }
    }
    if repository.looseObjectEstimate > threshold {
      let lock: FileLock?
      do throws(FileError) {
        lock = try FileLock.tryAcquire(gitFolder + "\(configuration.name).pack.lock")
      } catch {
        throw SyncError(error)
      }
      // Somebody else is at it.
      guard lock != nil else { return }
      try attempt("pack \(path)") { () throws(GitError) in try repository.packObjects() }
      _ = consume lock
    }
    guard let remote = try remoteAddresses().push.localPath else { return }
    // Whoever pushes there hears of what is wrong with it.
    try? LocalRemote.packIfDue(remote)
  }
}
