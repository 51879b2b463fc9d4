internal import Essentials
internal import HandoffKit

/// The output of `handoff status --json`; the keys are stable.
struct StatusListing: Encodable {
  struct Session: Encodable {
    let sessionId: String
    /// The short id of its task.
    let id: String
    let title: String?
    /// `open`, `claimed`, `ending`, `interrupted`, `finished`.
    let state: String
    let cwd: String?
    let lastAnswer: Date?
    let lastTurnError: String?
    let snapshotAt: Date?
    let pushedAt: Date?
    /// The time of its text on the remote.
    let remoteTextAt: Date?
    let summaryBy: String?
    let summarized: Date?
    let summaryError: String?
    let endReason: String?
    let waitsForPush: Bool
    /// `answer`, `prompt`, `push`, `summary`, `end`.
    let waitsFor: [String]
    let due: Date?
    /// True if a process waits for it.
    let attended: Bool
    /// The rule by which it leaves no trace.
    let excluded: String?
    /// True if it is excluded, and a snapshot of before stays where it is.
    let keepsSnapshot: Bool
    /// The facts of its project that could not be read, and why.
    let gaps: [String]
    let trouble: String?
    let hint: String?
  }

  struct Calls: Encodable {
    let calls: Int
    let failed: Int
    let inputTokens: Int
    let outputTokens: Int
    let costUSD: Double
    /// The reason that no model is asked now.
    let stopped: String?
    let stoppedUntil: Date?
  }

  struct PauseRow: Encodable {
    /// `machine`, `project`, `session`.
    let scope: String
    let target: String?
    let since: Date
    let until: Date?
  }

  struct NewerMachine: Encodable {
    let machine: String
    let version: String
  }

  struct Hooks: Encodable {
    let registered: [String]
    let missing: [String]
    let unknown: [String]
    let disabled: Bool
    let plugin: Bool
  }

  let schemaVersion = 1
  /// False before `init`.
  let isSetUp: Bool
  let machine: String?
  let remote: String?
  let unpushed: Int?
  /// The reason for which the remote or the clone cannot be told of.
  let problem: String?
  let lastPush: Date?
  let lastFetch: Date?
  let pushesFailSince: Date?
  let pushError: String?
  /// The way in which anybody can read the remote, so that nothing is pushed.
  let publicRemote: String?
  /// The place of this machine among those that can read an encrypted repository.
  let encryption: String?
  let nameIsShared: Bool?
  let waitingBranches: [String]?
  let newerMachines: [NewerMachine]?
  /// The machines of an older handoff, which finishes by the old rule.
  let olderMachines: [String]?
  let pauses: [PauseRow]
  let modelCallsToday: Calls
  let hooks: Hooks?
  let sessions: [Session]

  init(_ status: MachineStatus) {
    let clone = try? status.clone.get()
    isSetUp = status.machine != nil
    machine = status.machine
    remote = try? clone?.remote.get()
    unpushed = clone?.unpushed
    problem = status.problem?.message
    lastPush = status.lastPush
    lastFetch = status.lastFetch
    pushesFailSince = status.pushTrouble?.since
    publicRemote = clone?.publicRemote
    encryption = clone?.standing.name
    nameIsShared = clone?.sharesName
    waitingBranches = clone?.waitingBranches
    newerMachines = clone?.newerMachines.map { NewerMachine(machine: $0, version: $1) }
    olderMachines = clone?.olderMachines
    pauses = status.pauses.map { pause in
      PauseRow(
        scope: pause.scope.kind, target: pause.scope.target, since: pause.since,
        until: pause.until)
    }
    pushError = status.pushTrouble?.message
    modelCallsToday = Calls(
      calls: status.calls.calls, failed: status.calls.failed,
      inputTokens: status.calls.inputTokens, outputTokens: status.calls.outputTokens,
      costUSD: status.calls.costUSD, stopped: status.modelStop?.reason,
      stoppedUntil: status.modelStop?.until)
    hooks = status.hooks.map { hooks in
      Hooks(
        registered: hooks.registered, missing: hooks.missing, unknown: hooks.unknown,
        disabled: hooks.isDisabled, plugin: status.isPluginEnabled)
    }
    sessions = status.sessions.map { session in
      Session(
        sessionId: session.id, id: session.task, title: session.title,
        state: session.standing.rawValue, cwd: session.folder, lastAnswer: session.lastAnswer,
        lastTurnError: session.failure, snapshotAt: session.snapshotAt,
        pushedAt: session.pushedAt, remoteTextAt: session.textOnRemote,
        summaryBy: session.summaryBy,
        summarized: session.summarizedAt, summaryError: session.summaryError,
        endReason: session.endReason, waitsForPush: session.waits.contains(.push),
        waitsFor: session.waits.map(\.rawValue), due: session.due, attended: session.isAttended,
        excluded: session.exclusion?.sentence, keepsSnapshot: session.keepsSnapshot,
        gaps: session.gaps, trouble: session.trouble?.message, hint: session.trouble?.hint)
    }
  }
}

/// The output of `handoff status --json` where nothing is known at all.
struct StatusProblem: Encodable {
  let schemaVersion = 1
  let isSetUp = false
  let problem: String
  let hint: String?
  let sessions: [String] = []

  init(_ error: HandoffError) {
    problem = error.message
    hint = error.hint
  }
}
