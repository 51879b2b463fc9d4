/// One file of a sync repository, as the last local commit has it.
public struct RepositoryFile: Sendable, Hashable {
  /// The path from the root.
  public let path: String
  /// The name of its content: forty hexadecimal digits.
  public let blob: String
  /// Its size in bytes.
  public let size: Int
  /// True if it is a symbolic link, which is never followed.
  public let isSymbolicLink: Bool

  /// Makes a description of a file.
  ///
  /// - Parameters:
  ///   - path: The path from the root.
  ///   - blob: The name of its content.
  ///   - size: Its size in bytes.
  ///   - isSymbolicLink: True if it is a symbolic link.
  public init(path: String, blob: String, size: Int, isSymbolicLink: Bool) {
    self.path = path
    self.blob = blob
    self.size = size
    self.isSymbolicLink = isSymbolicLink
  }
}

/// A file that is no longer in the newest commit, with its last version.
public struct RemovedFile: Sendable, Hashable {
  /// The path from the root.
  public let path: String
  /// The commit that removed it, forty hexadecimal digits.
  public let commit: String
  /// The time of its removal, in seconds since 1970.
  public let time: Int64
  /// Its last content.
  public let content: [UInt8]

  /// Makes a description of a removed file.
  ///
  /// - Parameters:
  ///   - path: The path from the root.
  ///   - commit: The commit that removed it.
  ///   - time: The time of its removal, in seconds since 1970.
  ///   - content: Its last content.
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
  /// - Throws: `SyncError` with `invalidPath`.
  static func check(_ path: String) throws(SyncError) {
    if isValid(path) { return }
    throw SyncError(
      .invalidPath, "“\(VisibleText.of(path))” is not a path that can be in the repository.")
  }

  /// Checks the path of a folder, which may be the root, the empty path.
  ///
  /// - Throws: `SyncError` with `invalidPath`.
  static func check(folder: String) throws(SyncError) {
    if folder.isEmpty || isValid(folder) { return }
    throw SyncError(
      .invalidPath, "“\(VisibleText.of(folder))” is not a folder that can be in the repository.",
      remedy: SyncError.Remedy(
        .followAdvice, "Give the path from the root, without “.” and “..”; the root is “”"))
  }

  /// Returns true for a path that may be read and written.
  ///
  /// Refused are: empty, absolute, `.` and `..` parts, `.git` in any case (and what file systems
  /// take for it), control characters, backslashes, and parts over 255 bytes.
  static func isValid(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      let lowered = part.lowercased()
      return !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 255
        && lowered != ".git" && !lowered.hasPrefix(".git ") && !lowered.hasPrefix("git~")
        && part.unicodeScalars.allSatisfy { $0 != "\\" && VisibleText.isVisible($0) }
    }
  }
}
