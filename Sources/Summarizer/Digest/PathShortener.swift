/// Writes paths the way a reader on another machine can use them.
struct PathShortener {
  /// The project's folder as an absolute path without a slash at its end.
  private let project: String?
  /// The home folder, likewise.
  private let home: String?

  /// - Parameters:
  ///   - folder: The project's folder; `~` stands for the home folder.
  ///   - workingDirectory: The session's folder, when the project's is not known.
  ///   - home: The home folder.
  init(folder: String?, workingDirectory: String?, home: String) {
    self.home = Self.normalized(home)
    let given = folder ?? workingDirectory
    let absolute = given.map { $0 == "~" || $0.hasPrefix("~/") ? home + $0.dropFirst() : $0 }
    project = absolute.flatMap(Self.normalized)
  }

  /// The path relative to the project's folder, else with `~`, else as it is.
  func shortened(_ path: String) -> String {
    if let project, let rest = Self.rest(of: path, below: project) {
      return rest.isEmpty ? "." : rest
    }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : abbreviated(path)
  }

  /// The path with `~` for the home folder.
  func abbreviated(_ path: String) -> String {
    guard let home, let rest = Self.rest(of: path, below: home) else { return path }
    return rest.isEmpty ? "~" : "~/" + rest
  }

  private static func normalized(_ folder: String) -> String? {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    return folder.hasPrefix("/") && folder.count > 1 ? folder : nil
  }

  private static func rest(of path: String, below folder: String) -> String? {
    if path == folder { return "" }
    return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : nil
  }
}
