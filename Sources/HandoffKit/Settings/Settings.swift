internal import Phrases
package import SnapshotStore

/// The values of all settings, with the place that each one comes from.
///
/// A new setting is a property here and a row of `Setting.all`; everything else follows from them.
package struct Settings: Sendable {
  /// `nil` until `handoff init` has pinned it.
  package var machine: MachineName?
  /// The address of the sync repository, without a password: what `init` has cloned, and clones again where
  /// the clone is gone.
  package var remote = ""
  /// An absolute path.
  package var repo: String
  package var summarizer: SummarizerChoice = .auto
  package var model = "haiku"
  package var claude = "claude"
  /// Seconds.
  package var snapshotInterval = 1_800
  /// Seconds.
  package var pushInterval = 300
  /// Seconds; 0 turns the push on quiet off.
  package var quietPush = 30
  /// Seconds.
  package var gracePeriod = 60
  /// Seconds.
  package var summaryTimeout = 90
  package var includePrintSessions = false
  package var maxSummariesPerHour = 20
  package var maxSummariesPerDay = 100
  /// The places whose sessions leave no trace.
  package var exclude = PlaceList()
  /// The places that are kept out of ``exclude``; where that is empty, the only ones that count.
  package var include = PlaceList()
  package var sessionHint = true
  /// Folders whose subfolders are looked through for projects, separated by `:`.
  package var projectRoots = ""
  /// The address of the remote that may be one that anybody can read.
  package var publicRemote = ""
  /// The addresses at which `resume --fresh` asks other machines.
  package var machineSSH = MachineAddresses()
  /// The variables that the programs which handoff starts get besides those of `ChildVariables`.
  package var passEnvironment = VariableNames()
  /// Rules of the person's own for what is masked.
  package var redact = RedactionRules()
  /// Rules for values that look like secrets and are none.
  package var redactAllow = RedactionRules()

  /// The configuration file.
  package let file: String
  /// The origins of the values that are not defaults, by the settings' names.
  var origins: [String: Origin] = [:]

  /// The defaults.
  ///
  /// - Parameters:
  ///   - repo: The clone of the sync repository.
  ///   - file: The configuration file.
  package init(repo: String, file: String) {
    self.repo = repo
    self.file = file
  }

  /// The author of summaries.
  package enum SummarizerChoice: String, Sendable, CaseIterable {
    /// A model where `claude` can be found, otherwise none.
    case auto
    /// A model, and a warning where that fails.
    case claude
    /// No model.
    case extract
  }

  /// The origin of a value, the strongest first.
  package enum Origin: Sendable, Hashable {
    case flag(String)
    case environment(String)
    case file(String)
    case standard

    /// The place, in words.
    package var description: String {
      switch self {
      case .flag(let flag): Phrases.originFlag(flag: flag)
      case .environment(let name): Phrases.originEnvironment(variable: name)
      case .file(let path): Phrases.originFile(path: path)
      case .standard: Phrases.originDefault()
      }
    }
  }

  /// Returns where the value of a setting comes from.
  package func origin(of setting: Setting) -> Origin { origins[setting.name] ?? .standard }

  /// Returns where the value of a property comes from.
  package func origin(of path: PartialKeyPath<Settings>) -> Origin {
    origins[Setting.name(of: path)] ?? .standard
  }

  /// Returns the machine's pinned name.
  ///
  /// - Throws: `HandoffError` where handoff is not set up.
  package func requireMachine() throws -> MachineName {
    guard let machine else {
      throw HandoffError(.configuration, Phrases.notSetUp(), hint: Phrases.runInit())
    }
    return machine
  }
}
