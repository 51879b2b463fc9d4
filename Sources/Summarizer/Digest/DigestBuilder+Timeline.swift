internal import ClaudeCode
internal import Platform

extension DigestBuilder {
  /// The most events that are looked at; of more, the beginning and the end.
  private static let maximumEvents = 6_000

  /// Returns what happened, oldest first, each thing in full.
  func entries(_ runs: [CommandRun]) -> [Digest.Entry?] {
    let failed = Set(runs.filter(\.isOpen).map(\.id))
    var room = limits.total * 2
    for event in events where room >= 0 {
      switch event.kind {
      case .prompt(let text), .answer(let text): room -= text.columns
      case .tool, .failure: break
      }
    }
    // What will be cut anyway is not looked at as a whole.
    let isLong = room < 0
    var entries: [Digest.Entry?] = []
    if conversation.events.isEmpty, !events.isEmpty { entries.append(Self.compaction) }
    var foreseen = Foreseen(limits.total)
    // From the newest on, to know what of the older has no room, whatever it says.
    for (number, event) in events.enumerated().reversed() {
      if case .tool(let use) = event.kind, isOrdinary(use) {
        let isPassedOver =
          events.count > Self.maximumEvents && number > Self.maximumEvents / 8
          && number < events.count - Self.maximumEvents * 7 / 8
        if isPassedOver {
          entries.append(nil)
        } else if let kind = plainKind(of: use, failed), foreseen.isFull(for: kind) {
          entries.append(.init(kind: kind, text: "…", label: ""))
        } else {
          entries.append(foreseen.counting(entry(of: use, failed: failed)))
        }
      } else {
        let isOld = isLong && number > 0 && number < events.count - 40
        let found = self.entries(
          of: event, limit: isOld ? limits.share(4) : limits.share(50), failed: failed)
        for entry in found.reversed() { entries.append(foreseen.counting(entry)) }
      }
      if number == conversation.earlier.count, number > 0 { entries.append(Self.compaction) }
    }
    entries.removeAll { $0?.text.isEmpty == true }
    entries.reverse()
    for kind in [Digest.Entry.Kind.prompt, .answer] {
      if let last = entries.lastIndex(where: { $0?.kind == kind }) { entries[last]?.isKept = true }
    }
    if let first = entries.firstIndex(where: { $0?.kind == .prompt }) {
      entries[first]?.isKept = true
    }
    return entries
  }

  /// The kind of a call that becomes a command or a step, whatever its result; `nil` for another.
  private func plainKind(of use: ToolUse, _ failed: Set<String>) -> Digest.Entry.Kind? {
    guard !Self.finds(use) else { return nil }
    guard use.input["command"] != nil else { return .step }
    return failed.contains(StableHash.of(use.id)) ? nil : .command
  }

  /// The least sizes of entries, by which it is known that there is no room for older steps and commands.
  private struct Foreseen {
    private let room: Int
    private var beforeSteps = 0
    private var beforeCommands = 0

    init(_ room: Int) { self.room = room }

    /// Returns true if all older ones of a kind will be left out; see ``Digest/savings``.
    func isFull(for kind: Digest.Entry.Kind) -> Bool {
      kind == .step ? beforeSteps > room : kind == .command && beforeCommands > room
    }

    /// Counts an entry, and returns it.
    mutating func counting(_ entry: Digest.Entry) -> Digest.Entry {
      // Of these one or the other is told elsewhere.
      guard entry.kind != .answer, entry.kind != .failure, !entry.text.isEmpty else { return entry }
      beforeSteps += entry.size
      switch entry.kind {
      case .step: break
      case .command: beforeCommands += min(entry.size, 100)
      case .prompt, .decision, .failedCommand: beforeCommands += entry.size
      default: beforeCommands += min(entry.size, 200)
      }
      return entry
    }
  }

  /// True for a call that neither asked the person anything nor reports to them.
  private func isOrdinary(_ use: ToolUse) -> Bool {
    use.questions.isEmpty && use.plan == nil && use.refusal == nil
      && use.name != ToolUse.personsCommand && !Self.isAgent(use)
  }

  private static func isAgent(_ use: ToolUse) -> Bool {
    ["Agent", "Task"].contains(use.name) || use.input["subagent_type"] != nil
  }

  private static let compaction = Digest.Entry(
    kind: .compaction, text: "[the conversation was compacted here]", label: "")

  private func entries(
    of event: Conversation.Event, limit: Int, failed: Set<String>
  ) -> [Digest.Entry] {
    switch event.kind {
    case .prompt(let words):
      [
        .init(
          kind: .prompt, text: text(words, limit: limit, keep: .both),
          label: event.isStopped ? "user, stopped before an answer: " : "user: ")
      ]
    case .answer(let words):
      [.init(kind: .answer, text: text(words, limit: limit, keep: .both), label: "assistant: ")]
    case .failure(let words):
      [.init(kind: .failure, text: line(words, limit: 240), label: "API failure: ")]
    case .tool(let use): entries(of: use, failed: failed)
    }
  }

  private func entries(of use: ToolUse, failed: Set<String>) -> [Digest.Entry] {
    let found = decisions(in: use)
    guard found.isEmpty else {
      return found.map {
        .init(kind: .decision, text: $0.text, label: $0.label, decision: $0.state)
      }
    }
    return [entry(of: use, failed: failed)]
  }

  private func entry(of use: ToolUse, failed: Set<String>) -> Digest.Entry {
    if let report = report(of: use) {
      return .init(kind: .report, text: report.text, label: "agent \(report.name): ")
    }
    if use.name == ToolUse.personsCommand {
      let command = line(use.input["command"] ?? "", limit: 1_000)
      let output = text(use.result ?? "", limit: 1_600, keep: .end)
      return .init(
        kind: .personsCommand, text: command + (output.isEmpty ? "" : "\n\(output)"),
        label: "the user ran: ")
    }
    if let finding = finding(of: use) {
      return .init(kind: .finding, text: finding, label: "tool \(line(use.name, limit: 60)): ")
    }
    let isCommand = use.input["command"] != nil
    let isFailed = failed.contains(StableHash.of(use.id))
    let kind: Digest.Entry.Kind = isFailed ? .failedCommand : isCommand ? .command : .step
    return .init(
      kind: kind, text: subject(of: use) + outcome(of: use, isFailed: isFailed),
      label: "tool \(line(use.name, limit: 60)): ")
  }

  private static func finds(_ use: ToolUse) -> Bool {
    ["WebSearch", "WebFetch"].contains(use.name) || use.name.hasPrefix("mcp__")
  }

  /// Returns what a search, a page, or another program's tool has told; nobody can look it up again here.
  private func finding(of use: ToolUse) -> String? {
    guard Self.finds(use), !use.failed, let result = use.result else { return nil }
    // Around what was found stands what Claude Code says to the model.
    let lines = result.split(separator: "\n").filter { line in
      !["Web search results for query:", "REMINDER:"].contains { line.hasPrefix($0) }
    }
    let told = text(lines.joined(separator: "\n"), limit: 1_600, keep: .both)
    return told.isEmpty ? nil : "\(subject(of: use)) → \(told)"
  }

  private func subject(of use: ToolUse) -> String {
    let keys = [
      "command", "file_path", "notebook_path", "pattern", "url", "query", "description", "prompt",
      "path",
    ]
    var subject = keys.lazy.compactMap { use.input[$0] }.first ?? arguments(of: use)
    let isCommand = use.input["command"] != nil
    if !isCommand, subject.hasPrefix("/") { subject = paths.shortened(subject) }
    return line(subject, limit: isCommand ? 600 : 160)
  }

  /// Returns all arguments with their names, by which a secret among them is known.
  private func arguments(of use: ToolUse) -> String {
    use.input.sorted { $0.key < $1.key }.map { name, value in
      let value = value.hasPrefix("/") ? paths.shortened(value) : value
      let quoted = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\(name): \"\(quoted)\""
    }.joined(separator: ", ")
  }

  private func outcome(of use: ToolUse, isFailed: Bool) -> String {
    let isCommand = use.input["command"] != nil
    if use.failed, !isCommand { return " → failed" }
    guard use.failed || use.result != nil else { return " → no result yet" }
    guard isCommand else { return "" }
    if !use.failed, use.background == .running { return " → still running in the background" }
    if !use.failed, use.background == .stopped { return " → stopped" }
    if !use.failed, !isFailed, isSilent(use) { return " → ok" }
    let tail = tail(of: use, limit: isFailed || use.failed ? Self.tailLimit : 400)
    if use.failed { return " → failed\n\(tail)" }
    return tail.isEmpty ? " → ok" : " → ok\n\(tail)"
  }

  /// True for a command whose output is nothing but what stands in files.
  private func isSilent(_ use: ToolUse) -> Bool {
    (use.result?.columns ?? 0) > 400 && CommandIdentity(use.input["command"] ?? "").isLooking
  }
}

extension DigestBuilder {
  /// Returns what a call asked the person, and what the person decided.
  func decisions(in use: ToolUse) -> [Decision] {
    func kept(_ words: String?) -> String? { words.map { text($0, limit: 6_000, keep: .both) } }
    if let refusal = use.refusal {
      let subject =
        use.plan.map { "the plan\n\(text($0, limit: 6_000, keep: .both))\n" }
        ?? use.questions.first.map { "the question “\(line($0.text, limit: 1_000))”" }
        ?? "\(line(use.name, limit: 60)) \(subject(of: use))"
      let said = use.questions.first.map { answer(refusal, to: $0.text) } ?? kept(refusal)
      return [Decision(kind: .refusal, subject: subject, answer: said)]
    }
    if let plan = use.plan, !use.failed {
      let text = text(plan, limit: limits.share(30), keep: .both)
      return [Decision(kind: .plan, subject: text, isPending: use.result == nil)]
    }
    guard !use.failed else { return [] }
    return use.questions.map { question in
      Decision(
        kind: .question, subject: text(question.text, limit: 3_000),
        options: question.options.map { line($0, limit: 600) },
        answer: answer(question.answer, to: question.text),
        notes: answer(question.notes, to: question.text), isPending: use.result == nil)
    }
  }

  /// Redacts an answer beside its question, which may name a secret.
  private func answer(_ answer: String?, to question: String) -> String? {
    guard var said = answer?.cleaned() else { return nil }
    // Where a single word is given, what it is stands anywhere in the question.
    let isWord = !said.trimmed().contains(where: \.isWhitespace)
    let words = question.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    for name in [question.prefix { !"?？".contains($0) }] + (isWord ? words : []) {
      let before = "\(name): \""
      let bytes = Array("\(before)\(said)\"".utf8)
      said = redactor.redact(bytes, emitting: before.utf8.count..<bytes.count - 1)
    }
    return text(said, limit: 6_000, keep: .both)
  }

  /// Returns the report of an agent, with the name of its work.
  func report(of use: ToolUse) -> (name: String, text: String)? {
    guard Self.isAgent(use) else { return nil }
    let name = line(use.input["description"] ?? use.input["subagent_type"] ?? "", limit: 160)
    guard let result = use.result, !use.failed, !result.hasPrefix("Async agent launched") else {
      return nil
    }
    // Behind the report Claude Code writes the agent's id and its usage.
    var lines = result.split(separator: "\n", omittingEmptySubsequences: false)
    if let end = lines.firstIndex(where: { $0.hasPrefix("agentId: ") }) {
      lines = Array(lines[..<end])
    }
    let report = text(lines.joined(separator: "\n"), limit: limits.share(30), keep: .both)
    return report.isEmpty ? nil : (name, report)
  }

  /// Returns the calls that go on beside the conversation.
  func running() -> [String] {
    events.compactMap { event in
      guard case .tool(let use) = event.kind, use.background == .running else { return nil }
      return line(use.input["command"] ?? use.input["description"] ?? use.name, limit: 300)
    }.suffix(12)
  }

  /// Returns the addresses of pull and merge requests that commands and answers name.
  func pullRequests() -> [String] {
    var found: [String] = []
    for event in events {
      let words =
        switch event.kind {
        case .tool(let use) where use.input["command"] != nil: use.result ?? ""
        case .answer(let text): text
        case .tool, .prompt, .failure: ""
        }
      guard words.hasBytes(of: "/pull") || words.hasBytes(of: "/merge_requests/") else { continue }
      for match in words.matches(
        of: /https:\/\/[^\s"'<>()\]]{1,300}\/(?:pull|pulls|merge_requests|pull-requests)\/[0-9]+/)
      {
        let address = line(String(match.output), limit: 300)
        if !found.contains(address) { found.append(address) }
      }
    }
    return found.suffix(12)
  }
}
