internal import MachineState
internal import Platform

extension ProjectKey {
  /// The key of the project that a session begins in.
  ///
  /// - Parameters:
  ///   - folder: The session's working folder.
  ///   - home: The user's home folder.
  /// - Returns: The key of its remote, else of the repository's top folder, else of the folder.
  package static func current(folder: String, home: String?) -> String {
    let (root, url) = GitConfiguration.project(containing: folder)
    if let url { return address(url) }
    let place = root ?? folder
    guard let home, home.utf8.count > 1 else { return self.folder(place) }
    if place == home { return self.folder("~") }
    return self.folder(place.hasPrefix(home + "/") ? "~" + place.dropFirst(home.count) : place)
  }
}
