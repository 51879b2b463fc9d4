internal import Platform

/// Reads Claude Code's registry of running sessions.
///
/// An entry is `sessions/<pid>.json`. It is removed on a clean end and left behind by SIGKILL or a
/// crash until the next start of Claude Code, so an entry alone does not mean that the session
/// runs. 2.1.81 writes `pid`, `sessionId`, `cwd` and `startedAt` only; older versions have no
/// registry.
package struct SessionRegistry: Sendable {
  private let folder: String

  private static let maximumEntries = 2_000
  private static let maximumBytes = 256 << 10
  private static let maximumTextBytes = 4 << 10

  /// Makes a registry.
  ///
  /// - Parameter configurationFolder: `CLAUDE_CONFIG_DIR`, or `.claude` in the home folder.
  package init(configurationFolder: String) {
    folder = configurationFolder + "/sessions"
  }

  /// True if this version of Claude Code keeps a registry at all.
  package var exists: Bool { LocalFile.isFolder(folder) }

  /// Returns all entries, of running processes and of dead ones, by pid; unreadable ones are left
  /// out.
  func recordedSessions() -> [LiveSession] {
    LocalFile.names(in: folder).filter { $0.hasSuffix(".json") }.prefix(Self.maximumEntries)
      .compactMap { Self.session(at: folder + "/" + $0, name: String($0.dropLast(5))) }
      .sorted { $0.pid < $1.pid }
  }

  /// Returns the entries of one session: several if it is open in several terminals.
  ///
  /// - Parameter id: The session's id.
  /// - Returns: Its entries, of running processes and of dead ones, by pid.
  package func entries(of id: String) -> [LiveSession] {
    recordedSessions().filter { $0.sessionID.lowercased() == id.lowercased() }
  }

  private static func session(at path: String, name: String) -> LiveSession? {
    guard let value = JSONValue(file: path, limit: maximumBytes),
      let pid = value["pid"]?.integer ?? Int(name), let pid = Int32(exactly: pid), pid > 0,
      let id = value["sessionId"]?.string, SessionIDForm.isValid(id.utf8)
    else { return nil }
    func text(_ key: String) -> String? { value[key]?.scalarText(limit: maximumTextBytes) }
    return LiveSession(
      pid: pid, sessionID: id, cwd: text("cwd"), name: text("name"), status: text("status"),
      kind: text("kind"), version: text("version"), procStart: text("procStart"),
      pidDomain: text("pidDomain"), startedAt: value["startedAt"]?.integer.map(Int64.init))
  }
}

/// One entry of Claude Code's registry of running sessions, `sessions/<pid>.json`.
package struct LiveSession: Sendable, Equatable {
  package var pid: Int32
  /// A UUID.
  package var sessionID: String
  package var cwd: String?
  package var name: String?
  /// `idle`, `busy` or `waiting`; older versions have none.
  package var status: String?
  /// `interactive`, or `bg` for one that lives in the background.
  package var kind: String?
  package var version: String?
  /// The start of the process, as Claude Code writes it; it tells a process from a later one that
  /// got the same pid.
  package var procStart: String?
  /// The space in which the pid counts, such as `linux:<machine id>:pid:[4026531836]`.
  package var pidDomain: String?
  /// The start of the session, in milliseconds since 1970.
  package var startedAt: Int64?

  /// Makes an entry from its fields.
  package init(
    pid: Int32, sessionID: String, cwd: String? = nil, name: String? = nil, status: String? = nil,
    kind: String? = nil, version: String? = nil, procStart: String? = nil, pidDomain: String? = nil,
    startedAt: Int64? = nil,
  ) {
    self.pid = pid
    self.sessionID = sessionID
    self.cwd = cwd
    self.name = name
    self.status = status
    self.kind = kind
    self.version = version
    self.procStart = procStart
    self.pidDomain = pidDomain
    self.startedAt = startedAt
  }
}
