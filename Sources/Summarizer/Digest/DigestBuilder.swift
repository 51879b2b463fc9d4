package import ClaudeCode

/// Takes a digest out of a conversation, piece by piece.
struct DigestBuilder {
  let conversation: Conversation
  let limits: Digest.Limits
  let redactor: Redactor
  let paths: PathShortener

  /// Everything that happened, oldest first.
  let events: [Conversation.Event]
  private let tails = Tails()

  /// The ends of results, which several parts of a digest tell, by the ids of the calls.
  private final class Tails {
    var texts: [String: String] = [:]
  }

  init(
    conversation: Conversation, limits: Digest.Limits, redactor: Redactor, paths: PathShortener
  ) {
    self.conversation = conversation
    self.limits = limits
    self.redactor = redactor
    self.paths = paths
    events = conversation.earlier + conversation.events
  }

  /// Cleans and redacts a text, and cuts it to a size.
  func text(_ text: String, limit: Int, keep: Redactor.Part = .beginning) -> String {
    redactor.redact(text, keeping: keep, limit: limit)
  }

  /// The most columns of the end of a result that are told.
  static let tailLimit = 1_200

  /// Cleans and redacts the end of a result.
  func tail(of use: ToolUse, limit: Int) -> String {
    let whole =
      tails.texts[use.id] ?? text(use.result ?? "", limit: Self.tailLimit, keep: .end)
    tails.texts[use.id] = whole
    return whole.tail(ofColumns: limit)
  }

  /// Redacts a text, and makes it one line that is cut to a size.
  func line(_ text: String, limit: Int) -> String { redactor.line(text, limit: limit) }

  /// Returns the last answer; the hook's own is newer than what the transcript holds.
  func lastAnswer(fromHook answer: String?) -> String? {
    let recorded = events.lazy.reversed().compactMap { event -> String? in
      if case .answer(let text) = event.kind { text } else { nil }
    }.first
    guard let newest = answer?.trimmed().isEmpty == false ? answer : recorded else { return nil }
    let kept = text(newest, limit: limits.share(25), keep: .both)
    return kept.isEmpty ? nil : kept
  }

  /// Returns the summaries of compactions without what is no part of them, each in half of the room that
  /// the one before has left.
  func compactions(_ summaries: [String]) -> [String] {
    var room = limits.share(24)
    var parts: [String] = []
    for summary in summaries {
      let kept = CompactPart.digest(
        of: redactor.redact(summary, keeping: .both, limit: limits.share(60)), limit: room)
      guard !kept.isEmpty, room > 0 else { continue }
      room = (room - kept.columns) / 2
      parts.append(kept)
    }
    return parts
  }

  /// Returns true if the last prompt has no answer; the Stop hook's answer is one to it.
  func awaitsAnswer(hook answer: String?) -> Bool {
    guard answer?.trimmed().isEmpty != false else { return false }
    for event in events.reversed() {
      switch event.kind {
      case .prompt, .failure: return true
      case .answer: return false
      case .tool: continue
      }
    }
    return false
  }

  /// Returns the failure that ended the last turn.
  func lastFailure() -> String? {
    for event in events.reversed() {
      switch event.kind {
      case .failure(let text): return line(text, limit: 240)
      case .answer, .tool: return nil
      case .prompt: continue
      }
    }
    return nil
  }

  /// Returns the todo list: the one that the tool calls wrote, unless the caller has a newer one.
  func todos(_ given: [Todo]) -> [Todo] {
    let all = given.isEmpty ? conversation.lastTodos : given
    // What is open counts; of what is done, the newest.
    let open = all.filter { !$0.isDone }.prefix(limits.todos)
    let done = all.filter(\.isDone).suffix(limits.todos - open.count)
    var budget = limits.share(6)
    return (done + open).compactMap { todo in
      let entry = Todo(text: line(todo.text, limit: 240), status: line(todo.status, limit: 24))
      budget -= entry.text.columns + entry.status.columns + 8
      return budget > 0 && !entry.text.isEmpty ? entry : nil
    }
  }
}

extension Digest {
  /// Takes a digest out of a conversation.
  ///
  /// - Parameters:
  ///   - conversation: The conversation in the transcript.
  ///   - todos: The session's todo list where it is kept outside of the transcript; empty to take
  ///     the transcript's last one.
  ///   - lastAnswer: The Stop hook's `last_assistant_message`, which can be newer than the
  ///     transcript; `nil` when there is none.
  ///   - project: The facts that are known about the project.
  ///   - home: The home folder, an absolute path; paths below it are written with `~`.
  ///   - redactor: The redactor that replaces secrets.
  package init(
    conversation: Conversation, todos: [Todo] = [], lastAnswer: String? = nil,
    project: ProjectFacts, home: String, redactor: Redactor = Redactor()
  ) {
    self.init(
      conversation: conversation, todos: todos, lastAnswer: lastAnswer, project: project,
      home: home, limits: .standard, redactor: redactor)
  }

  /// Makes a digest of another size than the standard one.
  init(
    conversation: Conversation, todos: [Todo] = [], lastAnswer: String? = nil,
    project: ProjectFacts, home: String, limits: Limits, redactor: Redactor = Redactor()
  ) {
    let paths = PathShortener(
      folder: project.folder, workingDirectory: conversation.workingDirectory, home: home)
    let builder = DigestBuilder(
      conversation: conversation, limits: limits, redactor: redactor, paths: paths)
    let runs = builder.runs()
    let files = builder.files()
    let commands = builder.commands(runs)
    let title = builder.line(conversation.title ?? "", limit: 160)
    let answer = builder.lastAnswer(fromHook: lastAnswer)
    let compactions = builder.compactions(
      [conversation.compactSummary].compactMap(\.self) + conversation.earlierSummaries.reversed())
    self.init(
      title: title.isEmpty ? nil : title, firstPrompt: nil, prompts: [], omittedPrompts: 0,
      lastAnswer: answer, awaitsAnswer: builder.awaitsAnswer(hook: lastAnswer),
      files: files.kept, omittedFiles: files.omitted, commands: commands.kept,
      omittedCommands: commands.omitted, todos: builder.todos(todos),
      compactSummary: compactions.first, lastFailure: builder.lastFailure(),
      timeline: [], project: builder.facts(project, conversation))
    earlierCompactions = Array(compactions.dropFirst())
    decisions = builder.events.flatMap { event -> [Decision] in
      if case .tool(let use) = event.kind { builder.decisions(in: use) } else { [] }
    }
    running = builder.running()
    pullRequests = builder.pullRequests()
    verification = builder.verification(runs, lastAnswer: answer)
    hasWorkSinceCompaction = !conversation.events.isEmpty
    let unread = conversation.unread
    take(
      builder.entries(runs),
      unread: [
        .prompt: unread.prompts, .answer: unread.answers, .step: unread.calls,
      ], limits)
    omittedLines = conversation.reading.droppedLines
  }

  /// Takes as many of the entries as there is room for.
  ///
  /// - Parameters:
  ///   - all: The entries.
  ///   - unread: The numbers of those that were not even read.
  ///   - limits: The limits.
  private mutating func take(_ all: [Entry?], unread: [Entry.Kind: Int], _ limits: Limits) {
    var entries = all
    // The last answer has a part of its own.
    let last = entries.lastIndex { $0?.kind == .answer }
    let below = last.flatMap { entries[$0]?.text == lastAnswer ? $0 : nil }
    if let below { entries[below]?.text = "(the last answer, below)" }
    let failed = entries.lastIndex { $0?.kind == .failure }
    if let failed, entries[failed]?.text == lastFailure { entries[failed]?.text = "(below)" }
    Self.fit(&entries, into: limits.total - text.columns - 400)
    self.entries = entries.enumerated().compactMap { $0 == below ? nil : $1 }
    var left: [Entry.Kind: Int] = [:]
    for (entry, kept) in zip(all, entries) where kept == nil {
      left[entry?.kind ?? .step, default: 0] += 1
    }
    for (kind, count) in unread where count > 0 { left[kind, default: 0] += count }
    omittedEntries = left
    let prompts = self.entries.filter { $0.kind == .prompt }.map(\.text)
    firstPrompt = prompts.first
    self.prompts = Array(prompts.dropFirst())
    omittedPrompts = left[.prompt] ?? 0
    var gap = 0
    func close() {
      if gap > 0 { timeline.append(Self.gap(gap)) }
      gap = 0
    }
    for entry in entries {
      guard let entry else {
        gap += 1
        continue
      }
      close()
      timeline.append(entry.line)
    }
    close()
    shortenTimeline(to: limits.total)
  }
}

extension DigestBuilder {
  /// Returns the project's facts, cleaned; those that are missing are taken from the transcript.
  func facts(_ project: ProjectFacts, _ conversation: Conversation) -> ProjectFacts {
    func short(_ value: String?) -> String? {
      let value = line(value ?? "", limit: 160)
      return value.isEmpty ? nil : value
    }
    var budget = limits.share(4)
    let dirty = project.dirtyFiles.prefix(40).compactMap { file -> String? in
      let entry = line(file, limit: 240)
      budget -= entry.columns + 3
      return budget > 0 && !entry.isEmpty ? entry : nil
    }
    return ProjectFacts(
      name: short(project.name),
      folder: short(project.folder ?? conversation.workingDirectory.map(paths.abbreviated)),
      branch: short(project.branch ?? conversation.gitBranch), head: short(project.head),
      dirtyFiles: dirty, dirtyCount: project.dirtyCount, unpushed: project.unpushed)
  }
}
