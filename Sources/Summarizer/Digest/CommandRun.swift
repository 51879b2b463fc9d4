/// One shell command that a session ran, with how its last run ended.
package struct CommandRun: Sendable, Equatable {
  /// The command, on one line.
  package var command: String
  /// What the assistant said the command is for.
  package var purpose: String?
  /// How often it was run.
  package var count: Int
  /// Whether the last run failed.
  package var failed: Bool
  /// The end of what the last run printed, when it failed.
  package var failureTail: String?

  /// Makes a record of one command.
  package init(
    command: String, purpose: String? = nil, count: Int = 1, failed: Bool = false,
    failureTail: String? = nil
  ) {
    self.command = command
    self.purpose = purpose
    self.count = count
    self.failed = failed
    self.failureTail = failureTail
  }

  /// The command and its outcome; a failure's text on lines of its own.
  var line: String {
    let outcome = failed ? "failed" : "ok"
    let times = count > 1 ? ", run \(count) times" : ""
    let why = purpose.map { " (\($0))" } ?? ""
    return "[\(outcome)\(times)] \(command)\(why)" + (failureTail.map { "\n\($0)" } ?? "")
  }
}
