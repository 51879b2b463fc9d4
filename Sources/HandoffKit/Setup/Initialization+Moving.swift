internal import Phrases
internal import SnapshotStore
internal import SyncRepo

/// The move of a clone from one remote to another.
extension Initialization {
  /// Brings everything to another remote, and works with that from then on.
  ///
  /// What others have pushed to the old one comes along, as far as it can be reached.
  ///
  /// - Parameters:
  ///   - typed: The new address as a person types it.
  ///   - leave: The obstacles that are none.
  ///   - settings: The settings.
  ///   - replaces: True if this machine takes the place of one that used its name, and is gone.
  ///   - progress: Called with how far it has come.
  /// - Returns: The outcome.
  /// - Throws: `SetupObstacle`, `HandoffError` for a remote with a history of its own, `SyncError`; the clone
  ///   then keeps its remote.
  func move(
    to typed: String, _ leave: Leave, _ settings: Settings, replaces: Bool,
    _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> Result {
    let prospect = try await look(at: typed, leave, settings, progress: progress)
    defer { prospect.discard() }
    // Under a name that another machine has, each would take the other's tasks for its own.
    if !replaces, let taken = self.trouble(with: name(settings), in: prospect, settings) {
      throw taken
    }
    var settings = settings
    if leave.isPublic { settings.publicRemote = prospect.address.description }
    let own = try await MachineRepository.open(context, settings: settings)
    let old = try await own.store.repo.remoteAddress().description
    let trouble = await own.refresh(progress: progress)
    guard try await isRelated(prospect.sync, to: own.store.repo) else {
      throw HandoffError(
        .usage, Phrases.moveUnrelated(address: prospect.address),
        hint: Phrases.moveUnrelatedHint(address: prospect.address))
    }
    let file = try ConfigurationFile(context)
    _ = try file.document()
    let before = try await own.store.repo.remoteSettings()
    try await own.store.repo.setRemote((fetch: prospect.source, push: nil))
    do throws(SyncError) {
      try await own.deliver(progress: progress)
    } catch {
      try await own.store.repo.setRemote(before)
      throw error
    }
    try remember(prospect.address.description, settings, allowsPublic: leave.isPublic, in: file)
    var result = Result(
      machine: name(settings), repo: settings.repo, remote: prospect.address.description,
      branch: own.store.repo.branch, isAdopted: true,
      snapshots: try await own.store.list().count, file: file.path, others: prospect.others.names,
      writeTrouble: nil, privacyTrouble: leave.isPublic ? nil : prospect.privacyTrouble)
    result.movedFrom = old
    result.missesOld = trouble != nil
    return result
  }

  /// Returns true if two repositories belong together: one is empty, they begin with the same commit, or a
  /// file is the same in both, as after `handoff compact`.
  private func isRelated(
    _ one: SyncRepository, to other: SyncRepository
  ) async throws(SyncError) -> Bool {
    guard let first = try await one.firstCommit(), let second = try await other.firstCommit() else {
      return true
    }
    if first == second { return true }
    let files = Set(try await one.list().map { [$0.path, $0.blob] })
    return try await other.list().contains { files.contains([$0.path, $0.blob]) }
  }
}
