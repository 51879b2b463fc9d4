internal import Platform

/// The lock file of a reference that a killed process left behind.
enum StaleLock {
  /// git and libgit2 hold such a file for milliseconds; one this old belongs to nobody.
  static let age: Int64 = 30

  /// Removes a lock file if it is older than half a minute.
  ///
  /// - Parameters:
  ///   - path: The file, whose name ends in `.lock`.
  ///   - now: Seconds since 1970.
  static func remove(_ path: String, now: Int64) {
    guard let modified = LocalFile.modified(path) else { return }
    if now - modified / 1_000_000_000 > age { try? LocalFile.remove(path) }
  }
}
