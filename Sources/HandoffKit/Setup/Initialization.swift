internal import Foundation
internal import HookRelay
internal import LocalFiles
package import SnapshotStore
package import SyncRepo

/// `handoff init`: pins the machine's name and clones or adopts the sync repository.
package struct Initialization: Sendable {
  /// What was set up.
  package struct Result: Sendable {
    package let machine: MachineName
    package let repo: String
    package let remote: String
    package let branch: String
    /// Whether a clone that was there already is used.
    package let isAdopted: Bool
    package let snapshots: Int
    package let file: String
  }

  private let context: HandoffContext

  package init(_ context: HandoffContext) { self.context = context }

  /// Sets this machine up; running it again with the same values changes nothing.
  ///
  /// - Parameters:
  ///   - remote: The address of the sync repository; may be left out if `repo` is a clone.
  ///   - machine: The machine's name; the host's name, or what is configured, if left out.
  ///   - repo: Where the clone is or shall be.
  ///   - progress: Called with how far the clone has come.
  /// - Returns: What was set up.
  /// - Throws: `HandoffError`, `SyncError`; nothing is configured then.
  package func run(
    remote: String?, machine: String?, repo: String?,
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> Result {
    let settings = try await SettingsLoader(context).load()
    let name = try name(machine, settings)
    let path = try repo.map { try context.absolute($0) } ?? settings.repo
    let address = try remote.map(context.absoluteAddress)
    let configuration = SnapshotStore.configuration(
      machine: name, isInteractive: context.isInteractive, now: context.seconds)
    let isThere = LocalFile.exists(path) && !LocalFile.names(in: path).isEmpty
    let sync: SyncRepo
    if isThere {
      sync = try await adopt(path, address, configuration)
    } else {
      guard let address else {
        throw HandoffError(
          .usage, "There is no clone at \(path) to adopt.",
          hint: "Name the sync repository: handoff init --remote URL")
      }
      try LocalFile.createFolder(LocalFile.folder(of: path))
      sync = try await SyncRepo.clone(
        from: address, to: path, configuration: configuration, progress: progress)
    }
    let shown = try await sync.remoteAddress()
    let count = try await SnapshotStore(repo: sync).list().count
    try context.state().create()
    let file = try ConfigurationFile(context)
    try file.set([.machine: name.rawValue, .repo: path])
    return Result(
      machine: name, repo: path, remote: shown.description, branch: sync.branch,
      isAdopted: isThere, snapshots: count, file: file.path)
  }

  private func name(_ given: String?, _ settings: Settings) throws -> MachineName {
    if let given {
      guard let name = MachineName(given) else {
        throw HandoffError(
          .usage, "“\(given.prefix(80))” cannot be a machine's name.",
          hint: "Use letters, digits, “.”, “_” and “-”, at most 63.")
      }
      return name
    }
    return settings.machine ?? MachineName(making: context.hostName())
  }

  private func adopt(
    _ path: String, _ address: String?, _ configuration: SyncConfiguration
  ) async throws -> SyncRepo {
    let sync = try await SyncRepo.open(at: path, configuration: configuration)
    if let address {
      try await sync.useRemote(address)
    }
    _ = try await sync.remoteAddress()
    return sync
  }
}
