internal import ClaudeCode

/// One check of the doctor: looks at one thing, and never changes anything.
package struct DoctorCheck: Sendable {
  /// What a check belongs to, in the order in which they are shown.
  package enum Group: String, Sendable {
    case machine = "This machine"
    case clone = "The clone"
    case state = "State"
    case claude = "Claude Code"
    case programs = "Programs"
    case remote = "The remote"
  }

  /// What it is called on the command line.
  package let name: String
  /// What it is called for people.
  package let title: String
  package let group: Group
  /// How many seconds it may take; then the process it runs in is ended.
  package let deadline: Int
  /// Whether it starts programs or uses the network.
  package let isSlow: Bool
  /// The checks without which this one makes no sense; it is skipped where one of them was chosen
  /// too and did not end well.
  package let requires: [String]
  /// Looks.
  package let run: @Sendable (DoctorExamination) async throws -> DoctorFinding

  package init(
    _ name: String, _ title: String, _ group: Group, deadline: Int = 10, isSlow: Bool = false,
    requires: [String] = [],
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
    .configuration, .machine, .clone, .changes, .identity, .synchronization, .state, .log, .hooks,
    .login, .claude, .events, .versions, .reached, .server, .credential, .read, .write, .clock,
    .privacy,
  ]

  /// The checks of an address that this machine may not be set up for.
  package static let ofRemote: [DoctorCheck] = all.filter {
    $0.group == .remote || $0.group == .programs
  }
}

/// A path as a word of a shell command.
func shellWord(_ path: String) -> String { HookCommand.shellCommand(for: path) }
