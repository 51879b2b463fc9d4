extension LocalFile {
  /// What `lstat(2)` says about a file, with the same types on every system.
  package struct Information: Sendable, Hashable {
    /// A time since 1970.
    package struct Time: Sendable, Hashable {
      package let seconds: Int64
      package let nanoseconds: Int64
    }

    package let modified: Time
    package let changed: Time
    package let device: UInt64
    package let inode: UInt64
    package let user: UInt32
    package let group: UInt32
    package let size: Int64
    /// The permission bits.
    package let mode: UInt32
  }

  /// Returns what is known about a file, without following a symbolic link; `nil` if it is missing.
  package static func information(_ path: String) -> Information? {
    var info = stat()
    guard lstat(path, &info) == 0 else { return nil }
    #if canImport(Darwin)
    let (modified, changed) = (info.st_mtimespec, info.st_ctimespec)
    #else
    let (modified, changed) = (info.st_mtim, info.st_ctim)
    #endif
    return Information(
      modified: .init(seconds: Int64(modified.tv_sec), nanoseconds: Int64(modified.tv_nsec)),
      changed: .init(seconds: Int64(changed.tv_sec), nanoseconds: Int64(changed.tv_nsec)),
      device: UInt64(truncatingIfNeeded: info.st_dev), inode: UInt64(info.st_ino),
      user: UInt32(info.st_uid), group: UInt32(info.st_gid), size: Int64(info.st_size),
      mode: UInt32(info.st_mode) & 0o7777)
  }
}

extension LocalFile {
  /// Returns a path without symbolic links in it (`realpath(3)`); `nil` where it does not exist.
  package static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether a regular file, or what a symbolic link leads to, is a program this user may run.
  package static func isExecutable(_ path: String) -> Bool {
    !isFolder(path) && access(path, X_OK) == 0
  }
}
