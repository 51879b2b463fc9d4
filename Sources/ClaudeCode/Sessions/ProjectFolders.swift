package import Essentials
internal import Platform

/// The folders that Claude Code was used in on this machine.
///
/// Its state file (`~/.claude.json`) has a member of `projects` for each; and each has a folder of
/// transcripts, whose name does not tell the path, so that a line of the newest one is read.
package struct ProjectFolders: Sendable {
  /// A folder, and when Claude Code was last used there.
  package struct Folder: Sendable, Hashable {
    /// An absolute path, which may be gone.
    package let path: String
    /// The time of the newest transcript; `nil` where that is not known.
    package let lastUsed: Date?
  }

  private let configurationFolder: String
  private let stateFile: String

  private static let maximumFolders = 1_000
  private static let headBytes = 64 << 10

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - configurationFolder: `CLAUDE_CONFIG_DIR`, or `.claude` in the home folder.
  ///   - stateFile: `.claude.json` in `CLAUDE_CONFIG_DIR`, or in the home folder.
  package init(configurationFolder: String, stateFile: String) {
    self.configurationFolder = configurationFolder
    self.stateFile = stateFile
  }

  /// Returns the folders, each once.
  package func all() -> [Folder] {
    var times: [String: Date?] = [:]
    for name in listed().prefix(Self.maximumFolders) { times[name] = .some(nil) }
    let projects = configurationFolder + "/projects"
    for name in LocalFile.names(in: projects).prefix(Self.maximumFolders) {
      guard let newest = newestTranscript(in: projects + "/" + name),
        let path = Self.workingFolder(of: newest.path)
      else { continue }
      let known = times[path] ?? nil
      times[path] = max(known ?? .distantPast, newest.time)
    }
    return times.map { Folder(path: $0.key, lastUsed: $0.value) }.sorted { $0.path < $1.path }
  }

  private func listed() -> [String] {
    guard let projects = JSONValue(file: stateFile, limit: 64 << 20)?["projects"],
      let members = projects.node.members
    else { return [] }
    return members.map { JSONString.decode(projects.bytes, $0.key) }.filter { $0.hasPrefix("/") }
  }

  private func newestTranscript(in folder: String) -> (path: String, time: Date)? {
    LocalFile.names(in: folder).filter { $0.hasSuffix(".jsonl") }.compactMap { name in
      LocalFile.modified(folder + "/" + name).map { (folder + "/" + name, $0) }
    }.max { $0.1 < $1.1 }.map { path, modified in
      (path, Date(timeIntervalSince1970: TimeInterval(modified) / 1e9))
    }
  }

  /// Returns the working folder that the first lines of a transcript name; `nil` where none does.
  package static func workingFolder(of transcript: String) -> String? {
    guard let file = try? TranscriptFile(path: transcript) else { return nil }
    var bytes = [UInt8](repeating: 0, count: min(file.size, headBytes))
    guard let count = try? file.read(into: &bytes, bytes.indices, at: 0) else { return nil }
    for line in bytes[..<count].split(separator: 0x0A) {
      guard let value = try? JSONValue(parsing: Array(line)),
        let folder = value["cwd"]?.string, folder.hasPrefix("/")
      else { continue }
      return folder
    }
    return nil
  }
}
