/// One entry of Claude Code's registry of running sessions, `sessions/<pid>.json`.
package struct LiveSession: Sendable, Equatable {
  package var pid: Int32
  /// A UUID.
  package var sessionID: String
  package var cwd: String?
  package var name: String?
  /// `idle`, `busy` or `waiting`.
  package var status: String?
  package var kind: String?
  package var version: String?
  /// When the process began, as Claude Code writes it; it tells a process from another one that
  /// got the same pid later.
  package var procStart: String?

  /// Makes an entry from its fields.
  package init(
    pid: Int32, sessionID: String, cwd: String? = nil, name: String? = nil, status: String? = nil,
    kind: String? = nil, version: String? = nil, procStart: String? = nil,
  ) {
    self.pid = pid
    self.sessionID = sessionID
    self.cwd = cwd
    self.name = name
    self.status = status
    self.kind = kind
    self.version = version
    self.procStart = procStart
  }
}
