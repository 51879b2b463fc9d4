/// The settings, by the names they have in `config.json`; `HANDOFF_<NAME>` in the environment.
package enum Setting: String, Sendable, CaseIterable {
  case machine
  case repo
  case summarizer
  case model
  case claude
  case snapshotInterval = "snapshot_interval"
  case pushInterval = "push_interval"
  case gracePeriod = "grace_period"
  case summaryTimeout = "summary_timeout"
  case includePrintSessions = "include_print_sessions"
  case maxSummariesPerHour = "max_summaries_per_hour"
  case maxSummariesPerDay = "max_summaries_per_day"
  case sessionHint = "session_hint"

  /// The variable that sets it.
  package var variable: String { "HANDOFF_" + rawValue.uppercased() }

  /// What it is for, in one line.
  package var purpose: String {
    switch self {
    case .machine: "this machine's name in the names of its snapshots"
    case .repo: "the clone of the sync repository"
    case .summarizer: "who writes summaries: auto, claude or extract (no model)"
    case .model: "the model that claude -p is asked for"
    case .claude: "the claude program"
    case .snapshotInterval: "seconds between two model summaries of a session"
    case .pushInterval: "seconds between two pushes"
    case .gracePeriod: "seconds to wait after a closed terminal, in case the machine goes down"
    case .summaryTimeout: "seconds that a model summary may take"
    case .includePrintSessions: "whether claude -p sessions are snapshotted too"
    case .maxSummariesPerHour: "model summaries of all sessions in an hour at most"
    case .maxSummariesPerDay: "model summaries of all sessions in a day at most"
    case .sessionHint: "whether a new session hears of unfinished tasks of its project"
    }
  }
}
