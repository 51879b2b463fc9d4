internal import ClaudeCode

extension DigestBuilder {
  /// Returns the newest shell commands, equal ones as one, with the number left out.
  func commands() -> (kept: [CommandRun], omitted: Int) {
    var seen: [String: Int] = [:]
    var newest: [(use: ToolUse, count: Int)] = []
    for event in events.reversed() {
      guard case .tool(let use) = event.kind, let command = use.input["command"],
        use.name == "Bash" || use.name == "PowerShell"
      else { continue }
      if let index = seen[command] {
        newest[index].count += 1
      } else {
        seen[command] = newest.count
        newest.append((use, 1))
      }
    }
    // A failure stays known longer than a success.
    let failed = newest.filter(\.use.failed).prefix(limits.commands / 2).map(\.use.id)
    var budget = limits.share(12)
    var kept: [CommandRun] = []
    var room = limits.commands - failed.count
    for (use, count) in newest {
      if !failed.contains(use.id) {
        guard room > 0 else { continue }
        room -= 1
      }
      let run = commandRun(use, count: count)
      budget -= run.line.utf8.count + 3
      guard budget > 0 else { break }
      kept.append(run)
    }
    return (kept.reversed(), newest.count - kept.count)
  }

  private func commandRun(_ use: ToolUse, count: Int) -> CommandRun {
    let purpose = line(use.input["description"] ?? "", limit: 120)
    let tail = text(use.result ?? "", limit: 600, keep: .end)
    return CommandRun(
      command: line(use.input["command"] ?? "", limit: 300),
      purpose: purpose.isEmpty ? nil : purpose,
      count: count, failed: use.failed, failureTail: use.failed && !tail.isEmpty ? tail : nil)
  }
}

/// A shell command that a session ran, with the outcome of its last run.
struct CommandRun: Sendable, Equatable {
  /// The command, on one line.
  var command: String
  /// The purpose that the assistant gave.
  var purpose: String?
  /// The number of runs.
  var count = 1
  /// True if the last run failed.
  var failed = false
  /// The end of the output of the last run, if it failed.
  var failureTail: String?

  /// The command and its outcome; a failure's text on lines of its own.
  var line: String {
    let outcome = failed ? "failed" : "ok"
    let times = count > 1 ? ", run \(count) times" : ""
    let why = purpose.map { " (\($0))" } ?? ""
    return "[\(outcome)\(times)] \(command)\(why)" + (failureTail.map { "\n\($0)" } ?? "")
  }
}
