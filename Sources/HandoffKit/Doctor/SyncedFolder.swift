internal import Phrases
internal import Platform

/// A folder that a program keeps the same on several computers, file by file.
///
/// Such a program knows nothing of git: it exchanges files of a repository while they are written, and
/// leaves a copy of its own where two computers have changed one.
enum SyncedFolder {
  /// Looks for the program that syncs a folder.
  ///
  /// - Parameter path: The absolute path of the folder.
  /// - Returns: The program's name; `nil` where none is known to.
  static func service(of path: String) -> String? {
    var folder = LocalFile.resolved(path) ?? path
    while folder != "/", folder != ".", !folder.isEmpty {
      if let service = service(named: folder.split(separator: "/").last ?? "") { return service }
      if LocalFile.exists(folder + "/.stfolder") { return "Syncthing" }
      // The folder `.dropbox` of a home is Dropbox's own settings.
      if LocalFile.kind(folder + "/.dropbox") == .regular
        || LocalFile.exists(folder + "/.dropbox.cache")
      {
        return "Dropbox"
      }
      folder = LocalFile.folder(of: folder)
    }
    return nil
  }

  private static func service(named name: Substring) -> String? {
    if name == "Dropbox" || name.hasPrefix("Dropbox (") { return "Dropbox" }
    if name.hasPrefix("OneDrive") { return "OneDrive" }
    if name == "Google Drive" || name.hasPrefix("GoogleDrive-") { return "Google Drive" }
    if name == "Mobile Documents" || name.hasPrefix("iCloud~") { return "iCloud" }
    return nil
  }
}

extension DoctorFinding {
  /// Warns of a folder that lies in a synced one.
  ///
  /// - Parameters:
  ///   - path: The absolute path of the folder.
  ///   - shown: The path for people.
  ///   - fix: The thing to do about it.
  mutating func lookAtSync(of path: String, shown: String, fix: String) {
    guard let service = SyncedFolder.service(of: path) else { return }
    add(.warning, Phrases.checkSyncedFolder(path: shown, service: service), fix: fix)
  }
}
