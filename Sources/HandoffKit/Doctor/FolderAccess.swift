internal import Platform

/// What other users of this computer may do with a folder, by its permissions and those of the
/// folders above it.
struct FolderAccess: Sendable, Hashable {
  var canRead: Bool
  var canWrite: Bool

  /// Looks at a folder.
  static func ofOthers(to path: String) -> FolderAccess {
    guard let mode = LocalFile.information(path)?.mode, isReachable(path) else {
      return FolderAccess(canRead: false, canWrite: false)
    }
    return FolderAccess(canRead: mode & 0o5 == 0o5, canWrite: mode & 0o3 == 0o3)
  }

  /// Whether all folders above may be entered by everybody.
  private static func isReachable(_ path: String) -> Bool {
    var folder = LocalFile.folder(of: path)
    while folder != "/", folder != "." {
      if let mode = LocalFile.information(folder)?.mode, mode & 0o1 == 0 { return false }
      folder = LocalFile.folder(of: folder)
    }
    return true
  }
}
