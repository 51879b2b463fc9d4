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
  /// When the process began, as Claude Code writes it; it tells a process from another one that
  /// got the same pid later.
  package var procStart: String?
  /// The space in which the pid counts, such as `linux:<machine id>:pid:[4026531836]`.
  package var pidDomain: String?
  /// When the session was started, in milliseconds since 1970.
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
