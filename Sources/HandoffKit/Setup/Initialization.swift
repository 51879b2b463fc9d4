internal import ClaudeCode
internal import MachineState
internal import Phrases
internal import Platform
package import SnapshotStore
package import SyncRepo

/// `handoff init`: pins the machine's name and clones or adopts the sync repository.
package struct Initialization: Sendable {
  /// The outcome of the set-up.
  package struct Result: Sendable {
    package let machine: MachineName
    package let repo: String
    package let remote: String
    package let branch: String
    /// True if a clone that was there already is used.
    package let isAdopted: Bool
    /// The remote that the clone was moved away from; `nil` where it was not moved.
    package var movedFrom: String?
    /// True if the remote that it was moved away from had not been heard before: what others pushed there
    /// last may be missing.
    package var missesOld = false
    package let snapshots: Int
    package let file: String
    /// The files and folders at the top of the remote that are none of handoff's, sorted; the name of a
    /// folder ends with a slash.
    package let others: [String]
    /// The reason for which this machine may not push there, as far as that can be told.
    package let writeTrouble: SyncError?
    /// The reason for which nobody could tell if strangers can read the remote; `nil` if that is
    /// known, or was not asked.
    package let privacyTrouble: String?
  }

  let context: HandoffContext
  /// The way into an encrypted repository that is asked for; `nil` for none.
  let entry: Entry?

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - entry: The way into an encrypted repository that is asked for.
  package init(_ context: HandoffContext, entry: Entry? = nil) {
    self.context = context
    self.entry = entry
  }

  /// Makes the sync repository, where it is a folder on this computer.
  ///
  /// - Parameter typed: Its path as a person types it.
  /// - Throws: `HandoffError` for another address or none; `SyncError` where something is there already.
  package func createRemote(at typed: String?) throws {
    guard let typed, let path = RemoteAddress(try context.absoluteAddress(typed)).localPath else {
      throw HandoffError(.usage, Phrases.createNoPath(), hint: Phrases.createNoPathHint())
    }
    try SyncRepository.createRemote(at: path)
  }

  /// Reads the settings with what was typed.
  ///
  /// - Parameters:
  ///   - machine: The machine's name.
  ///   - repo: The place of the clone.
  /// - Returns: The settings.
  /// - Throws: `HandoffError` for a value that is none.
  package func settings(machine: String? = nil, repo: String? = nil) async throws -> Settings {
    try await SettingsLoader(context).load(
      flags: [Setting.name(of: \.machine): machine, Setting.name(of: \.repo): repo])
  }

  /// The machine's name: the one of the settings, else one made of the host's.
  package func name(_ settings: Settings) -> MachineName {
    settings.machine ?? MachineName(making: context.hostName())
  }

  /// Returns true if something lies at the place of the clone.
  package func isThere(_ settings: Settings) -> Bool {
    LocalFile.exists(settings.repo) && !LocalFile.names(in: settings.repo).isEmpty
  }

  /// Sets this machine up; running it again with the same values changes nothing, and with another address
  /// moves the clone there.
  ///
  /// - Parameters:
  ///   - remote: The address of the sync repository; may be left out if `repo` is a clone, or the
  ///     configuration has it.
  ///   - machine: The machine's name; the host's name, or what is configured, if left out.
  ///   - repo: The place of the clone, which may be there already.
  ///   - allowsPublic: True if the remote may be one that anybody on the network can read.
  ///   - allowsShared: True if the remote may hold something else, without any task in it yet.
  ///   - replaces: True if this machine takes the place of one that used its name, and is gone.
  ///   - progress: Called with the progress of the clone.
  /// - Returns: The outcome.
  /// - Throws: `HandoffError`, `SyncError`; nothing is configured then.
  package func run(
    remote: String?, machine: String?, repo: String?, allowsPublic: Bool = false,
    allowsShared: Bool = false, replaces: Bool = false,
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> Result {
    let settings = try await settings(machine: machine, repo: repo)
    let own = try await self.settings()
    do {
      if isThere(settings) {
        do {
          let prospect = try await lookAtClone(of: remote, settings)
          let isKnown = prospect.address.description == settings.publicRemote
          // What was accepted once is not asked again.
          try refuse(
            prospect,
            Leave(isPublic: allowsPublic, isShared: allowsShared || own.machine != nil),
            isKnown: isKnown)
          return try use(prospect, settings, allowsPublic: allowsPublic, replaces: replaces)
        } catch let error as SyncError {
          guard error.kind == .alreadyExists, let remote, own.machine != nil,
            own.repo == settings.repo
          else { throw error }
          return try await move(
            to: remote, Leave(isPublic: allowsPublic, isShared: allowsShared), settings,
            replaces: replaces, progress)
        }
      }
      guard let remote = remote ?? (settings.remote.isEmpty ? nil : settings.remote) else {
        throw HandoffError(
          .usage, Phrases.setupNoClone(path: settings.repo), hint: Phrases.setupNoCloneHint())
      }
      let prospect = try await look(
        at: remote,
        Leave(isPublic: allowsPublic, isShared: allowsShared, isReadOnly: true), settings,
        progress: progress)
      defer { prospect.discard() }
      return try use(prospect, settings, allowsPublic: allowsPublic, replaces: replaces)
    } catch let obstacle as SetupObstacle {
      throw obstacle.error
    }
  }

  /// Sets this machine up with a remote that was looked at.
  ///
  /// - Parameters:
  ///   - prospect: The remote; its clone goes to its place.
  ///   - settings: The settings, with the machine's name.
  ///   - allowsPublic: True if the remote may be one that anybody on the network can read.
  ///   - replaces: True if this machine takes the place of one that used its name, and is gone.
  /// - Returns: The outcome.
  /// - Throws: `HandoffError` where the name is another machine's, `FileError`; nothing is configured then.
  package func use(
    _ prospect: Prospect, _ settings: Settings, allowsPublic: Bool, replaces: Bool
  ) throws -> Result {
    let name = name(settings)
    try refuse(prospect, entry)
    let state = try context.state()
    try state.create()
    let installation = Installation(state, clone: settings.repo)
    let others = holders(of: name, in: prospect, installation)
    if let trouble = trouble(with: name, in: prospect, settings), !replaces { throw trouble }
    let file = try ConfigurationFile(context)
    _ = try file.document()
    if !prospect.isAdopted { try LocalFile.moveFolder(prospect.folder, to: settings.repo) }
    do {
      let ids = others.compactMap { $0.header?.installation }.filter { Installation.isValid($0) }
      try installation.create(ids.first)
      try remember(prospect.address.description, settings, allowsPublic: allowsPublic, in: file)
    } catch {
      if !prospect.isAdopted { LocalFile.removeTree(settings.repo) }
      throw error
    }
    // A clone that was just made holds what the remote has.
    if !prospect.isAdopted { try? SyncClock(.fetch, in: state).note(context.seconds()) }
    return Result(
      machine: name, repo: settings.repo, remote: prospect.address.description,
      branch: prospect.branch, isAdopted: prospect.isAdopted, snapshots: prospect.snapshots.count,
      file: file.path, others: prospect.others.names, writeTrouble: prospect.writeTrouble,
      privacyTrouble: allowsPublic ? nil : prospect.privacyTrouble)
  }

  /// Writes the configuration.
  func remember(
    _ remote: String, _ settings: Settings, allowsPublic: Bool, in file: ConfigurationFile
  ) throws {
    var settings = settings
    settings.machine = name(settings)
    settings.remote = remote
    if allowsPublic { settings.publicRemote = remote }
    try file.store(
      Setting.of(\.machine, \.remote, \.repo)
        + (allowsPublic ? Setting.of(\.publicRemote) : []), of: settings)
  }

  /// Refuses a name that another installation uses.
  ///
  /// Where the conversations of its sessions lie here, that one was this machine's own: its state folder and
  /// its clone were deleted.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - prospect: The remote.
  ///   - settings: The settings, with the place of the clone.
  /// - Returns: The error; `nil` where this machine may have the name.
  package func trouble(
    with name: MachineName, in prospect: Prospect, _ settings: Settings
  ) -> HandoffError? {
    guard let state = try? context.state() else { return nil }
    let others = holders(of: name, in: prospect, Installation(state, clone: settings.repo))
    let locator = (try? context.claudeFolder()).map { TranscriptLocator(configurationFolder: $0) }
    let isOwn = others.contains { stored in
      stored.id.map { locator?.path(sessionID: $0.session.rawValue) != nil } == true
    }
    guard !others.isEmpty, !isOwn else { return nil }
    return HandoffError(
      .usage, Phrases.setupNameTaken(machine: name, n: others.count),
      hint: Phrases.setupNameTakenHint())
  }

  /// Returns the snapshots that other installations have written under a name.
  private func holders(
    of name: MachineName, in prospect: Prospect, _ installation: Installation
  ) -> [StoredSnapshot] {
    let own = installation.id
    return prospect.snapshots.filter { stored in
      stored.id?.machine == name && stored.header?.installation.map { $0 != own } == true
    }
  }
}
