internal import Essentials
internal import MachineState
internal import Platform

/// The signs by which a machine that goes down, or a login on it, is told from one that goes on: looked
/// at when a session has ended, and again a grace period later.
struct MachineSigns: Sendable, Hashable, Codable {
  /// Changes with every start of the system; empty where it cannot be told.
  var boot: String
  /// A shutdown has begun, or is about to.
  var isShuttingDown: Bool
  /// The login sessions by their ids (`XDG_SESSION_ID`); `nil` where nobody keeps account of them.
  var logins: [String: Login]?
  /// True if the user is being logged out of everything; `nil` where that is not known.
  var isUserLeaving: Bool?

  /// A login session.
  struct Login: Sendable, Hashable, Codable {
    /// True if it is being closed; its programs may still run.
    var isClosing: Bool
    /// True if it comes from another computer.
    var isRemote: Bool

    /// Describes a login session.
    init(isClosing: Bool = false, isRemote: Bool = false) {
      self.isClosing = isClosing
      self.isRemote = isRemote
    }
  }

  /// Makes signs; those of logins are absent by default.
  init(
    boot: String, isShuttingDown: Bool, logins: [String: Login]? = nil, isUserLeaving: Bool? = nil
  ) {
    self.boot = boot
    self.isShuttingDown = isShuttingDown
    self.logins = logins
    self.isUserLeaving = isUserLeaving
  }

  /// Returns whether a login session is over, or about to be.
  ///
  /// - Parameter id: Its id; empty where the program ran in none.
  /// - Returns: `false` also where nobody keeps account of logins: a sign that is absent says nothing.
  func isLoginClosed(_ id: String) -> Bool {
    if isUserLeaving == true { return true }
    guard let logins, !id.isEmpty else { return false }
    return logins[id]?.isClosing ?? true
  }
}

extension MachineSigns {
  /// Reads the signs of this machine.
  static func current() -> MachineSigns {
    read(root: "", user: getuid(), now: Date())
  }

  /// Reads the signs of a machine.
  ///
  /// Linux: `/proc/sys/kernel/random/boot_id`; the marks of a shutdown: `/run/nologin` and
  /// `/etc/nologin` (nologin(5); systemd-user-sessions.service(8) and shutdown(8) make them),
  /// `/run/systemd/shutdown/scheduled` (shutdown(8) of systemd), `/run/openrc/softlevel`
  /// (openrc(8)); the logins: `/run/systemd/sessions` and `/run/systemd/users`, which
  /// systemd-logind.service(8) keeps.
  ///
  /// - Parameters:
  ///   - root: What stands before those paths; empty for this machine.
  ///   - user: Whose logins.
  ///   - now: The time.
  /// - Returns: The signs.
  static func read(root: String, user: UInt32, now: Date) -> MachineSigns {
    #if os(Linux)
    MachineSigns(
      boot: LocalFile.word(root + "/proc/sys/kernel/random/boot_id") ?? "",
      isShuttingDown: isShuttingDown(root, now: now), logins: logins(root),
      isUserLeaving: state(root + "/run/systemd/users/\(user)").map { $0["STATE"] == "closing" })
    #else
    MachineSigns(boot: ProcessView.current().boot, isShuttingDown: false)
    #endif
  }

  /// A shutdown that is planned for later than this is none yet, in seconds: systemd, too, lets
  /// nobody in any more from five minutes before it on.
  private static let notice: TimeInterval = 300

  private static func isShuttingDown(_ root: String, now: Date) -> Bool {
    if LocalFile.exists(root + "/run/nologin") || LocalFile.exists(root + "/etc/nologin") {
      return true
    }
    let level = LocalFile.word(root + "/run/openrc/softlevel")
    if level == "shutdown" || level == "reboot" { return true }
    let plan = root + "/run/systemd/shutdown/scheduled"
    guard LocalFile.exists(plan) else { return false }
    guard let microseconds = state(plan)?["USEC"].flatMap(Double.init) else { return true }
    return microseconds / 1e6 - now.timeIntervalSince1970 <= notice
  }

  private static func logins(_ root: String) -> [String: Login]? {
    let folder = root + "/run/systemd/sessions"
    // Without it there is no such service.
    guard LocalFile.isFolder(folder) else { return nil }
    // Beside the sessions' files there are pipes, `<id>.ref`.
    let ids = LocalFile.names(in: folder).filter { !$0.contains(".") }
    return Dictionary(
      uniqueKeysWithValues: ids.prefix(200).map { id in
        let state = state("\(folder)/\(id)") ?? [:]
        return (
          id, Login(isClosing: state["STATE"] == "closing", isRemote: state["REMOTE"] == "1")
        )
      })
  }

  /// The assignments of one of systemd's state files; `nil` where it cannot be read.
  private static func state(_ path: String) -> [String: String]? {
    guard let bytes = try? LocalFile.read(path, limit: 64 << 10) else { return nil }
    var assignments: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { assignments[String(parts[0])] = String(parts[1]) }
    }
    return assignments
  }
}
