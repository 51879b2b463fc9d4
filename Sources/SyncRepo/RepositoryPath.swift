/// The rule for paths that this library reads and writes in a repository.
enum RepositoryPath {
  /// Checks a path from the repository's root.
  ///
  /// Refused are: empty, absolute, `.` and `..` parts, `.git` in any case (and what file systems
  /// take for it), control characters, backslashes, and parts over 255 bytes.
  static func check(_ path: String) throws(SyncError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for part in parts {
      let lowered = part.lowercased()
      let refused =
        part.isEmpty || part == "." || part == ".." || part.utf8.count > 255
        || lowered == ".git" || lowered.hasPrefix(".git ") || lowered.hasPrefix("git~")
        || part.unicodeScalars.contains { scalar in
          scalar.value < 0x20 || scalar.value == 0x7F || scalar == "\\"
            || scalar.properties.generalCategory == .format
        }
      if refused {
        throw SyncError(.invalidPath, "“\(printable(path))” is not a path for the sync repository.")
      }
    }
  }

  /// A form of untrusted text that is safe in a message: no control characters, bounded.
  static func printable(_ text: String) -> String { printable(text, limit: 120) }

  /// The same, with at most that many characters.
  static func printable(_ text: String, limit: Int) -> String {
    let kept = text.unicodeScalars.prefix(limit).map { scalar -> Character in
      scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .format
        ? "?" : Character(scalar)
    }
    return String(kept)
  }
}
