internal import ClaudeCode
package import Essentials
internal import MachineState
internal import Platform
package import SnapshotStore

/// A conversation of this machine's own whose transcript lies here, so that it can go on itself.
package struct OwnConversation: Sendable {
  /// The session.
  package let session: SessionID
  /// The folder to go on in: the one that its transcript is filed under, if that is there.
  package let folder: String
  /// The process that it is open in; `nil` where it is not open.
  package let open: OpenProcess?
  /// The folder as Windows names it, for a conversation of that side; it can go on there alone.
  package let windowsFolder: String?

  /// A process that a session is open in.
  package struct OpenProcess: Sendable {
    package let pid: Int32
    /// Such as `pts/3`; `nil` where it is not known.
    package let terminal: String?
    package let since: Date?
  }

  /// Finds it.
  ///
  /// - Parameters:
  ///   - task: A snapshot.
  ///   - machine: This machine.
  ///   - context: The world around.
  /// - Returns: The conversation; `nil` for another machine's, and where transcript or folder are gone.
  package static func find(
    _ task: StoredSnapshot, machine: MachineName?, context: HandoffContext
  ) -> OwnConversation? {
    guard let id = task.id, id.machine == machine, let claude = try? context.claudeFolder() else {
      return nil
    }
    let state = try? context.state()
    let record = state.flatMap { SessionRecordFile($0, id.session).load() }
    let path = TranscriptLocator(configurationFolder: claude).path(
      sessionID: id.session.rawValue, workingFolder: record?.workingFolder,
      reportedPath: record?.transcript)
    guard let path else { return nil }
    let there = task.header?.workingFolder.flatMap { path in
      context.drives().linuxPath(path) ?? (try? context.absolute(path))
    }
    let folders = [ProjectFolders.workingFolder(of: path), record?.workingFolder, there]
      .compactMap(\.self).filter { LocalFile.isFolder($0) }
    guard let folder = folders.first else { return nil }
    let isOfWindows = record?.isOfWindows ?? false
    return OwnConversation(
      session: id.session, folder: folder, open: process(of: id.session, record, claude, context),
      windowsFolder: isOfWindows ? context.drives().windowsPath(folder) ?? folder : nil)
  }

  private static func process(
    of session: SessionID, _ record: SessionRecord?, _ claude: String, _ context: HandoffContext
  ) -> OpenProcess? {
    let view = context.processes()
    for entry in SessionRegistry(configurationFolder: claude).entries(of: session.rawValue) {
      guard let start = entry.procStart.flatMap({ Int64($0) }) else { continue }
      let process = ProcessIdentity(
        pid: entry.pid, start: start, boot: view.boot, domain: entry.pidDomain ?? view.domain)
      guard process.liveness(view) == .alive else { continue }
      return described(
        process, since: entry.startedAt.map { Date(timeIntervalSince1970: Double($0) / 1_000) })
    }
    guard let process = record?.process, record?.life.end == nil,
      process.liveness(view) == .alive
    else { return nil }
    return described(
      process, since: Date(timeIntervalSince1970: Double(view.began(process.start)) / 1_000))
  }

  private static func described(_ process: ProcessIdentity, since: Date?) -> OpenProcess {
    let device = LocalFile.linkTarget("/proc/\(process.pid)/fd/0")
    let terminal = device.flatMap { $0.hasPrefix("/dev/pts/") ? String($0.dropFirst(5)) : nil }
    return OpenProcess(pid: process.pid, terminal: terminal, since: since)
  }
}
