/// One file of a sync repository, as the last local commit has it.
public struct RepositoryFile: Sendable, Hashable {
  /// The path from the root.
  public let path: String
  /// The name of its content: forty hexadecimal digits.
  public let blob: String
  /// Its size in bytes.
  public let size: Int
  /// Whether it is a symbolic link, which is never followed.
  public let isSymbolicLink: Bool

  /// Makes a description of a file.
  public init(path: String, blob: String, size: Int, isSymbolicLink: Bool) {
    self.path = path
    self.blob = blob
    self.size = size
    self.isSymbolicLink = isSymbolicLink
  }
}

/// A file that is no longer in the newest commit, and where its last version is.
public struct RemovedFile: Sendable, Hashable {
  /// The path from the root.
  public let path: String
  /// The commit that removed it, forty hexadecimal digits.
  public let commit: String
  /// When it was removed: seconds since 1970.
  public let time: Int64
  /// Its last content.
  public let content: [UInt8]

  /// Makes a description of a removed file.
  public init(path: String, commit: String, time: Int64, content: [UInt8]) {
    self.path = path
    self.commit = commit
    self.time = time
    self.content = content
  }
}

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
