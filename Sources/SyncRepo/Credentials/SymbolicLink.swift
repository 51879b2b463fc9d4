internal import Platform

/// Symbolic links in the place of a file that is to be replaced.
enum SymbolicLink {
  /// Returns the path of the file that a link leads to, so that the link itself stays.
  ///
  /// - Parameter path: A path whose last part may be a link, also one to a file that is missing.
  /// - Returns: The path itself where it is no link, or one of too many.
  static func target(of path: String) -> String {
    var current = path
    // As many as git follows (`lockfile.c`, MAXDEPTH).
    for _ in 0..<5 where LocalFile.kind(current) == .symbolicLink {
      guard let next = LocalFile.linkTarget(current), !next.isEmpty else { return path }
      current = next.hasPrefix("/") ? next : "\(LocalFile.folder(of: current))/\(next)"
    }
    return LocalFile.kind(current) == .symbolicLink ? path : current
  }
}
