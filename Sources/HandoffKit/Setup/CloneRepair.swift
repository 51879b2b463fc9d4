internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore
package import SyncRepo

/// `handoff doctor --fix`: makes a damaged clone anew, and carries over what had not been pushed.
package struct CloneRepair: Sendable {
  private let context: HandoffContext
  private let settings: Settings

  /// Prepares it.
  package init(_ context: HandoffContext, settings: Settings) {
    self.context = context
    self.settings = settings
  }

  /// Returns whether the clone cannot be opened: it is damaged, shallow, or on no branch, say.
  ///
  /// Whether what is in it can be read is told by the doctor's check of the objects, in a process of its
  /// own.
  ///
  /// - Throws: `SyncError`, `HandoffError` where something else is wrong with it.
  package func isUnreadable() async throws -> Bool {
    let configuration = context.syncConfiguration(of: try settings.requireMachine())
    do throws(SyncError) {
      _ = try await MachineRepository.openClone(at: settings.repo, configuration: configuration)
      return false
    } catch {
      // Two conditions behind `where` crash the compiler (6.3.1).
      guard [.damaged, .unsupported].contains(error.kind) else { throw error }
      return true
    }
  }

  /// Makes the clone anew.
  ///
  /// Files of sessions whose snapshots had not reached the remote are taken from the old working tree;
  /// their next pass, which follows with `handoff sync`, writes them anew from the transcripts.
  ///
  /// - Parameters:
  ///   - address: The remote; `nil` for the one that the old clone tells, else the configuration.
  ///   - progress: Called with how far the new clone has come.
  /// - Returns: The folder in which the old clone is kept, and how many snapshots were carried over.
  /// - Throws: `SyncError`, `HandoffError`; the old clone is then where it was.
  package func run(
    from address: String? = nil, progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> (old: String, carried: Int) {
    do {
      return try await remake(from: address, progress)
    } catch let error as SyncError {
      // The clone may not tell it any more; the configuration does.
      guard error.kind == .noRemote, address == nil, !settings.remote.isEmpty else { throw error }
      return try await remake(from: settings.remote, progress)
    }
  }

  private func remake(
    from address: String?, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> (old: String, carried: Int) {
    let configuration = context.syncConfiguration(of: try settings.requireMachine())
    let state = try context.state()
    let machine = try settings.requireMachine()
    let waiting = SessionRecordFile.waiting(in: state)
    let vault = try? Vault.load(context)
    var carried = 0
    let old = try await SyncRepository.remake(
      at: settings.repo, from: address, configuration: configuration, progress: progress
    ) { (new, old) throws(SyncError) in
      var changes: [TreeChange] = []
      // Nothing goes there in plain text; the next pass over the session writes it sealed.
      let isEncrypted = try await GroupStanding.isEncrypted(new)
      for (session, record) in waiting where record.isToBeThere {
        let id = SnapshotID(machine: machine, session: session)
        for path in isEncrypted ? [id.sealedPath] : [id.sealedPath, id.path] {
          guard let content = try? LocalFile.read("\(old)/\(path)", limit: 2 << 20),
            let text = path == id.path
              ? content : try? vault?.open(content, at: path, isPast: true),
            (try? Snapshot(parsing: text)) != nil,
            try await new.read(path, limit: 2 << 20) != content
          else { continue }
          changes.append(.write(path: path, content: content))
          break
        }
      }
      carried = changes.count
      if !changes.isEmpty { try await new.commit(changes, message: "Carried over") }
    }
    try Installation(state, clone: settings.repo).create()
    for (session, _) in waiting {
      let changed = try SessionRecordFile(state, session).change { record in
        record?.unsettledSince = context.now()
      }
      if let changed { WatchList(state).note(session, changed) }
    }
    return (old, carried)
  }
}
