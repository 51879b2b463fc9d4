internal import ClaudeCode
internal import Essentials

extension DigestBuilder {
  /// A sentence of an answer on something that works or does not.
  private typealias News = (place: Int, sentence: String, isGood: Bool)

  /// Returns all shell commands, equal ones as one with its last outcome, in the order of their last run.
  func runs() -> [CommandRun] {
    var seen: [String: Int] = [:]
    var newest: [(use: ToolUse, place: Int, count: Int)] = []
    for (place, event) in events.enumerated().reversed() {
      guard case .tool(let use) = event.kind, let command = use.input["command"],
        use.name == "Bash" || use.name == "PowerShell", use.refusal == nil
      else { continue }
      let key = command.trimmed()
      if let index = seen[key] {
        newest[index].count += 1
      } else {
        seen[key] = newest.count
        newest.append((use, place, 1))
      }
    }
    var runs = newest.reversed().map { run($0.use, at: $0.place, count: $0.count) }
    guard let first = runs.first(where: \.isFailing)?.place else { return runs }
    let news = events.enumerated().dropFirst(first).flatMap { place, event -> [News] in
      guard case .answer(let text) = event.kind else { return [] }
      return OutcomeWords.news(in: text).map { (place, $0.sentence, $0.isGood) }
    }
    // Of many failures only the newest can still matter.
    for index in runs.indices.filter({ runs[$0].isFailing }).suffix(200) {
      runs[index].mending = mending(of: runs[index], in: runs[(index + 1)...], news)
    }
    return runs
  }

  /// Returns those that are kept with the number left out; a failure stays known longer than a success.
  func commands(_ runs: [CommandRun]) -> (kept: [CommandRun], omitted: Int) {
    let newest = Array(runs.reversed())
    let failed = newest.filter(\.isFailing).prefix(limits.commands / 2).map(\.id)
    var budget = limits.share(12)
    var kept: [CommandRun] = []
    var room = limits.commands - failed.count
    for run in newest {
      if !failed.contains(run.id) {
        guard room > 0 else { continue }
        room -= 1
      }
      let told = withOutput(run)
      budget -= told.line.columns + 3
      guard budget > 0 else { break }
      kept.append(told)
    }
    return (kept.reversed(), newest.count - kept.count)
  }

  private func run(_ use: ToolUse, at place: Int, count: Int) -> CommandRun {
    let command = line(use.input["command"] ?? "", limit: 600)
    let identity = CommandIdentity(command)
    var run = CommandRun(command: command, count: count, failed: use.failed)
    run.id = StableHash.of(use.id)
    run.place = place
    run.identity = identity
    run.isUnderWay = use.result == nil || use.background == .running
    run.isStopped = use.background == .stopped
    run.tells =
      !use.failed && !identity.isLooking && OutcomeWords.tellsFailure(use.result ?? "")
    return run
  }

  /// Returns a run with its purpose and its output, which only those that are kept need.
  private func withOutput(_ run: CommandRun) -> CommandRun {
    guard case .tool(let use) = events[run.place].kind else { return run }
    var run = run
    let purpose = line(use.input["description"] ?? "", limit: 120)
    run.purpose = purpose.isEmpty ? nil : purpose
    if run.isDone {
      let isSilent = use.result?.hasPrefix("(Bash completed with no") == true
      run.outcome = isSilent ? "" : line(tail(of: use, limit: 200), limit: 200)
    }
    if run.isFailing {
      let tail = tail(of: use, limit: Self.tailLimit)
      run.failureTail = tail.isEmpty ? nil : tail
    }
    return run
  }

  /// Finds out whether a failure was mended: by a later success, or in the words of a later answer.
  private func mending(
    of run: CommandRun, in later: ArraySlice<CommandRun>, _ news: [News]
  ) -> CommandRun.Mending? {
    let good = later.filter(\.isDone)
    // What only looks, as `… || echo failed`, need not be seen again.
    let parts = run.identity.isLooking ? run.identity.parts : run.identity.working
    let isSeen =
      !parts.isEmpty
      && parts.allSatisfy { part in
        good.contains { $0.identity.covers(part, in: run.identity.folder) }
      }
    if isSeen { return .seen }
    let subjects = run.identity.subjects
    // What was said last of it counts.
    let last = news.last { one in
      one.place > run.place && subjects.contains { OutcomeWords.names(one.sentence, $0) }
    }
    return last?.isGood == true ? .said : nil
  }

  /// Returns one line on whether the work was checked after the last change to files.
  func verification(_ runs: [CommandRun], lastAnswer: String?) -> String? {
    var changes: [(place: Int, path: String)] = []
    var hasEdited = false
    for (place, event) in events.enumerated() {
      guard case .tool(let use) = event.kind, !use.failed, use.result != nil, use.refusal == nil
      else { continue }
      if ["Edit", "MultiEdit", "Write", "NotebookEdit", "Update"].contains(use.name),
        let path = use.input["file_path"] ?? use.input["notebook_path"]
      {
        changes.append((place, path))
        hasEdited = true
      } else if ["Bash", "PowerShell"].contains(use.name), let command = use.input["command"] {
        changes += CommandIdentity.changes(in: command).map { (place, $0) }
      }
    }
    let checks = runs.filter { $0.identity.isCheck && ($0.isDone || $0.isFailing) }
    let claims = lastAnswer.map { OutcomeWords.claimsSuccess($0) } ?? false
    // A command that moves files about is no work that wants a check, but where there was one.
    guard let last = changes.last, hasEdited || !checks.isEmpty else { return nil }
    if let check = checks.last, check.place > last.place {
      let name = MarkdownText.code(check.command)
      let time = events[check.place].time.map { ", \($0.formatted(.iso8601).prefix(16))Z" } ?? ""
      if check.isFailing { return "Not verified: the last check, \(name), failed\(time)." }
      return check.identity.showsStatus
        ? "Seen after the last change: \(name) ended well (exit 0\(time))."
        : "Seen after the last change: \(name) told no failure (its exit status is hidden\(time))."
    }
    let since = checks.last?.place ?? -1
    var names: [String] = []
    for change in changes.reversed() where change.place > since {
      let name = line(paths.shortened(change.path), limit: 200)
      if !names.contains(name) { names.append(name) }
    }
    let files = names.prefix(6).map { MarkdownText.code($0) }.joined(separator: ", ")
    let more = names.count > 6 ? " and \(names.count - 6) more" : ""
    let check = checks.last.map { "after the last check, \(MarkdownText.code($0.command))" }
    let said = claims ? " What the last answer says of success was said, not seen." : ""
    return "Not verified: \(files)\(more) changed \(check ?? "and no check was run")."
      + said
  }
}

/// A shell command that a session ran, with the outcome of its last run.
struct CommandRun: Sendable, Equatable {
  /// The way in which a failure came to its end.
  enum Mending: Sendable, Equatable {
    /// A later run of the same work ended well.
    case seen
    /// A later answer says so.
    case said
  }

  /// The command, on one line.
  var command: String
  /// The purpose that the assistant gave.
  var purpose: String?
  /// The number of runs.
  var count = 1
  /// True if the last run failed.
  var failed = false
  /// The end of the output of the last run, if it failed or tells of a failure.
  var failureTail: String?
  /// The end of the output of the last run, on one line, if it ended well.
  var outcome = ""
  /// True if the last run ended well, and its output tells of a failure all the same.
  var tells = false
  /// The end of the failure; `nil` while it stands.
  var mending: Mending?
  /// True while it has no result.
  var isUnderWay = false
  /// True if it was ended before its time.
  var isStopped = false
  /// The id of the tool call.
  var id = ""
  /// The place of the last run among all events.
  var place = 0
  var identity = CommandIdentity("")

  /// True if the last run failed by its status or by its output.
  var isFailing: Bool { failed || tells }
  /// True if the last run ended well.
  var isDone: Bool { !isFailing && !isUnderWay && !isStopped }
  /// True if a failure stands that is one of the work.
  var isOpen: Bool { isFailing && mending == nil && !identity.isLooking }

  /// The command and its outcome; a failure's text on lines of its own.
  var line: String {
    let outcome =
      isFailing
      ? (mending == nil ? "failed" : "failed, then mended")
      : isStopped ? "stopped" : isUnderWay ? "no result yet" : "ok"
    let times = count > 1 ? ", run \(count) times" : ""
    let why = purpose.map { " (\($0))" } ?? ""
    return "[\(outcome)\(times)] \(command)\(why)" + (failureTail.map { "\n\($0)" } ?? "")
  }

  static func == (left: Self, right: Self) -> Bool {
    left.line == right.line && left.isOpen == right.isOpen
  }
}
