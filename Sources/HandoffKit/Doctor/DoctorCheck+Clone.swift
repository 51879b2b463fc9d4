internal import Git2
internal import Platform
internal import SyncRepo

extension DoctorCheck {
  /// There is a clone that can be synchronised.
  static let clone = DoctorCheck("clone", "Clone", .clone, requires: ["machine"]) { examination in
    let repo = try await examination.repo()
    let path = examination.context.shortened(repo.path)
    var finding = DoctorFinding(
      "\(path), branch \(repo.branch)", "remote: \(try await repo.remoteAddress())")
    if let owner = LocalFile.information(repo.path)?.user, owner != geteuid() {
      finding.add(
        .warning, "\(path) belongs to another user (\(owner)).",
        fix: "Take it over: chown -R \(geteuid()) \(shellWord(repo.path))")
    }
    for place in [repo.path, "\(repo.path)/.git", "\(repo.path)/.git/objects"]
    where unsafe access(place, W_OK | X_OK) != 0 {
      finding.add(
        .failed, "\(examination.context.shortened(place)) cannot be written by you.",
        fix: "Give yourself write access: chmod -R u+rwX \(shellWord(repo.path))")
      break
    }
    let others = FolderAccess.ofOthers(to: repo.path)
    if others.canWrite || others.canRead {
      finding.add(
        .warning,
        "Other users of this computer may \(others.canWrite ? "change" : "read") \(path).",
        fix: "Close it: chmod go-rwx \(shellWord(repo.path))")
    }
    return finding
  }

  /// Nothing in the clone stands in the way of a synchronisation.
  static let changes = DoctorCheck("changes", "State of the clone", .clone, requires: ["clone"]) {
    examination in
    let settings = try await examination.settings()
    let repository = try Repository(opening: settings.repo)
    let status = try repository.status(namingAtMost: 3)
    let path = shellWord(settings.repo)
    var finding = DoctorFinding()
    let marks = ["rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"]
    if let mark = marks.first(where: { LocalFile.exists(repository.gitFolder + $0) }) {
      finding.add(
        .warning, "Somebody stopped half-way in there (\(mark)).",
        fix: "Finish it: git -C \(path) status")
    }
    for lock in staleLocks(in: repository.gitFolder, now: examination.context.seconds()) {
      finding.add(
        .warning, "A program that was killed has left a lock: \(lock).",
        fix: "If no git program is running, remove it: rm \(shellWord(lock))")
    }
    if status.changedCount > 0 {
      let names = status.changedFiles.map { "\($0.path) (\($0.change))" }.joined(separator: ", ")
      finding.add(
        .warning, "\(status.changedCount) files were changed by hand and not committed: \(names).",
        fix: "handoff leaves them alone. Look at them: git -C \(path) status")
    }
    if finding.verdict == .ok { finding.note("clean, no locks") }
    return finding
  }

  /// Commits name somebody.
  static let identity = DoctorCheck(
    "identity", "Identity of commits", .clone, requires: ["clone"]
  ) { examination in
    let settings = try await examination.settings()
    let machine = try settings.requireMachine()
    guard let identity = try Repository(opening: settings.repo).configuredIdentity() else {
      return DoctorFinding(
        "handoff on \(machine): git has no user.name and user.email here, which is fine.")
    }
    return DoctorFinding("\(identity.name) <\(identity.email)>, from git's configuration")
  }

  /// What is committed here reaches the remote.
  static let synchronization = DoctorCheck(
    "sync", "Synchronisation", .clone, requires: ["clone"]
  ) { examination in
    let context = examination.context
    let state = try context.state()
    let settings = try await examination.settings()
    let unpushed = try await examination.repo().unpushedCount()
    let last = SyncClock(.push, in: state).last
    let waiting = SessionRecordFile.sessions(state).count { session in
      SessionRecordFile(state, session).load()?.waitsForPush == true
    }
    let age = context.seconds() - last
    let when = last == 0 ? "Nothing was pushed from here yet." : "Last push \(words(age)) ago."
    let limit = Int64(max(900, settings.pushInterval * 2))
    var finding = DoctorFinding()
    if unpushed > 0, last == 0 || age > limit {
      finding.add(
        .warning, "\(when) \(unpushed) commits wait, longer than they should.",
        fix: "Push them, and see what is in the way: handoff sync")
    } else {
      finding.note("\(when) Waiting: \(unpushed) commits, \(waiting) sessions.")
    }
    return finding
  }

  /// The lock files of git that are older than any program holds them.
  private static func staleLocks(in folder: String, now: Int64) -> [String] {
    var found: [String] = []
    func look(_ folder: String, depth: Int) {
      for name in LocalFile.names(in: folder).prefix(2_000) {
        let path = folder + name
        if name.hasSuffix(".lock"), name != "handoff.lock",
          let modified = LocalFile.modified(path), now - modified / 1_000_000_000 > 30
        {
          found.append(path)
        } else if depth > 0, LocalFile.kind(path) == .folder {
          look(path + "/", depth: depth - 1)
        }
      }
    }
    look(folder, depth: 0)
    look(folder + "refs/", depth: 4)
    return Array(found.prefix(5))
  }

  /// A number of seconds in words.
  private static func words(_ seconds: Int64) -> String {
    switch seconds {
    case ..<120: "\(max(0, seconds)) s"
    case ..<7_200: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3_600) h"
    default: "\(seconds / 86_400) days"
    }
  }
}

/// What other users of this computer may do with a folder, by its permissions and those of the
/// folders above it.
struct FolderAccess: Sendable, Hashable {
  var canRead: Bool
  var canWrite: Bool

  /// Looks at a folder.
  static func ofOthers(to path: String) -> FolderAccess {
    guard let mode = LocalFile.information(path)?.mode, isReachable(path) else {
      return FolderAccess(canRead: false, canWrite: false)
    }
    return FolderAccess(canRead: mode & 0o5 == 0o5, canWrite: mode & 0o3 == 0o3)
  }

  /// Whether all folders above may be entered by everybody.
  private static func isReachable(_ path: String) -> Bool {
    var folder = LocalFile.folder(of: path)
    while folder != "/", folder != "." {
      if let mode = LocalFile.information(folder)?.mode, mode & 0o1 == 0 { return false }
      folder = LocalFile.folder(of: folder)
    }
    return true
  }
}
