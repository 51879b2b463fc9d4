internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore
package import SyncRepo

/// `handoff doctor --fix`: makes a damaged clone anew, and carries over what had not been pushed.
package struct CloneRepair: Sendable {
  /// The outcome.
  package enum Outcome: Sendable, Hashable {
    /// Nothing in the clone is damaged.
    case healthy
    /// It was made anew; the old one is kept in the folder, and so many snapshots were carried over.
    case remade(old: String, carried: Int)
  }

  private let context: HandoffContext
  private let settings: Settings

  /// Prepares it.
  package init(_ context: HandoffContext, settings: Settings) {
    self.context = context
    self.settings = settings
  }

  /// Looks for damage, and mends it.
  ///
  /// Files of sessions whose snapshots had not reached the remote are taken from the old working tree;
  /// their next pass, which follows with `handoff sync`, writes them anew from the transcripts.
  ///
  /// - Parameter progress: Called with how far the new clone has come.
  /// - Returns: The outcome.
  /// - Throws: `SyncError`, `HandoffError`; the old clone is then where it was.
  package func run(
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> Outcome {
    let configuration = context.syncConfiguration(of: try settings.requireMachine())
    do throws(SyncError) {
      _ = try await MachineRepository.openClone(at: settings.repo, configuration: configuration)
        .verify()
      return .healthy
    } catch  where error.kind != .damaged {
      throw error
    } catch {
      // What is damaged is made anew.
    }
    let state = try context.state()
    let machine = try settings.requireMachine()
    let waiting = SessionRecordFile.waiting(in: state)
    var carried = 0
    let old = try await SyncRepository.remake(
      at: settings.repo, configuration: configuration, progress: progress
    ) { (new, old) throws(SyncError) in
      var changes: [TreeChange] = []
      for (session, record) in waiting where record.isToBeThere {
        let path = SnapshotID(machine: machine, session: session).path
        guard let content = try? LocalFile.read("\(old)/\(path)", limit: Snapshot.sizeLimit),
          (try? Snapshot(parsing: content)) != nil, try await new.read(path) != content
        else { continue }
        changes.append(.write(path: path, content: content))
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
    return .remade(old: old, carried: carried)
  }
}
