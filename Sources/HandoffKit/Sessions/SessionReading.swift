internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import Summarizer

/// The content of a session's transcript, its todo list and its working folder, as they are now.
struct SessionReading: Sendable {
  let digest: Digest
  let project: ProjectInspector.Findings?
  /// The size of the transcript in bytes, before it was read.
  let transcriptSize: Int64?
  /// The id that the transcript itself names.
  let sessionID: String?
  /// The time at which the conversation began.
  let startedAt: Date?
  /// The time at which a person sent the last prompt.
  let lastPromptAt: Date?
  /// The version of Claude Code that wrote the transcript's newest line.
  let agentVersion: String?
  /// The other repositories that it has changed files in, a line for each.
  let others: [String]
  /// The prompts in which a person gave this session work, oldest first.
  let ownPrompts: [OwnPrompt]
  /// The title that the person gave the session.
  let customTitle: String?
  /// The heading of the plan that the person accepted last.
  let plan: String?
  /// The names of the hidden files that it has touched; see ``HiddenContent``.
  let hiddenNames: Set<String>

  /// True if the session has changed a file.
  var hasChangedFiles: Bool { digest.hasChangedFiles }

  /// True if the session has done what the task that it carries on, if it does, did not hold before.
  var hasWork: Bool { hasChangedFiles || ownPrompts.contains(where: \.isAnswered) }
}

/// Reads a session.
struct SessionReader {
  let context: HandoffContext

  /// Reads the transcript of a session, waiting for it to catch up with the last answer.
  ///
  /// Claude Code runs the Stop hook up to a tenth of a second before the transcript has the answer.
  ///
  /// - Parameters:
  ///   - session: The session's id.
  ///   - record: What is known of it.
  ///   - files: The files of which nothing is told; `nil` where nothing of it goes on.
  ///   - redactor: The redactor of the digest.
  /// - Returns: What it says now.
  /// - Throws: `HandoffError` where there is no transcript, or it cannot be read.
  func read(
    session: String, record: SessionRecord, hiding files: HiddenFiles? = nil,
    redactor: Redactor = Redactor()
  ) async throws -> SessionReading {
    let folder = try context.claudeFolder()
    let path = try await path(session, record, in: folder)
    var size = LocalFile.information(path)?.size
    var conversation = try conversation(at: path, of: session)
    // A process that is gone writes nothing any more, and an answer of a minute ago is written.
    let isLost = record.isLost
    let isSettled =
      isLost || record.lastAnswerAt.map { context.now().timeIntervalSince($0) >= 60 } ?? false
    let newest = record.failure?.message ?? record.lastAnswer.map { PromptFrame.removed(from: $0) }
    for _ in 0..<20 where !isSettled && !hasCaughtUp(conversation, with: newest) {
      await context.pause(.milliseconds(100))
      guard let now = LocalFile.information(path)?.size, now != size else { continue }
      size = now
      conversation = try self.conversation(at: path, of: session)
    }
    if conversation.compactSummary == nil { conversation.compactSummary = record.compaction?.text }
    let lastPromptAt = conversation.prompts.compactMap(\.time).max()
    if let taken = record.ancestor?.at { conversation.removePrompt(thatTookOverAt: taken) }
    let cwd = record.workingFolder ?? conversation.workingDirectory
    var project = cwd.map(project)
    var todos =
      TodoReader(configurationFolder: folder).todos(sessionID: session) ?? conversation.lastTodos
    // The transcript may know later answers than the last one that a hook told.
    let isOld =
      isLost && hasCaughtUp(conversation, with: newest, within: .max)
      || isSettled && hasGoneOn(conversation, after: newest)
    var answer = isOld || record.failure != nil ? nil : newest
    var hiddenNames: Set<String> = []
    if let files, let cwd {
      var hidden = HiddenContent(files, folder: cwd, of: record)
      hidden.remove(from: &conversation)
      if var found = project {
        hidden.remove(from: &found)
        project = found
      }
      todos = hidden.todos(todos)
      answer = answer.map { hidden.text($0) }
      hiddenNames = hidden.names
    }
    let digest = Digest(
      conversation: conversation, todos: todos,
      lastAnswer: answer, project: project?.facts ?? ProjectFacts(),
      home: try context.home(), redactor: redactor)
    return SessionReading(
      digest: digest, project: project, transcriptSize: size, sessionID: conversation.sessionID,
      startedAt: conversation.startedAt, lastPromptAt: lastPromptAt,
      agentVersion: conversation.version,
      others: OtherRepositories(context).lines(of: conversation, besides: cwd),
      ownPrompts: Self.ownPrompts(
        in: conversation, answeredAt: record.failure == nil ? record.lastAnswerAt : nil),
      customTitle: conversation.customTitle.map { redactor.line($0, limit: 300) },
      plan: conversation.acceptedPlan.map { redactor.redact($0) }
        .flatMap { TitleChoice.heading(of: $0) }, hiddenNames: hiddenNames)
  }

  /// Finds the prompts of a conversation, each with whether an answer came after it.
  ///
  /// - Parameters:
  ///   - conversation: The conversation.
  ///   - told: The time of an answer that a hook told of; the transcript may not have it yet.
  /// - Returns: The prompts, oldest first.
  private static func ownPrompts(
    in conversation: Conversation, answeredAt told: Date?
  ) -> [OwnPrompt] {
    var found: [OwnPrompt] = []
    var isAnswered = false
    for event in (conversation.earlier + conversation.events).reversed() {
      switch event.kind {
      case .answer: isAnswered = true
      case .prompt(let text):
        let isTold = told.map { told in event.time.map { $0 <= told } ?? true } ?? false
        found.append(.init(text: text, at: event.time, isAnswered: isAnswered || isTold))
      case .tool, .failure: break
      }
    }
    return found.reversed()
  }

  /// Looks at the working folder; the address is the one that git and ssh reach, by which other machines
  /// know the project too.
  private func project(in folder: String) -> ProjectInspector.Findings {
    var project = ProjectInspector(context).inspect(folder)
    var identity = ProjectIdentity(context)
    guard project.url != nil, let place = identity.place(folder) else { return project }
    project.url = ProjectAddress.withoutSecrets(place.address)
    project.name = ProjectAddress.name(of: place.address) ?? project.name
    identity.save()
    return project
  }

  /// Finds the transcript, waiting for it to be made: an older Claude Code runs the first Stop hook of
  /// a session before there is a file.
  private func path(
    _ session: String, _ record: SessionRecord, in folder: String
  ) async throws -> String {
    let locator = TranscriptLocator(configurationFolder: folder)
    // A session that has ended writes nothing any more.
    let tries = record.life.end == nil && record.lastTurn != nil ? 100 : 1
    for _ in 0..<tries {
      if let path = locator.path(
        sessionID: session, workingFolder: record.workingFolder, reportedPath: record.transcript)
      {
        return path
      }
      await context.pause(.milliseconds(100))
    }
    // A path that was given and leads nowhere is worth naming.
    if let reported = record.transcript { _ = try conversation(at: reported, of: session) }
    throw HandoffError(
      .noInput, Phrases.transcriptNotFound(session: session, folder: folder),
      hint: Phrases.transcriptNotFoundHint())
  }

  /// Returns the folder that a session works in: the one that a hook has told, else that of its
  /// transcript, for a session that no hook has told of.
  func folder(of session: SessionID, _ record: SessionRecord) -> String? {
    if let folder = record.workingFolder { return folder }
    guard let path = transcript(of: session, record) else { return nil }
    return
      (try? TranscriptReader().workingDirectory(path: path, index: index(of: session.rawValue)))
      .flatMap(\.self)
  }

  /// Returns the time that the last prompt of a session's transcript has; `nil` where there is none.
  func lastPrompt(of session: SessionID, _ record: SessionRecord) -> Date? {
    transcript(of: session, record).flatMap { try? conversation(at: $0, of: session.rawValue) }?
      .prompts.last?.time
  }

  /// Returns the size of a session's transcript in bytes; `nil` where there is none.
  func transcriptSize(of session: SessionID, _ record: SessionRecord) -> Int64? {
    transcript(of: session, record).flatMap { LocalFile.information($0)?.size }
  }

  private func transcript(of session: SessionID, _ record: SessionRecord) -> String? {
    (try? context.claudeFolder()).flatMap { claude in
      TranscriptLocator(configurationFolder: claude).path(
        sessionID: session.rawValue, workingFolder: record.workingFolder,
        reportedPath: record.transcript)
    }
  }

  private func index(of session: String) -> String? {
    (try? context.state())?.index(of: session)
  }

  private func conversation(at path: String, of session: String) throws -> Conversation {
    do throws(TranscriptError) {
      return try TranscriptReader { PromptFrame.removed(from: $0, isCut: $1) }
        .read(path: path, index: index(of: session))
    } catch {
      throw HandoffError(
        .noInput, Phrases.transcriptUnreadable(reason: error),
        hint: Phrases.transcriptUnreadableHint())
    }
  }

  /// The beginning of an answer without white space, in which the hook and the file may differ.
  private static func beginning(of text: String) -> String {
    String(text.prefix(400).filter { !$0.isWhitespace }.prefix(150))
  }

  private func hasCaughtUp(
    _ conversation: Conversation, with answer: String?, within count: Int = 6
  ) -> Bool {
    guard let start = answer.map(Self.beginning), !start.isEmpty else { return true }
    return conversation.events.suffix(count).contains { Self.tells($0, start) }
  }

  /// Returns whether the person has said something since an answer.
  private func hasGoneOn(_ conversation: Conversation, after answer: String?) -> Bool {
    guard let start = answer.map(Self.beginning), !start.isEmpty,
      let place = conversation.events.lastIndex(where: { Self.tells($0, start) })
    else { return false }
    return conversation.events[place...].contains { event in
      if case .prompt = event.kind { true } else { false }
    }
  }

  /// Returns whether an event is the answer, or the error, that begins so.
  private static func tells(_ event: Conversation.Event, _ start: String) -> Bool {
    switch event.kind {
    case .answer(let text), .failure(let text):
      beginning(of: SessionRecord.masked(text)).hasPrefix(start)
    case .prompt, .tool: false
    }
  }
}

extension Conversation {
  /// The plan that the person accepted last (`ExitPlanMode`).
  fileprivate var acceptedPlan: String? {
    (earlier + events).reversed().lazy.compactMap { event -> String? in
      guard case .tool(let use) = event.kind, !use.failed, use.refusal == nil, use.result != nil
      else { return nil }
      return use.plan
    }.first
  }

  /// The prompts of all of it, oldest first.
  fileprivate var prompts: [Event] {
    (earlier + events).filter { if case .prompt = $0.kind { true } else { false } }
  }

  /// Takes the words out that took a task over: the newest prompt of that time, in whose turn it was.
  fileprivate mutating func removePrompt(thatTookOverAt time: Date) {
    func isEarlier(_ event: Event) -> Bool {
      guard case .prompt = event.kind, let said = event.time else { return false }
      return said <= time && said.timeIntervalSince(time) > -1_800
    }
    if let place = events.lastIndex(where: isEarlier) {
      events.remove(at: place)
    } else if let place = earlier.lastIndex(where: isEarlier) {
      earlier.remove(at: place)
    }
  }
}
