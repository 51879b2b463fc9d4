internal import MachineState
internal import Phrases
internal import Platform

extension DoctorCheck {
  /// The settings can be read, and mean something.
  static let configuration = DoctorCheck(
    "configuration", Phrases.titleConfiguration(), .machine
  ) { examination in
    let context = examination.context
    let file = try ConfigurationFile(context)
    let settings = try await examination.settings()
    let path = context.shortened(file.path)
    var finding = DoctorFinding(
      LocalFile.exists(file.path) ? path : Phrases.checkNoConfiguration(path: path))
    let unknown = try file.unknownNames()
    if !unknown.isEmpty {
      let names = Phrases.list(unknown.prefix(5).map { "“\($0.prefix(40))”" })
      finding.add(
        .warning, Phrases.checkUnknownSettings(path: path, names: names),
        fix: Phrases.fixUnknownSettings())
    }
    for setting in Setting.all {
      guard case .environment(let variable) = settings.origin(of: setting) else { continue }
      finding.note(
        Phrases.checkSettingFromEnvironment(setting: setting.name, variable: variable))
    }
    if let mode = LocalFile.information(file.path)?.mode, mode & 0o022 != 0 {
      finding.add(
        .warning, Phrases.checkConfigurationOpen(path: path),
        fix: Phrases.fixConfigurationOpen(path: shellWord(file.path)))
    }
    return finding
  }

  /// The machine has its pinned name.
  static let machine = DoctorCheck(
    "machine", Phrases.titleMachine(), .machine, requires: ["configuration"]
  ) { examination in
    let settings = try await examination.settings()
    let name = try settings.requireMachine()
    let file = try ConfigurationFile(examination.context)
    return DoctorFinding(
      Phrases.checkMachineName(machine: name, origin: settings.origin(of: \.machine).description)
    ).summarized("\(name); \(examination.context.shortened(file.path))")
  }
}

extension DoctorCheck {
  /// The state folder can be written, by nobody else, and the disk has room.
  static let state = DoctorCheck("state", Phrases.titleState(), .state) { examination in
    let context = examination.context
    let state = try context.state()
    var finding = DoctorFinding(context.shortened(state.path))
    finding.summary = context.shortened(state.path)
    if LocalFile.exists(state.path) {
      lookAtPermissions(of: state, context, &finding)
    } else {
      finding.note(Phrases.checkNoState())
    }
    finding.lookAtSync(
      of: state.path, shown: context.shortened(state.path), fix: Phrases.fixSyncedState())
    lookAtSpace(at: state.path, context, &finding)
    if let repo = try? await examination.settings().repo,
      LocalFile.exists(repo), device(of: repo) != device(of: state.path)
    {
      lookAtSpace(at: repo, context, &finding)
    }
    return finding
  }

  private static func lookAtPermissions(
    of state: StateFolder, _ context: HandoffContext, _ finding: inout DoctorFinding
  ) {
    let folders = [
      state.path, state.inbox, state.prompts, state.sessions, state.locks, state.path + "/backups",
    ]
    for folder in folders where LocalFile.exists(folder) {
      let isWritable = unsafe access(folder, R_OK | W_OK | X_OK) == 0
      if isWritable, LocalFile.isFolder(folder) { continue }
      finding.add(
        .failed, Phrases.checkNotWritable(path: context.shortened(folder)),
        fix: Phrases.fixStateNotWritable(user: geteuid(), path: shellWord(state.path)))
      return
    }
    let open = folders.lazy.flatMap { folder in
      [folder] + LocalFile.names(in: folder).prefix(1_000).map { "\(folder)/\($0)" }
    }.first { path in
      LocalFile.kind(path) != .symbolicLink
        && (LocalFile.information(path)?.mode ?? 0) & 0o077 != 0
    }
    if let open {
      finding.add(
        .warning, Phrases.checkStateOpen(path: context.shortened(open)),
        fix: Phrases.fixStateOpen(path: shellWord(state.path)))
    }
  }

  private static func device(of path: String) -> UInt64? {
    LocalFile.information(path)?.device
  }

  private static func lookAtSpace(
    at path: String, _ context: HandoffContext, _ finding: inout DoctorFinding
  ) {
    guard let bytes = FreeSpace.bytes(at: path) else { return }
    let (size, place) = (FreeSpace.words(bytes), context.shortened(path))
    guard bytes < 100_000_000 else {
      finding.note(Phrases.checkSpace(size: size, path: place))
      return
    }
    finding.add(
      bytes < 1_000_000 ? .failed : .warning, Phrases.checkNoSpace(size: size, path: place),
      fix: Phrases.fixNoSpace(path: shellWord(path)))
  }

  /// Hooks and workers, which are silent, have had nothing to complain about lately.
  static let log = DoctorCheck("log", Phrases.titleLog(), .state) { examination in
    let context = examination.context
    let now = context.seconds()
    let last = SyncClock(.push, in: try context.state()).last
    let errors = try EventLog(context).events(limit: 2_000).filter { $0.level == "error" }
    // A push that worked is the end of what went wrong before it.
    let recent = errors.filter { now - $0.time < 86_400 && $0.time > last }
    guard !recent.isEmpty else {
      return DoctorFinding(
        errors.isEmpty ? Phrases.checkNoErrors() : Phrases.checkNoNewErrors())
    }
    var finding = DoctorFinding.warning(
      Phrases.checkErrors(n: recent.count), fix: Phrases.fixErrors())
    for event in recent.suffix(3).reversed() {
      finding.note("\(event.topic): \(event.message.prefix(300))")
      if let hint = event.hint { finding.note("  \(hint.prefix(300))") }
    }
    return finding
  }
}

/// The free space of a file system (`statvfs(3)`).
enum FreeSpace {
  /// Returns the bytes that this user may still write at a path.
  ///
  /// - Parameter path: A file or folder; if it is not there, the nearest folder above it counts.
  /// - Returns: The bytes; `nil` if they cannot be told.
  static func bytes(at path: String) -> UInt64? {
    var place = path
    while !LocalFile.exists(place), place != "/", place != "." {
      place = LocalFile.folder(of: place)
    }
    var facts = statvfs()
    guard unsafe statvfs(place, &facts) == 0 else { return nil }
    let (bytes, isTooMuch) = UInt64(facts.f_bavail)
      .multipliedReportingOverflow(by: UInt64(facts.f_frsize))
    return isTooMuch ? .max : bytes
  }

  /// Returns a number of bytes in words, in decimal multiples.
  static func words(_ bytes: UInt64) -> String {
    switch bytes {
    case ..<1_000_000: "\(bytes / 1_000) kB"
    case ..<1_000_000_000: "\(bytes / 1_000_000) MB"
    default: "\(bytes / 1_000_000_000) GB"
    }
  }
}
