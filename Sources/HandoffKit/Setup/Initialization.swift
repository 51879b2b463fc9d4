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
    package let snapshots: Int
    package let file: String
    /// The files and folders at the top of the remote that are none of handoff's, sorted.
    package let others: [String]
    /// The reason for which this machine may not push there, as far as that can be told.
    package let writeTrouble: SyncError?
    /// The reason for which nobody could tell if strangers can read the remote; `nil` if that is
    /// known, or was not asked.
    package let privacyTrouble: String?
  }

  /// A look at the remote, or the error that kept us from looking.
  private typealias Look = Swift.Result<AccessReport, SyncError>

  private let context: HandoffContext

  package init(_ context: HandoffContext) { self.context = context }

  /// Sets this machine up; running it again with the same values changes nothing.
  ///
  /// - Parameters:
  ///   - remote: The address of the sync repository; may be left out if `repo` is a clone.
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
    var settings = try await SettingsLoader(context).load(
      flags: [Setting.name(of: \.machine): machine, Setting.name(of: \.repo): repo])
    let name = settings.machine ?? MachineName(making: context.hostName())
    let path = settings.repo
    let address = try remote.map(context.absoluteAddress)
    let configuration = context.syncConfiguration(of: name)
    let isSetUp = try await SettingsLoader(context).load().machine != nil
    let isThere = LocalFile.exists(path) && !LocalFile.names(in: path).isEmpty
    let sync: SyncRepository
    let look: Look
    if isThere {
      let adopted = try await adopt(path, address, configuration)
      sync = adopted
      look = await Initialization.look { () throws(SyncError) in try await adopted.checkAccess() }
      let isKnown = try await adopted.remoteAddress().description == settings.publicRemote
      try refusePublic(look, allowsPublic || isKnown)
    } else {
      guard let address else {
        throw HandoffError(
          .usage, Phrases.setupNoClone(path: path), hint: Phrases.setupNoCloneHint())
      }
      look = await Initialization.look { () throws(SyncError) in
        try await SyncRepository.checkAccess(of: address, configuration: configuration)
      }
      try refusePublic(look, allowsPublic)
      try LocalFile.createFolder(LocalFile.folder(of: path))
      sync = try await SyncRepository.clone(
        from: address, to: path, configuration: configuration, progress: progress)
    }
    let shown = try await sync.remoteAddress()
    let all = try await Snapshots(repo: sync).list()
    let (others, hasTasks) = try await content(of: sync)
    try context.state().create()
    do {
      // What was accepted once is not asked again.
      if !allowsShared && !hasTasks && !(isThere && isSetUp) {
        try refuseShared(others, shown.description)
      }
      try settle(name, path, all, replaces: replaces)
    } catch {
      if !isThere { LocalFile.removeTree(path) }
      throw error
    }
    let file = try ConfigurationFile(context)
    settings.machine = name
    if allowsPublic { settings.publicRemote = shown.description }
    try file.store(
      Setting.of(\.machine, \.repo)
        + (allowsPublic ? Setting.of(\.publicRemote) : []), of: settings)
    return Result(
      machine: name, repo: path, remote: shown.description, branch: sync.branch,
      isAdopted: isThere, snapshots: all.count, file: file.path, others: others,
      writeTrouble: writeTrouble(look),
      privacyTrouble: allowsPublic ? nil : privacyTrouble(look))
  }

  /// Makes the installation's id, and refuses a name that another installation uses.
  ///
  /// Where the conversations of its sessions lie here, that one was this machine's own: its state folder and
  /// its clone were deleted.
  private func settle(
    _ name: MachineName, _ clone: String, _ all: [StoredSnapshot], replaces: Bool
  ) throws {
    let installation = Installation(try context.state(), clone: clone)
    let own = installation.id
    let others = all.filter { stored in
      stored.id?.machine == name && stored.header?.installation.map { $0 != own } == true
    }
    let ids = others.compactMap { $0.header?.installation }.filter { Installation.isValid($0) }
    let locator = (try? context.claudeFolder()).map { TranscriptLocator(configurationFolder: $0) }
    let isOwn = others.contains { stored in
      stored.id.map { locator?.path(sessionID: $0.session.rawValue) != nil } == true
    }
    if !others.isEmpty && !replaces && !isOwn {
      throw HandoffError(
        .usage, Phrases.setupNameTaken(machine: name, n: others.count),
        hint: Phrases.setupNameTakenHint())
    }
    try installation.create(replaces || isOwn ? ids.first : nil)
  }

  private static func look(
    _ body: () async throws(SyncError) -> AccessReport
  ) async -> Look {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  /// Refuses a remote that anybody can read: snapshots tell what a person works on.
  ///
  /// A folder on this computer is left to its owner, and to the doctor.
  private func refusePublic(_ look: Look, _ allowsPublic: Bool) throws {
    guard !allowsPublic, case .success(let access) = look, access.transport != .local,
      case .readable(let how) = access.anonymous
    else { return }
    throw HandoffError(
      .usage, Phrases.setupPublic(address: access.address, how: how),
      hint: Phrases.setupPublicHint())
  }

  /// The names at the top of the repository that are neither handoff's nor those that hosts make (a
  /// README, a license, and files that begin with a dot), and whether it has tasks.
  private func content(
    of sync: SyncRepository
  ) async throws -> (others: [String], hasTasks: Bool) {
    let tops = try await sync.list().map { file in
      String(file.path.prefix { $0 != "/" })
    }
    let others = Set(tops).filter { name in
      let upper = name.uppercased()
      return name != SnapshotID.folder && name != Snapshots.forgottenFolder && !name.hasPrefix(".")
        && !upper.hasPrefix("README")
        && !upper.hasPrefix("LICENSE")
    }
    return (others.sorted(), tops.contains(SnapshotID.folder))
  }

  /// Refuses a repository that is somebody's project: its people would read the snapshots.
  private func refuseShared(_ others: [String], _ address: String) throws {
    guard !others.isEmpty else { return }
    throw HandoffError(
      .usage,
      Phrases.setupShared(address: address, names: Phrases.list(Array(others.prefix(5)))),
      hint: Phrases.setupSharedHint())
  }

  private func writeTrouble(_ look: Look) -> SyncError? {
    guard case .success(let access) = look, case .refused(let error) = access.write else {
      return nil
    }
    return error
  }

  private func privacyTrouble(_ look: Look) -> String? {
    switch look {
    case .failure(let error): return error.message
    case .success(let access):
      guard access.transport != .local, case .unknown(let reason) = access.anonymous else {
        return nil
      }
      return "\(reason)."
    }
  }

  private func adopt(
    _ path: String, _ address: String?, _ configuration: SyncConfiguration
  ) async throws -> SyncRepository {
    let sync = try await MachineRepository.openClone(at: path, configuration: configuration)
    if let address {
      try await sync.useRemote(address)
    }
    _ = try await sync.remoteAddress()
    return sync
  }
}
