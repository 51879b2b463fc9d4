internal import MachineState
internal import Platform

extension DoctorCheck {
  /// The settings can be read, and mean something.
  static let configuration = DoctorCheck("configuration", "Configuration", .machine) {
    examination in
    let context = examination.context
    let file = try ConfigurationFile(context)
    let settings = try await examination.settings()
    let path = context.shortened(file.path)
    var finding = DoctorFinding(
      LocalFile.exists(file.path) ? path : "\(path) does not exist (yet).")
    let unknown = try file.unknownNames()
    if !unknown.isEmpty {
      let names = unknown.prefix(5).map { "“\($0.prefix(40))”" }.joined(separator: ", ")
      finding.add(
        .warning, "\(path) has settings that handoff does not know: \(names).",
        fix: "Remove them, or find the right names: handoff config")
    }
    for setting in Setting.all {
      guard case .environment(let name) = settings.origin(of: setting) else { continue }
      finding.note("\(setting.name) is taken from the environment (\(name)).")
    }
    if let mode = LocalFile.information(file.path)?.mode, mode & 0o022 != 0 {
      finding.add(
        .warning, "Other users may change \(path).",
        fix: "Close it: chmod go-w \(shellWord(file.path))")
    }
    return finding
  }

  /// The machine has its pinned name.
  static let machine = DoctorCheck("machine", "Name", .machine, requires: ["configuration"]) {
    examination in
    let settings = try await examination.settings()
    let name = try settings.requireMachine()
    return DoctorFinding("\(name), from \(settings.origin(of: \.machine).description)")
  }
}

extension DoctorCheck {
  /// The state folder can be written, by nobody else, and the disk has room.
  static let state = DoctorCheck("state", "State folder", .state) { examination in
    let context = examination.context
    let state = try context.state()
    let path = context.shortened(state.path)
    var finding = DoctorFinding(path)
    if LocalFile.exists(state.path) {
      lookAtPermissions(of: state, context, &finding)
    } else {
      finding.note("It is made when it is first needed.")
    }
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
      state.path, state.inbox, state.sessions, state.locks, state.path + "/backups",
    ]
    for folder in folders where LocalFile.exists(folder) {
      let isWritable = unsafe access(folder, R_OK | W_OK | X_OK) == 0
      if isWritable, LocalFile.isFolder(folder) { continue }
      finding.add(
        .failed, "\(context.shortened(folder)) is no folder that you may write.",
        fix: "Mend it: chown -R \(geteuid()) \(shellWord(state.path))"
          + " && chmod -R u+rwX \(shellWord(state.path))")
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
        .warning, "Other users are given rights to \(context.shortened(open)).",
        fix: "Close it: chmod -R go= \(shellWord(state.path))")
    }
  }

  private static func device(of path: String) -> UInt64? {
    LocalFile.information(path)?.device
  }

  private static func lookAtSpace(
    at path: String, _ context: HandoffContext, _ finding: inout DoctorFinding
  ) {
    guard let bytes = FreeSpace.bytes(at: path) else { return }
    let text = "\(FreeSpace.words(bytes)) free at \(context.shortened(path))"
    let fix = "Make room there: du -sh \(shellWord(path))"
    switch bytes {
    case ..<1_000_000: finding.add(.failed, "Only \(text).", fix: fix)
    case ..<100_000_000: finding.add(.warning, "Only \(text).", fix: fix)
    default: finding.note(text)
    }
  }

  /// Hooks and workers, which are silent, had nothing to complain of lately.
  static let log = DoctorCheck("log", "Event log", .state) { examination in
    let context = examination.context
    let now = context.seconds()
    let last = SyncClock(.push, in: try context.state()).last
    let errors = try EventLog(context).events(limit: 2_000).filter { $0.level == "error" }
    // What went wrong before the last push has been got over.
    let recent = errors.filter { now - $0.time < 86_400 && $0.time > last }
    guard !recent.isEmpty else {
      return DoctorFinding(errors.isEmpty ? "no errors" : "no errors since the last push")
    }
    var finding = DoctorFinding()
    finding.add(
      .warning, "\(recent.count) errors in the last day, since the last push. The newest:",
      fix: "See them all: handoff log")
    for event in recent.suffix(3).reversed() {
      finding.note("\(event.topic): \(event.message.prefix(300))")
      if let hint = event.hint { finding.note("  \(hint.prefix(300))") }
    }
    return finding
  }
}

/// The free space of a file system (`statvfs(3)`).
enum FreeSpace {
  /// Returns the bytes that this user may still write where a path is, or will be.
  ///
  /// - Parameter path: A file or folder; the nearest folder above it that is there counts.
  /// - Returns: `nil` where it cannot be told.
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

  /// A number of bytes in words, in decimal multiples.
  static func words(_ bytes: UInt64) -> String {
    switch bytes {
    case ..<1_000_000: "\(bytes / 1_000) kB"
    case ..<1_000_000_000: "\(bytes / 1_000_000) MB"
    default: "\(bytes / 1_000_000_000) GB"
    }
  }
}
