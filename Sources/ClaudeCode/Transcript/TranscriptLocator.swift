internal import Platform

/// Finds the transcript of a session under Claude Code's configuration folder.
///
/// The place is `projects/<encoded working folder>/<session id>.jsonl`. A resumed session stays in
/// the folder where it began, while hooks report the new working folder, and sometimes a file that
/// does not exist (measured with 2.1.330); so the id decides. Claude Code removes transcripts after
/// `cleanupPeriodDays` (30).
package struct TranscriptLocator: Sendable {
  private let projects: String

  /// Names longer than this are cut, and get a hash that differs between versions.
  private static let maximumNameLength = 200

  /// Makes a locator.
  ///
  /// - Parameter configurationFolder: `CLAUDE_CONFIG_DIR`, or `.claude` in the home folder.
  package init(configurationFolder: String) {
    projects = configurationFolder + "/projects"
  }

  /// Returns the name of the folder under `projects` for a working folder.
  ///
  /// Every UTF-16 unit outside `A-Za-z0-9` becomes `-`, so an emoji gives two; no Unicode form is
  /// changed before that. Of a name over 200 units the rest gives way to a hash, here that of the
  /// vendor's SDK (and of 2.1.330; 2.1.81 has another one).
  ///
  /// - Parameter workingFolder: An absolute path without symlinks.
  /// - Returns: The name, of ASCII letters, digits and `-`.
  static func folderName(for workingFolder: String) -> String {
    let name = workingFolder.utf16.map { unit -> UInt8 in
      switch unit {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: UInt8(truncatingIfNeeded: unit)
      default: UInt8(ascii: "-")
      }
    }
    let text = String(decoding: name.prefix(maximumNameLength), as: UTF8.self)
    return name.count > maximumNameLength ? text + "-" + hash(of: workingFolder) : text
  }

  /// Finds the transcript.
  ///
  /// - Parameters:
  ///   - sessionID: The session's id; anything but a UUID is not looked for.
  ///   - workingFolder: The session's working folder, if known; it need not exist.
  ///   - reportedPath: `transcript_path` of a hook input, if known; it need not exist.
  /// - Returns: The path of a regular file that was there just now: the reported one, else that of
  ///   the working folder, else the newest of that name in any project folder.
  package func path(
    sessionID: String, workingFolder: String? = nil, reportedPath: String? = nil,
  ) -> String? {
    if let reportedPath, Self.isFile(reportedPath) { return reportedPath }
    guard SessionIDForm.isValid(sessionID.utf8) else { return nil }
    let file = "/" + sessionID + ".jsonl"
    let names = workingFolder.map(Self.possibleNames) ?? []
    for name in names where Self.isFile(projects + "/" + name + file) {
      return projects + "/" + name + file
    }
    let found = LocalFile.names(in: projects).map { projects + "/" + $0 + file }
      .filter(Self.isFile)
    // A cut name is the working folder's, whatever hash follows it.
    let own = found.filter { path in
      names.contains { name in
        name.count > Self.maximumNameLength
          && path.hasPrefix(projects + "/" + name.prefix(Self.maximumNameLength) + "-")
      }
    }
    return newest(own.isEmpty ? found : own)
  }

  private static func possibleNames(_ folder: String) -> [String] {
    let resolved = folder.utf8.contains(0) ? folder : LocalFile.resolved(folder) ?? folder
    return resolved == folder
      ? [folderName(for: folder)] : [folderName(for: resolved), folderName(for: folder)]
  }

  private static func isFile(_ path: String) -> Bool {
    (try? TranscriptFile(path: path)) != nil
  }

  private func newest(_ paths: [String]) -> String? {
    guard paths.count > 1 else { return paths.first }
    return paths.map { (path: $0, modified: LocalFile.modified($0) ?? .min) }
      .max { $0.modified < $1.modified }?.path
  }

  /// Returns the SDK's string hash: 32 bits, absolute value, in base 36.
  private static func hash(of text: String) -> String {
    var hash: Int32 = 0
    for unit in text.utf16 { hash = (hash << 5) &- hash &+ Int32(unit) }
    return String(hash.magnitude, radix: 36)
  }
}
