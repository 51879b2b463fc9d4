/// The six sections of a snapshot, in their order.
///
/// The one list of them, for what writes summaries and for what stores them. The raw value is the
/// heading, which is never translated.
public enum SnapshotSection: String, Sendable, Hashable, CaseIterable {
  /// The goal, with the user's constraints in their own words.
  case task = "Task"
  /// The finished part, with decisions and their reasons.
  case done = "Done"
  /// The part that was being worked on.
  case inProgress = "In progress"
  /// The next steps, with the exact next command.
  case nextSteps = "Next steps"
  /// The files that matter, and what was done to them.
  case files = "Files"
  /// The prompt for a new session.
  case handoffPrompt = "Handoff prompt"

  /// The text of the heading, exactly as it stands behind `## `.
  public var heading: String { rawValue }
}
