internal import Git2
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import SyncRepo

extension DoctorCheck {
  /// There is a clone that can be synchronised.
  static let clone = DoctorCheck(
    "clone", Phrases.titleClone(), .clone, requires: ["machine"]
  ) { examination in
    let repo = try await examination.repo()
    let path = examination.context.shortened(repo.path)
    let word = shellWord(repo.path)
    var finding = DoctorFinding(
      Phrases.checkClone(path: path, branch: repo.branch),
      Phrases.checkCloneRemote(address: try await repo.remoteAddress()))
    finding.summary = Phrases.summaryClone(path: path, branch: repo.branch)
    if let owner = LocalFile.information(repo.path)?.user, owner != geteuid() {
      finding.add(
        .warning, Phrases.checkCloneForeign(path: path, user: owner),
        fix: Phrases.fixCloneForeign(user: geteuid(), path: word))
    }
    for place in [repo.path, "\(repo.path)/.git", "\(repo.path)/.git/objects"]
    where unsafe access(place, W_OK | X_OK) != 0 {
      finding.add(
        .failed, Phrases.checkNotWritable(path: examination.context.shortened(place)),
        fix: Phrases.fixCloneNotWritable(path: word))
      break
    }
    let others = FolderAccess.ofOthers(to: repo.path)
    if others.canWrite || others.canRead {
      finding.add(
        .warning,
        others.canWrite
          ? Phrases.checkCloneChangeable(path: path) : Phrases.checkCloneReadable(path: path),
        fix: Phrases.fixCloneOpen(path: word))
    }
    finding.lookAtSync(of: repo.path, shown: path, fix: Phrases.fixSyncedClone())
    return finding
  }

  /// Nothing in the clone is missing or damaged.
  package static let objects = DoctorCheck(
    "objects", Phrases.titleObjects(), .clone, requires: ["clone"]
  ) { examination in
    let isWhole = try await examination.repo().verify()
    return DoctorFinding(isWhole ? Phrases.checkObjects() : Phrases.checkObjectsPartly())
  }

  /// Nothing in the clone is in the way of a synchronisation.
  static let changes = DoctorCheck(
    "changes", Phrases.titleChanges(), .clone, requires: ["clone"]
  ) { examination in
    let settings = try await examination.settings()
    let repository = try Repository(opening: settings.repo)
    let path = shellWord(settings.repo)
    var finding = DoctorFinding()
    let status: WorkingTreeStatus?
    if repository.isIndexReadable {
      status = try repository.status(namingAtMost: 3)
    } else {
      status = nil
      finding.add(.warning, Phrases.checkIndex(), fix: Phrases.fixIndex())
    }
    let marks = ["rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"]
    if let mark = marks.first(where: { LocalFile.exists(repository.gitFolder + $0) }) {
      finding.add(
        .warning, Phrases.checkUnfinished(mark: mark), fix: Phrases.fixUnfinished(path: path))
    }
    let repo = try await examination.repo()
    if let head = try? repository.symbolicTarget(of: "HEAD"), head != "refs/heads/\(repo.branch)" {
      finding.note(
        Phrases.checkOtherBranch(
          branch: head.replacing("refs/heads/", with: ""), pinned: repo.branch))
    }
    for branch in try await repo.waitingBranches() {
      finding.add(
        .warning, Phrases.clonePutAside(branch: branch),
        fix: Phrases.clonePutAsideHint(path: path, branch: branch))
    }
    for lock in staleLocks(in: repository.gitFolder, now: examination.context.seconds()) {
      finding.add(
        .warning, Phrases.checkStaleLock(path: lock),
        fix: Phrases.fixStaleLock(path: shellWord(lock)))
    }
    if let status, status.changedCount > 0 {
      let names = status.changedFiles.map {
        Phrases.checkChangedFile(path: $0.path, change: $0.change)
      }
      finding.add(
        .warning,
        Phrases.checkChangedFiles(
          n: status.changedCount, names: Phrases.list(names)),
        fix: Phrases.fixChangedFiles(path: path))
    }
    if finding.verdict == .ok {
      finding.note(Phrases.checkClean())
      finding.summary = Phrases.placeClean()
    }
    return finding
  }

  /// Commits name somebody.
  static let identity = DoctorCheck(
    "identity", Phrases.titleIdentity(), .clone, requires: ["clone"]
  ) { examination in
    let settings = try await examination.settings()
    let machine = try settings.requireMachine()
    guard let identity = try Repository(opening: settings.repo).configuredIdentity() else {
      return DoctorFinding(Phrases.checkNoAuthor(machine: machine))
    }
    return DoctorFinding(Phrases.checkAuthor(name: identity.name, email: identity.email))
  }

  /// Commits made here reach the remote.
  static let synchronization = DoctorCheck(
    "sync", Phrases.titleSync(), .clone, requires: ["clone"]
  ) { examination in
    let context = examination.context
    let state = try context.state()
    let settings = try await examination.settings()
    let count = try await examination.repo().unpushedCount()
    let last = SyncClock(.push, in: state).last
    let age = context.seconds() - last
    let isLate = count > 0 && (last == 0 || age > Int64(max(900, settings.pushInterval * 2)))
    let time = words(age)
    let text =
      switch (last == 0, count > 0, isLate) {
      case (true, false, _): Phrases.checkNeverPushed()
      case (true, true, _): Phrases.checkNeverPushedLate(n: count)
      case (false, false, _): Phrases.checkPushed(time: time)
      case (false, true, false): Phrases.checkUnpushed(time: time, n: count)
      case (false, true, true): Phrases.checkUnpushedLate(time: time, n: count)
      }
    if isLate { return .warning(text, fix: Phrases.fixUnpushed()) }
    var finding = DoctorFinding(text)
    let all = try await examination.store().list()
    for machine in Lineage.olderMachines(in: all) where machine != settings.machine?.rawValue {
      finding.add(
        .warning, Phrases.statusOlder(machine: machine), fix: Phrases.fixOlder(machine: machine))
    }
    for (machine, version) in Lineage.newerMachines(in: all) {
      finding.add(
        .warning, Phrases.checkNewer(machine: machine, version: version, own: Version.text),
        fix: Phrases.fixNewer(version: version))
    }
    if Installation(state, clone: settings.repo).isShared(settings.machine, in: all) {
      finding.add(
        .warning, Phrases.checkShared(machine: try settings.requireMachine()),
        fix: Phrases.fixShared())
    }
    let waiting = SessionRecordFile.waiting(in: state).count
    if waiting > 0 { finding.note(Phrases.checkWaitingSessions(n: waiting)) }
    return finding
  }

  /// Returns the lock files of git that are older than any program holds them, or of a clock that ran
  /// ahead.
  private static func staleLocks(in folder: String, now: Int64) -> [String] {
    var found: [String] = []
    func look(_ folder: String, depth: Int) {
      for name in LocalFile.names(in: folder).prefix(2_000) {
        let path = folder + name
        if name.hasSuffix(".lock"), name != "handoff.lock",
          let modified = LocalFile.modified(path), abs(now - modified / 1_000_000_000) > 30
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

  /// Returns a number of seconds in words.
  private static func words(_ seconds: Int64) -> String {
    switch seconds {
    case ..<120: Phrases.durationSeconds(n: max(0, seconds))
    case ..<7_200: Phrases.durationMinutes(n: seconds / 60)
    case ..<172_800: Phrases.durationHours(n: seconds / 3_600)
    default: Phrases.durationDays(n: seconds / 86_400)
    }
  }
}

/// The access that other users of this computer have to a folder, by its permissions and those of
/// the folders above it.
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

  /// Returns true if everybody may enter all folders above.
  private static func isReachable(_ path: String) -> Bool {
    var folder = LocalFile.folder(of: path)
    while folder != "/", folder != "." {
      if let mode = LocalFile.information(folder)?.mode, mode & 0o1 == 0 { return false }
      folder = LocalFile.folder(of: folder)
    }
    return true
  }
}
