extension LocalFile {
  /// The kind of thing that a path names.
  package enum Kind: Sendable { case missing, regular, folder, symbolicLink, other }

  /// Returns the kind of thing that a path names, without following a symbolic link.
  package static func kind(_ path: String) -> Kind {
    var info = stat()
    guard unsafe lstat(path, &info) == 0 else { return .missing }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .regular
    case S_IFDIR: return .folder
    case S_IFLNK: return .symbolicLink
    default: return .other
    }
  }

  /// Returns true if a file or folder is there, following symbolic links.
  package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Returns true if it is a folder, following symbolic links.
  package static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// Returns the time of a file's last change, in nanoseconds since 1970.
  package static func modified(_ path: String) -> Int64? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    #if canImport(Darwin)
    let time = info.st_mtimespec
    #else
    let time = info.st_mtim
    #endif
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// The facts of `lstat(2)` about a file, with the same types on every system.
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

  /// Returns the facts about a file, without following a symbolic link; `nil` if it is missing.
  package static func information(_ path: String) -> Information? {
    var info = stat()
    guard unsafe lstat(path, &info) == 0 else { return nil }
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

  /// Returns a path without symbolic links in it (`realpath(3)`); `nil` if it does not exist.
  package static func resolved(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Returns true if a regular file, or the one that a symbolic link leads to, is a program that this
  /// user may run.
  package static func isExecutable(_ path: String) -> Bool {
    unsafe !isFolder(path) && access(path, X_OK) == 0
  }

  /// Returns the text of a symbolic link; `nil` if the path is none.
  package static func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = unsafe readlink(path, &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
