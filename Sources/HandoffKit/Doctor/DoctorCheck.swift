internal import ClaudeCode
internal import Phrases

/// One check of the doctor: looks at one thing, and never changes anything.
package struct DoctorCheck: Sendable {
  /// The part of the set-up that a check belongs to, in the order in which they are shown.
  package enum Group: Sendable {
    case machine, clone, state, claude, programs, remote

    /// The name for people.
    package var title: String {
      switch self {
      case .machine: Phrases.groupMachine()
      case .clone: Phrases.groupClone()
      case .state: Phrases.groupState()
      case .claude: Phrases.groupClaude()
      case .programs: Phrases.groupPrograms()
      case .remote: Phrases.groupRemote()
      }
    }
  }

  /// The name on the command line.
  package let name: String
  /// The name for people, which names the thing and not its state.
  package let title: String
  package let group: Group
  /// The time it may take; then the process it runs in is ended.
  package let deadline: Duration
  /// True if it starts programs or uses the network.
  package let isSlow: Bool
  /// The checks that this one needs; it is skipped if one of them was chosen, too, and did not end
  /// well.
  package let requires: [String]
  /// Looks.
  let run: @Sendable (DoctorExamination) async throws -> DoctorFinding

  init(
    _ name: String, _ title: String, _ group: Group, deadline: Duration = .seconds(10),
    isSlow: Bool = false, requires: [String] = [],
    run: @escaping @Sendable (DoctorExamination) async throws -> DoctorFinding
  ) {
    self.name = name
    self.title = title
    self.group = group
    self.deadline = deadline
    self.isSlow = isSlow
    self.requires = requires
    self.run = run
  }
}

extension DoctorCheck {
  /// All checks, in the order in which they are run: those that start programs, and those that use
  /// the network, come last.
  package static let all: [DoctorCheck] = [
    .configuration, .machine, .clone, .objects, .changes, .identity, .synchronization, .encryption,
    .state, .log,
    .hooks,
    .login, .claude, .events, .versions, .reached, .server, .credential, .read, .write, .clock,
    .privacy,
  ]

  /// The check that only `--deep` and its name ask for: it fetches everything once more.
  package static let deep: DoctorCheck = .tasks

  /// All checks, with those that are made only when they are asked for.
  package static let known: [DoctorCheck] = all + [.deep]

  /// The name of the check whose summary is the remote's address.
  package static let reachingName = "remote"

  /// The checks of an address that this machine need not be set up for.
  package static let ofRemote: [DoctorCheck] = all.filter {
    $0.group == .remote || $0.group == .programs
  }
}

/// Returns a path as a word of a shell command.
func shellWord(_ path: String) -> String { HookCommand.shellCommand(for: path) }
