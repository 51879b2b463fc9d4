/// The sections of a snapshot, in their order.
package enum Section: String, Sendable, CaseIterable {
  case task = "Task"
  case done = "Done"
  case inProgress = "In progress"
  case nextSteps = "Next steps"
  case files = "Files"
  case handoffPrompt = "Handoff prompt"

  /// The text of the heading, exactly as it stands behind `## `; it is never translated.
  package var heading: String { rawValue }

  /// What stands in a section that nothing is known for.
  package var emptyText: String {
    switch self {
    case .task: "The task is not known."
    case .done: "Nothing is known to be done."
    case .inProgress: "Nothing is known to be in progress."
    case .nextSteps: "No next step is known."
    case .files: "No file was touched."
    case .handoffPrompt: "Carry on the task of this session; its details are not known."
    }
  }

  /// The largest size of the section's text in bytes of UTF-8.
  package var limit: Int {
    switch self {
    case .handoffPrompt: 12_000
    default: 8_000
    }
  }
}
