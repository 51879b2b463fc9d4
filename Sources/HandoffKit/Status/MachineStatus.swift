package import Essentials
internal import MachineState
internal import SnapshotStore
internal import SyncRepo

/// The state of this machine: its sessions, what is pending, and what model calls cost.
package struct MachineStatus: Sendable {
  /// The machine's pinned name; `nil` before `init`.
  package let machine: String?
  /// The clone; or the reason for which nothing is known of it.
  package let clone: Result<Clone, HandoffError>
  package let lastPush: Date?
  /// The time at which the remote was last heard; what others did since is not known here.
  package let lastFetch: Date?
  /// The pushes that fail; `nil` while they go well.
  package let pushTrouble: PushFailure?
  /// The sums of the model calls of the day.
  package let calls: ModelLedger.Total
  /// The reason for which no model is asked now; `nil` where one would be.
  package let modelStop: ModelStop?
  /// The hooks that are registered in Claude Code; `nil` where its settings cannot be read.
  package let hooks: HookInstallation.State?
  /// True if Claude Code's plugin has the hooks.
  package let isPluginEnabled: Bool
  /// The state of the skill; `nil` where its file cannot be read.
  package let skill: SkillInstallation.Standing?
  /// The pauses that have not ended.
  package let pauses: [Pause]
  /// The sessions that are open, or that something waits for; the newest answer first.
  package let sessions: [SessionStatus]

  /// The reason for which the clone, or the remote, cannot be told of; `nil` where they can.
  package var problem: HandoffError? {
    switch clone {
    case .failure(let error): error
    case .success(let clone):
      if case .failure(let error) = clone.remote { error } else { nil }
    }
  }

  /// The facts that the clone of the sync repository has.
  package struct Clone: Sendable {
    /// The remote's address, without a password; or the reason for which there is none.
    package let remote: Result<String, HandoffError>
    /// The number of commits that wait to be pushed.
    package let unpushed: Int
    /// The way in which anybody can read the remote; `nil` where nobody can, as far as is known.
    package let publicRemote: String?
    /// The machines whose snapshots are those of an older handoff, which finishes by the old rule.
    package let olderMachines: [String]
    /// The machines whose snapshots are those of a newer handoff, with its version.
    package let newerMachines: [(machine: String, version: String)]
    /// The machines that have snapshots.
    package let machines: [String]
    /// True if another installation writes snapshots under this machine's name.
    package let sharesName: Bool
    /// The branches of the clone on which a person's commits wait that conflict with the remote's.
    package let waitingBranches: [String]
    /// The place of this machine in the group that can read an encrypted repository.
    package let standing: GroupStanding
  }

  /// Pushes that fail.
  package struct PushFailure: Sendable, Hashable {
    package let since: Date
    package let message: String
  }

  /// A stop of model calls.
  package struct ModelStop: Sendable, Hashable {
    package let until: Date
    package let reason: String
  }

  /// Reads it from the state folder and the clone; the network is not used.
  ///
  /// - Parameters:
  ///   - context: The world around it.
  ///   - settings: The settings.
  ///   - midnight: When the day began, whose calls are summed up.
  /// - Returns: The status, as far as it is known.
  /// - Throws: `HandoffError` where there is no place for state.
  package static func read(
    _ context: HandoffContext, settings: Settings, midnight: Date
  ) async throws -> MachineStatus {
    let state = try context.state()
    let installation = HookInstallation(context)
    var known: (store: Snapshots, tasks: ListedTasks)?
    let clone: Result<Clone, HandoffError>
    do {
      let list = try await TaskList.open(context, settings: settings)
      let tasks = try await list.listed()
      known = (list.store, tasks)
      clone = .success(try await look(at: list, tasks.all, context, state))
    } catch {
      clone = .failure(HandoffError(error))
    }
    return MachineStatus(
      machine: settings.machine?.rawValue, clone: clone,
      lastPush: date(SyncClock(.push, in: state).last),
      lastFetch: date(SyncClock(.fetch, in: state).last),
      pushTrouble: pushTrouble(context),
      calls: ModelLedger(state).total(
        from: Int64(midnight.timeIntervalSince1970), to: context.seconds()),
      modelStop: modelStop(state, settings, context.now()),
      hooks: try? await installation.state(), isPluginEnabled: installation.isPluginEnabled,
      skill: try? SkillInstallation(context).planInstallation().standing,
      pauses: (try? Pauses(context).current) ?? [],
      sessions: await sessions(context, settings, state, in: known))
  }

  private static func sessions(
    _ context: HandoffContext, _ settings: Settings, _ state: StateFolder,
    in clone: (store: Snapshots, tasks: ListedTasks)?
  ) async -> [SessionStatus] {
    let rules = ExclusionRules(context, settings: settings)
    var found: [SessionStatus] = []
    for session in SessionRecordFile.sessions(state) {
      guard
        var status = SessionStatus(
          session, state, settings, rules, in: clone?.tasks, now: context.now())
      else { continue }
      if let store = clone?.store, let machine = settings.machine {
        // What cannot be read is told of above.
        let header = try? await store.headerOnRemote(SnapshotID(machine: machine, session: session))
        status.textOnRemote = (header ?? nil)?.updated
      }
      found.append(status)
    }
    return found.sorted { ($0.lastAnswer ?? .distantPast) > ($1.lastAnswer ?? .distantPast) }
  }

  private static func look(
    at list: TaskList, _ all: [StoredSnapshot], _ context: HandoffContext, _ state: StateFolder
  ) async throws -> Clone {
    let (repo, settings) = (list.store.repo, list.settings)
    let remote: Result<String, HandoffError>
    do {
      remote = .success(try await repo.remoteAddress().description)
    } catch {
      remote = .failure(HandoffError(error))
    }
    return Clone(
      remote: remote, unpushed: try await repo.unpushedCount(),
      publicRemote: (try? remote.get()).flatMap {
        Visibility(context, settings: settings, state).finding(of: $0)
      },
      olderMachines: Lineage.olderMachines(in: all)
        .filter { $0 != settings.machine?.rawValue },
      newerMachines: Lineage.newerMachines(in: all),
      machines: Set(all.compactMap(\.machine)).sorted(),
      sharesName: Installation(state, clone: settings.repo).isShared(settings.machine, in: all),
      waitingBranches: try await repo.waitingBranches(), standing: try await list.standing())
  }

  /// Returns the pushes that fail, also for `handoff list`; `nil` while they go well.
  package static func pushTrouble(_ context: HandoffContext) -> PushFailure? {
    guard let trouble = (try? context.state()).flatMap(PushTrouble.read) else { return nil }
    return PushFailure(
      since: Date(timeIntervalSince1970: TimeInterval(trouble.since)), message: trouble.message)
  }

  private static func modelStop(
    _ state: StateFolder, _ settings: Settings, _ now: Date
  ) -> ModelStop? {
    guard Debounce(settings, state, now: now).usesModels else { return nil }
    let status = ModelLimits(state, settings).status(now: now)
    return [status.cap, status.pause].compactMap(\.self).filter { $0.until > now }
      .max { $0.until < $1.until }.map { ModelStop(until: $0.until, reason: $0.reason) }
  }

  private static func date(_ seconds: Int64) -> Date? {
    seconds == 0 ? nil : Date(timeIntervalSince1970: TimeInterval(seconds))
  }
}
