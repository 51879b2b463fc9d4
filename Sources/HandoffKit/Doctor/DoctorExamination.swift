internal import MachineState
internal import Platform
internal import SnapshotStore
internal import SyncRepo

/// The things that the checks of one run share, each made once when it is first wanted: the
/// settings, the open clone, the look at the remote.
actor DoctorExamination {
  nonisolated let context: HandoffContext
  /// The address to look at in place of the clone's remote.
  nonisolated let remote: String?
  private var loadedSettings: Result<Settings, any Error>?
  private var openedRepo: Result<SyncRepository, any Error>?
  private var seenAccess: Result<AccessReport, any Error>?
  private var foundClaude: ClaudeInstallations?

  /// Makes an examination.
  ///
  /// - Parameters:
  ///   - context: The world around it. Nobody is ever asked anything: what works here works in a
  ///     hook.
  ///   - remote: The address to look at in place of the clone's remote.
  init(_ context: HandoffContext, remote: String? = nil) {
    self.init(context, remote: remote, access: nil)
  }

  /// Makes an examination that has looked at the remote already.
  init(_ context: HandoffContext, remote: String? = nil, access: AccessReport?) {
    var context = context
    context.canAsk = false
    self.context = context
    self.remote = remote
    seenAccess = access.map { .success($0) }
  }

  /// Returns all settings.
  func settings() async throws -> Settings {
    if let loadedSettings { return try loadedSettings.get() }
    let context = context
    let result = await Result.of { try await SettingsLoader(context).load() }
    loadedSettings = result
    return try result.get()
  }

  /// Returns the clone.
  func repo() async throws -> SyncRepository {
    if let openedRepo { return try openedRepo.get() }
    let result = await Result.of {
      let settings = try await settings()
      return try await MachineRepository.openClone(
        at: settings.repo, configuration: configuration(settings))
    }
    openedRepo = result
    return try result.get()
  }

  /// Returns the snapshots in the clone.
  func store() async throws -> Snapshots {
    Snapshots(repo: try await repo(), sealing: try Vault.load(context))
  }

  /// Returns the answers of the remote; it is asked once.
  func access() async throws -> AccessReport {
    if let seenAccess { return try seenAccess.get() }
    let result = await Result.of { try await look() }
    seenAccess = result
    return try result.get()
  }

  /// Looks at a clone of the remote that is made for this, and is gone afterwards.
  ///
  /// - Parameter look: Called with its snapshots.
  /// - Returns: The result of the look.
  /// - Throws: `SyncError` where the remote cannot be cloned, and what the look throws.
  func withNewClone<Value: Sendable>(
    _ look: @Sendable (Snapshots) async throws -> Value
  ) async throws -> Value {
    let settings = try await settings()
    let state = try context.state()
    try state.create()
    let folder = state.path + "/doctor-clone"
    // Of a run that was killed.
    LocalFile.removeTree(folder)
    defer { LocalFile.removeTree(folder) }
    var configuration = configuration(settings)
    configuration.network = NetworkLimits()
    let address =
      if let remote { try context.absoluteAddress(remote) } else {
        try await repo().remoteAddress().text
      }
    let clone = try await SyncRepository.clone(
      from: address, to: folder, configuration: configuration)
    return try await look(Snapshots(repo: clone, sealing: try Vault.load(context)))
  }

  /// Returns the installations of Claude Code; each is asked for its version once.
  func claude() async throws -> ClaudeInstallations {
    if let foundClaude { return foundClaude }
    let found = await ClaudeInstallations.find(context, setting: try await settings().claude)
    foundClaude = found
    return found
  }

  private func look() async throws -> AccessReport {
    guard let remote else { return try await repo().checkAccess() }
    let settings = try await settings()
    return try await SyncRepository.checkAccess(
      of: try context.absoluteAddress(remote), configuration: configuration(settings))
  }

  private func configuration(_ settings: Settings) -> SyncConfiguration {
    var configuration = context.syncConfiguration(
      of: settings.machine ?? MachineName(making: context.hostName()))
    configuration.isInteractive = false
    configuration.network = NetworkLimits(
      firstAnswer: .seconds(20), silence: .seconds(20), total: .seconds(40))
    return configuration
  }
}

extension Result where Failure == any Error {
  /// Keeps what an operation returns or throws.
  fileprivate static func of(_ operation: () async throws -> Success) async -> Self {
    do {
      return .success(try await operation())
    } catch {
      return .failure(error)
    }
  }
}
