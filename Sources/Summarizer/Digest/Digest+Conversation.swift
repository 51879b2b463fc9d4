package import ClaudeCode

extension Digest {
  /// Takes a digest out of a conversation.
  ///
  /// - Parameters:
  ///   - conversation: What the transcript holds.
  ///   - todos: The session's todo list where it is kept outside of the transcript; empty to take
  ///     the transcript's last one.
  ///   - lastAnswer: The Stop hook's `last_assistant_message`, which can be newer than the
  ///     transcript; `nil` when there is none.
  ///   - project: What is known about the project.
  ///   - home: The home folder, an absolute path; paths below it are written with `~`.
  ///   - limits: How large the digest may become.
  ///   - redactor: What replaces secrets.
  package init(
    conversation: Conversation, todos: [Todo] = [], lastAnswer: String? = nil,
    project: ProjectFacts, home: String, limits: Limits = .standard,
    redactor: Redactor = Redactor()
  ) {
    let paths = PathShortener(
      folder: project.folder, workingDirectory: conversation.workingDirectory, home: home)
    let builder = DigestBuilder(
      conversation: conversation, limits: limits, redactor: redactor, paths: paths)
    let prompts = builder.prompts()
    let files = builder.files()
    let commands = builder.commands()
    let title = builder.line(conversation.title ?? "", limit: 160)
    let summary = builder.text(
      conversation.compactSummary ?? "", limit: limits.share(12), keep: .both)
    self.init(
      title: title.isEmpty ? nil : title, firstPrompt: prompts.first, prompts: prompts.newest,
      omittedPrompts: prompts.omitted, lastAnswer: builder.lastAnswer(fromHook: lastAnswer),
      awaitsAnswer: builder.awaitsAnswer(hook: lastAnswer),
      files: files.kept, omittedFiles: files.omitted, commands: commands.kept,
      omittedCommands: commands.omitted, todos: builder.todos(todos),
      compactSummary: summary.isEmpty ? nil : summary, lastFailure: builder.lastFailure(),
      timeline: [], project: builder.facts(project, conversation))
    timeline = builder.timeline(budget: limits.total - text.utf8.count - 64)
  }
}

extension DigestBuilder {
  /// The project's facts, cleaned; what is missing is taken from the transcript.
  func facts(_ project: ProjectFacts, _ conversation: Conversation) -> ProjectFacts {
    func short(_ value: String?) -> String? {
      let value = line(value ?? "", limit: 160)
      return value.isEmpty ? nil : value
    }
    var budget = limits.share(4)
    let dirty = project.dirtyFiles.prefix(40).compactMap { file -> String? in
      let entry = line(file, limit: 240)
      budget -= entry.utf8.count + 3
      return budget > 0 && !entry.isEmpty ? entry : nil
    }
    return ProjectFacts(
      name: short(project.name),
      folder: short(project.folder ?? conversation.workingDirectory.map(paths.abbreviated)),
      branch: short(project.branch ?? conversation.gitBranch), head: short(project.head),
      dirtyFiles: dirty, dirtyCount: project.dirtyCount, unpushed: project.unpushed)
  }
}
