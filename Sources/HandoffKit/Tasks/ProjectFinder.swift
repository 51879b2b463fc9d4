internal import ClaudeCode
internal import Essentials
internal import HookRelay
internal import MachineState
internal import Platform
package import SnapshotStore

/// The search for a task's project on this machine, by the identity of its remote.
package struct ProjectFinder: Sendable {
  /// The end of a search.
  package enum Result: Sendable, Hashable {
    /// The folders that hold it, the likeliest first; each is the one to start in.
    case here([String])
    /// It is in none of the folders that are known.
    case missing(looked: Int)
  }

  private let context: HandoffContext
  private let roots: [String]

  /// Makes a finder.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - roots: The setting `project_roots`.
  package init(_ context: HandoffContext, roots: String = "") {
    self.context = context
    self.roots = roots.split(separator: ":").compactMap { try? context.absolute(String($0)) }
  }

  /// Looks where the task's own path, the working folder, an earlier choice, this machine's sessions
  /// and snapshots, and Claude Code's list of projects lead.
  ///
  /// - Parameters:
  ///   - header: The snapshot of the task.
  ///   - snapshots: All snapshots; those of this machine name folders.
  /// - Returns: What was found.
  package func find(_ header: SnapshotHeader, of snapshots: [StoredSnapshot]) -> Result {
    let own = header.workingFolder.flatMap { path -> String? in
      path.hasPrefix("~") || path.hasPrefix("/")
        ? try? context.absolute(path) : context.drives().linuxPath(path)
    }
    guard let url = header.projectURL else {
      guard let own, LocalFile.isFolder(own) else { return .missing(looked: 1) }
      return .here([own])
    }
    var identity = ProjectIdentity(context)
    let key = identity.key(of: url)
    defer { identity.save() }
    // Whoever stands in the project, or has chosen before, is not asked.
    for folder in [context.workingFolder, choice(of: key)].compactMap(\.self)
    where LocalFile.isFolder(folder) && identity.place(folder)?.key == key {
      return .here([within(folder, header)])
    }
    var looked: Set<String> = [context.workingFolder]
    var roots: [String] = []
    for folder in [own].compactMap(\.self) + known(snapshots) + inRoots
    where looked.insert(folder).inserted {
      guard LocalFile.isFolder(folder), let place = identity.place(folder), place.key == key
      else { continue }
      let root = GitConfiguration.mainFolder(of: place.root)
      if !roots.contains(where: { isSame($0, root) }) { roots.append(root) }
    }
    return roots.isEmpty
      ? .missing(looked: looked.count) : .here(roots.map { within($0, header) })
  }

  /// Remembers the folder that a person chose for a project.
  package func remember(_ folder: String, for header: SnapshotHeader) {
    guard let url = header.projectURL, let state = try? context.state() else { return }
    let key = ProjectIdentity(context).key(of: url)
    let lines = choices(state).filter { $0.key != key }.suffix(200) + [(key, folder)]
    let text = lines.map { "\($0.key)\t\($0.folder)\n" }.joined()
    // Without it the person is asked again.
    try? LocalFile.update(Array(text.utf8), at: state.path + "/project-choices")
  }

  /// The folder to clone a missing project into: the task's own path, where it is free.
  package func cloneFolder(_ header: SnapshotHeader) -> String? {
    guard let there = header.workingFolder, there.hasPrefix("~/"),
      let name = header.project?.split(separator: "/").last
    else { return nil }
    var parts = there.split(separator: "/")
    if let end = parts.lastIndex(of: name) { parts = parts[...end].map { $0 } }
    guard let path = try? context.absolute(parts.joined(separator: "/")),
      LocalFile.kind(path) == .missing
    else { return nil }
    return path
  }

  private func choice(of key: String) -> String? {
    (try? context.state()).flatMap { choices($0).last { $0.key == key }?.folder }
  }

  private func choices(_ state: StateFolder) -> [(key: String, folder: String)] {
    let bytes = (try? LocalFile.read(state.path + "/project-choices", limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t")
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  /// The folders that this machine's sessions and Claude Code know, the one used last first.
  private func known(_ snapshots: [StoredSnapshot]) -> [String] {
    var folders: [(path: String, used: Date)] = []
    if let state = try? context.state() {
      for session in SessionRecordFile.sessions(state) {
        guard let record = SessionRecordFile(state, session).load(),
          let folder = record.workingFolder
        else { continue }
        folders.append((folder, record.seenAt ?? .distantPast))
      }
    }
    for task in snapshots {
      guard let header = task.header, let folder = header.workingFolder, folder.hasPrefix("~"),
        let path = try? context.absolute(folder)
      else { continue }
      folders.append((path, .distantPast))
    }
    if let folder = try? context.claudeFolder(), let home = try? context.home() {
      let state = context.variable("CLAUDE_CONFIG_DIR") ?? home
      let all = ProjectFolders(configurationFolder: folder, stateFile: state + "/.claude.json")
      folders += all.all().map { ($0.path, $0.lastUsed ?? .distantPast) }
    }
    return folders.sorted { $0.used > $1.used }.prefix(2_000).map(\.path)
  }

  /// The repositories in the folders of the setting, and one level below.
  private var inRoots: [String] {
    func below(_ folder: String) -> [String] {
      LocalFile.names(in: folder).filter { !$0.hasPrefix(".") }.sorted().prefix(500)
        .map { "\(folder)/\($0)" }
    }
    var found: [String] = []
    for folder in roots.flatMap(below) {
      if LocalFile.exists(folder + "/.git") {
        found.append(folder)
      } else {
        found += below(folder).filter { LocalFile.exists($0 + "/.git") }
      }
    }
    return Array(found.prefix(2_000))
  }

  /// Returns the subfolder of the task in a project's folder, where there is one of that name.
  package func within(_ root: String, _ header: SnapshotHeader) -> String {
    guard let name = header.project?.split(separator: "/").last, let there = header.workingFolder
    else { return root }
    let parts = there.split(separator: "/")
    guard LocalFile.exists(root + "/.git"), let end = parts.lastIndex(of: name),
      !parts.contains("..")
    else { return root }
    let folder = ([root] + parts[(end + 1)...].map(String.init)).joined(separator: "/")
    return LocalFile.isFolder(folder) ? folder : root
  }

  private func isSame(_ one: String, _ other: String) -> Bool {
    (LocalFile.resolved(one) ?? one) == (LocalFile.resolved(other) ?? other)
  }
}
