internal import Phrases
internal import Platform
internal import SnapshotStore
package import SyncRepo

/// The look at a remote before it is used.
extension Initialization {
  /// The obstacles that a person accepts.
  package struct Leave: Sendable {
    /// True if the remote may be one that anybody on the network can read.
    package var isPublic = false
    /// True if the remote may hold something else, without any task in it yet.
    package var isShared = false
    /// True if this machine may be let read only.
    package var isReadOnly = false

    package init(isPublic: Bool = false, isShared: Bool = false, isReadOnly: Bool = false) {
      (self.isPublic, self.isShared, self.isReadOnly) = (isPublic, isShared, isReadOnly)
    }
  }

  /// Looks at a remote as the doctor does, and clones it beside the place where its clone is to be.
  ///
  /// - Parameters:
  ///   - typed: The address as a person types it.
  ///   - leave: The obstacles that are none.
  ///   - settings: The settings.
  ///   - progress: Called with how far it has come.
  /// - Returns: The remote; it takes effect with `use(_:)`, and goes with `discard()`.
  /// - Throws: `SetupObstacle`; nothing is left behind then.
  package func look(
    at typed: String, _ leave: Leave, _ settings: Settings,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> Prospect {
    let configuration = context.syncConfiguration(of: name(settings))
    let (address, look) = try await reach(try context.addresses(typed), configuration)
    let access = try look.get()
    if !leave.isPublic { try refusePublic(access) }
    if !leave.isReadOnly, let error = access.write.error { throw SetupObstacle.readOnly(error) }
    let folder = "\(settings.repo).\(getpid()).new"
    let parents = missingFolders(above: folder)
    do {
      let sync = try await SyncRepository.clone(
        from: address, to: folder, configuration: configuration, progress: progress)
      let prospect = try await prospect(of: sync, look, parents: parents)
      if !leave.isShared { try refuseShared(prospect) }
      return prospect
    } catch {
      Prospect.remove(folder, parents)
      throw (error as? SyncError).map { SetupObstacle.unreadable($0) } ?? error
    }
  }

  /// Looks at a clone that is there already.
  ///
  /// - Parameters:
  ///   - typed: The remote it must be a clone of, as a person types it; `nil` for any.
  ///   - settings: The settings, with the place of the clone.
  /// - Returns: The clone; a remote that cannot be reached now is no obstacle.
  /// - Throws: `SyncError` where it is no clone, or one of another remote.
  package func lookAtClone(
    of typed: String?, _ settings: Settings
  ) async throws -> Prospect {
    let sync = try await MachineRepository.openClone(
      at: settings.repo, configuration: context.syncConfiguration(of: name(settings)))
    if let typed {
      var addresses = try context.addresses(typed)[...]
      while let address = addresses.popFirst() {
        do throws(SyncError) {
          try await sync.useRemote(address)
          break
        } catch {
          if addresses.isEmpty { throw error }
        }
      }
    }
    _ = try await sync.remoteAddress()
    let look = await Swift.Result.of { () throws(SyncError) in try await sync.checkAccess() }
    return try await prospect(of: sync, look, parents: nil)
  }

  /// Refuses a clone that is there already, and is to be used.
  ///
  /// - Parameters:
  ///   - prospect: The clone.
  ///   - leave: The obstacles that are none.
  ///   - isKnown: True if its remote was accepted before, even if anybody can read it.
  /// - Throws: `SetupObstacle`.
  package func refuse(
    _ prospect: Prospect, _ leave: Leave, isKnown: Bool
  ) throws(SetupObstacle) {
    if !leave.isPublic, !isKnown, let access = try? prospect.look.get() {
      try refusePublic(access)
    }
    if !leave.isShared { try refuseShared(prospect) }
  }

  /// Refuses a remote that anybody can read.
  ///
  /// A folder on this computer is left to its owner, and to the doctor.
  private func refusePublic(_ access: AccessReport) throws(SetupObstacle) {
    guard access.transport != .local, case .readable(let how) = access.anonymous else { return }
    throw SetupObstacle.isPublic(address: access.address, how: how)
  }

  /// Refuses a repository that holds something else and no tasks.
  private func refuseShared(_ prospect: Prospect) throws(SetupObstacle) {
    guard !prospect.others.areBesideTasks, !prospect.others.names.isEmpty else { return }
    throw SetupObstacle.isShared(address: prospect.address.description, prospect.others)
  }

  /// Returns the first address that can be read; of several that cannot, the first one's error counts.
  private func reach(
    _ addresses: [String], _ configuration: SyncConfiguration
  ) async throws -> (address: String, look: Swift.Result<AccessReport, SyncError>) {
    var first: SyncError?
    for address in addresses {
      var configuration = configuration
      // It is a guess: nobody is asked for its password.
      if first != nil { configuration.isInteractive = false }
      let look = await Swift.Result.of { () throws(SyncError) in
        try await SyncRepository.checkAccess(of: address, configuration: configuration)
      }
      let error: SyncError? =
        switch look {
        case .failure(let error): error
        case .success(let access): access.read.error
        }
      guard let error else { return (address, look) }
      first = first ?? error
      // A host that has been reached has said what there is to say.
      if [.repositoryMissing, .notAllowed, .rejected].contains(error.kind) { break }
    }
    throw SetupObstacle.unreadable(
      first ?? SyncError(.noRemote, Phrases.setupNoCloneHint()))
  }

  private func prospect(
    of sync: SyncRepository, _ look: Swift.Result<AccessReport, SyncError>, parents: [String]?
  ) async throws -> Prospect {
    Prospect(
      address: try await sync.remoteAddress(), source: try await sync.remoteSettings().fetch,
      branch: sync.branch,
      snapshots: try await Snapshots(repo: sync, sealing: try? Vault.load(context)).list(),
      others: Prospect.OtherFiles(try await sync.list()), isAdopted: parents == nil,
      folder: sync.path, parents: parents ?? [], look: look, sync: sync,
      isEncrypted: try await GroupStanding.isEncrypted(sync))
  }

  /// Returns the folders above a path that are not there, the innermost first.
  private func missingFolders(above path: String) -> [String] {
    let parent = LocalFile.folder(of: path)
    return LocalFile.exists(parent) ? [] : [parent] + missingFolders(above: parent)
  }
}

extension Result where Failure == SyncError {
  /// Keeps what a look at a remote returns or throws.
  fileprivate static func of(_ look: () async throws(SyncError) -> Success) async -> Self {
    do {
      return .success(try await look())
    } catch {
      return .failure(error)
    }
  }
}
