package import SnapshotStore

/// All settings, with where each value comes from.
package struct Settings: Sendable {
  /// Who writes summaries.
  package enum SummarizerChoice: String, Sendable, CaseIterable {
    /// A model where `claude` can be found, otherwise none.
    case auto
    /// A model, and a warning where that fails.
    case claude
    /// No model.
    case extract
  }

  /// Where a value comes from, the strongest first.
  package enum Origin: Sendable, Hashable {
    case environment(String)
    case file(String)
    case standard

    /// In words.
    package var description: String {
      switch self {
      case .environment(let name): "environment (\(name))"
      case .file(let path): "file (\(path))"
      case .standard: "default"
      }
    }
  }

  /// `nil` until `handoff init` has pinned it.
  package var machine: MachineName?
  /// An absolute path.
  package var repo: String
  package var summarizer: SummarizerChoice = .auto
  package var model = "haiku"
  package var claude = "claude"
  /// Seconds.
  package var snapshotInterval = 1_800
  /// Seconds.
  package var pushInterval = 300
  /// Seconds.
  package var gracePeriod = 60
  /// Seconds.
  package var summaryTimeout = 90
  package var includePrintSessions = false
  package var maxSummariesPerHour = 20
  package var maxSummariesPerDay = 100
  package var sessionHint = true
  /// Where each value comes from.
  package var origins: [Setting: Origin] = [:]
  /// The configuration file.
  package let file: String

  /// The value of a setting as text.
  package func text(of setting: Setting) -> String {
    switch setting {
    case .machine: machine?.rawValue ?? ""
    case .repo: repo
    case .summarizer: summarizer.rawValue
    case .model: model
    case .claude: claude
    case .snapshotInterval: String(snapshotInterval)
    case .pushInterval: String(pushInterval)
    case .gracePeriod: String(gracePeriod)
    case .summaryTimeout: String(summaryTimeout)
    case .includePrintSessions: String(includePrintSessions)
    case .maxSummariesPerHour: String(maxSummariesPerHour)
    case .maxSummariesPerDay: String(maxSummariesPerDay)
    case .sessionHint: String(sessionHint)
    }
  }

  /// The machine's name.
  ///
  /// - Returns: The pinned name.
  /// - Throws: `HandoffError` where handoff is not set up.
  package func requireMachine() throws -> MachineName {
    guard let machine else {
      throw HandoffError(
        .configuration, "handoff is not set up on this machine.",
        hint: "Run: handoff init --remote URL")
    }
    return machine
  }
}
