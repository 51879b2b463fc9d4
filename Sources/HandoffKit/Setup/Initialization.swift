internal import Essentials
internal import MachineState
internal import Platform
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
    /// Why this machine may not push there, as far as that can be told; `nil` where it may.
    package let writeTrouble: SyncError?
  }

  private let context: HandoffContext

  package init(_ context: HandoffContext) { self.context = context }

  /// Sets this machine up; running it again with the same values changes nothing.
  ///
  /// - Parameters:
  ///   - remote: The address of the sync repository; may be left out if `repo` is a clone.
  ///   - machine: The machine's name; the host's name, or what is configured, if left out.
  ///   - repo: Where the clone is or shall be.
  ///   - allowsPublic: Whether the remote may be one that anybody on the network can read.
  ///   - progress: Called with how far the clone has come.
  /// - Returns: What was set up.
  /// - Throws: `HandoffError`, `SyncError`; nothing is configured then.
  package func run(
    remote: String?, machine: String?, repo: String?, allowsPublic: Bool = false,
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> Result {
    var settings = try await SettingsLoader(context).load(
      flags: [Setting.name(of: \.machine): machine, Setting.name(of: \.repo): repo])
    let name = settings.machine ?? MachineName(making: context.hostName())
    let path = settings.repo
    let address = try remote.map(context.absoluteAddress)
    let configuration = context.syncConfiguration(of: name)
    let isThere = LocalFile.exists(path) && !LocalFile.names(in: path).isEmpty
    let sync: SyncRepository
    let access: AccessReport?
    if isThere {
      sync = try await adopt(path, address, configuration)
      access = try? await sync.checkAccess()
      try refusePublic(access, allowsPublic)
    } else {
      guard let address else {
        throw HandoffError(
          .usage, "There is no clone at \(path) to adopt.",
          hint: "Name the sync repository: handoff init --remote URL")
      }
      // What cannot be reached is told by the clone itself.
      access = try? await SyncRepository.checkAccess(of: address, configuration: configuration)
      try refusePublic(access, allowsPublic)
      try LocalFile.createFolder(LocalFile.folder(of: path))
      sync = try await SyncRepository.clone(
        from: address, to: path, configuration: configuration, progress: progress)
    }
    let shown = try await sync.remoteAddress()
    let count = try await Snapshots(repo: sync).list().count
    try context.state().create()
    let file = try ConfigurationFile(context)
    settings.machine = name
    try file.store(Setting.of(\.machine, \.repo), of: settings)
    return Result(
      machine: name, repo: path, remote: shown.description, branch: sync.branch,
      isAdopted: isThere, snapshots: count, file: file.path, writeTrouble: trouble(access))
  }

  /// Snapshots tell what a person works on: they do not go where anybody can read them.
  ///
  /// A folder on this computer is left to its owner, and to the doctor.
  private func refusePublic(_ access: AccessReport?, _ allowsPublic: Bool) throws {
    guard !allowsPublic, let access, access.transport != .local,
      case .readable(let how) = access.anonymous
    else { return }
    throw HandoffError(
      .usage, "Anybody can read \(access.address): \(how).",
      hint: "Make it private there, or accept that: handoff init --allow-public …")
  }

  private func trouble(_ access: AccessReport?) -> SyncError? {
    guard case .refused(let error)? = access?.write else { return nil }
    return error
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
