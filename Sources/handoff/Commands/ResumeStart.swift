internal import ArgumentParser
internal import ClaudeCode
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import Platform
internal import Processes
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

/// The lines and questions between the choice of a task and the start of the agent.
struct ResumeStart {
  private let console: Console
  private let list: TaskList

  init(_ console: Console, _ list: TaskList) {
    self.console = console
    self.list = list
  }

  /// Goes on with a conversation of this machine's own.
  ///
  /// - Returns: The reason for which it could not be started.
  /// - Throws: `HandoffError` (`tryAgain`) for one that is open.
  func goOn(
    _ own: OwnConversation, of task: StoredSnapshot, further: [String]
  ) throws -> HandoffError {
    if let open = own.open {
      throw HandoffError(
        .tryAgain,
        Phrases.resumeOpen(
          time: open.since.map { LocalTime($0).clock(now: console.context.now()) }
            ?? Phrases.unknownMachine(),
          process: Phrases.list(["\(open.pid)"] + (open.terminal.map { [$0] } ?? []))),
        hint: Phrases.resumeOpenHint(task: task.name))
    }
    if let there = own.windowsFolder {
      let words = ["claude", "--resume", own.session.rawValue].joined(separator: " ")
      return HandoffError(
        .unavailable, Phrases.resumeOnWindows(),
        hint: Phrases.resumeOnWindowsHint(folder: there, command: words))
    }
    let folder = console.context.shortened(own.folder)
    console.note(
      StyledText(
        task.header.map { Phrases.resumeOwn(time: console.ago($0.updated), folder: folder) }
          ?? Phrases.resumeOwnUndated(folder: folder)))
    let start = AgentStart(resuming: own, claude: list.settings.claude, further: further)
    return run(start, task: task.name)
  }

  /// Returns the folder to start in, asking where there are several or none.
  ///
  /// - Throws: `HandoffError` (`usage`) where nobody can be asked.
  func folder(
    of snapshot: Snapshot, _ search: ProjectFinder.Result, asks: Bool
  ) async throws -> String? {
    let project = snapshot.project ?? ""
    switch search {
    case .here(let folders) where folders.count == 1: return folders[0]
    case .here(let folders):
      guard asks else {
        throw HandoffError(
          .usage, Phrases.resumeProjectTwice(project: project),
          hint: Phrases.resumeProjectTwiceHint(folders: Phrases.list(folders)))
      }
      let items = folders.map { folder in
        let place = ProjectComparison(snapshot.header, folder: folder, context: console.context)
        return PickerItem(
          StyledText(console.context.shortened(folder)),
          detail: StyledText(Phrases.list(place.factsHere)))
      }
      let title = Phrases.resumeProjectTwice(project: project)
      guard let index = try console.choose(title, items) else { throw ExitCode.success }
      ProjectFinder(console.context).remember(folders[index], for: snapshot.header)
      return folders[index]
    case .missing(let looked):
      let address = snapshot.projectURL
      if !asks {
        throw HandoffError(
          .usage, Phrases.resumeProjectMissing(project: project, n: looked),
          hint: Phrases.resumeProjectMissingHint(address: address ?? project))
      }
      guard let address else { return nil }
      let folder = ProjectFinder(console.context).cloneFolder(snapshot.header)
      return try await clone(address, into: folder, project, looked).map {
        ProjectFinder(console.context).within($0, snapshot.header)
      }
    }
  }

  /// Offers to clone, to the task's own path or to another; `nil` if the person only wants the prompt.
  private func clone(
    _ address: String, into own: String?, _ project: String, _ looked: Int
  ) async throws -> String? {
    let shown = RemoteAddress(address).description
    let offer = own.map {
      Phrases.resumeClone(address: shown, folder: console.context.shortened($0))
    }
    let texts = [offer, Phrases.resumeOtherFolder(), Phrases.resumePrintOnly()].compactMap(\.self)
    let title = Phrases.resumeProjectMissing(project: project, n: looked)
    guard let index = try console.choose(title, texts.map { PickerItem(StyledText($0)) }) else {
      throw ExitCode.success
    }
    let folder: String
    switch texts[index] {
    case offer: folder = own ?? ""
    case Phrases.resumeOtherFolder():
      console.note(StyledText(Phrases.resumeWhichFolder(address: shown)))
      guard let line = readLine(), !line.isEmpty else { throw ExitCode.success }
      folder = try console.context.absolute(line)
    default: return nil
    }
    try await console.progress(Phrases.progressProject(project: project)) { progress in
      try await FileModes.asInherited {
        try await list.cloneProject(from: address, to: folder, progress: progress)
      }
    }
    return folder
  }

  /// Says where it runs, and what is there and here.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - snapshot: Its snapshot.
  ///   - id: Its short id.
  ///   - folder: The folder to start in.
  ///   - claude: The version of Claude Code here; `nil` for another agent.
  ///   - prompt: The prompt.
  func tell(
    _ task: StoredSnapshot, _ snapshot: Snapshot, id: String, folder: String,
    claude: ClaudeVersion?, prompt: String
  ) {
    let machine = list.settings.machine?.rawValue ?? Phrases.unknownMachine()
    let other = task.machine ?? Phrases.unknownMachine()
    let size = ByteCount.describe(prompt.utf8.count)
    console.note(
      StyledText(
        other == machine
          ? Phrases.resumePrompt(size: size, task: id)
          : Phrases.resumeRunsHere(
            title: snapshot.title, machine: machine, other: other, size: size, task: id)))
    let comparison = ProjectComparison(
      snapshot.header, folder: folder, claude: claude, context: console.context)
    console.note(
      StyledText(
        Phrases.resumeThere(
          facts: Phrases.list(comparison.factsThere + [console.ago(snapshot.updated)]))))
    console.note(StyledText(Phrases.resumeHere(facts: Phrases.list(comparison.factsHere))))
    if let systems = comparison.systems {
      console.note(StyledText(Phrases.resumeSystems(there: systems.there, here: systems.here)))
    }
    if let versions = comparison.versions {
      console.note(StyledText(Phrases.resumeVersions(there: versions.there, here: versions.here)))
    }
    if let running = snapshot.header.running {
      console.note(StyledText(Phrases.resumeNotRunning(programs: running)))
    }
    if let others = snapshot.header.others {
      console.note(StyledText(Phrases.resumeOthers(repositories: others)))
    }
  }

  /// Names an older conversation of the chain that lies here, and how to open it.
  func tellOfOwn(in all: [StoredSnapshot], before task: StoredSnapshot) {
    let older = Lineage(all).ancestors(of: task.name).lazy.compactMap { member in
      OwnConversation.find(member, machine: list.settings.machine, context: console.context)
    }.first
    guard let older else { return }
    let folder = console.context.shortened(older.folder)
    console.note(StyledText(Phrases.resumeOlder(folder: folder, session: older.session)))
  }

  /// Offers to switch to the task's branch, where the folder is clean and on another one.
  ///
  /// What fails is told, and stops nothing.
  ///
  /// - Throws: `ExitCode` for Ctrl-C.
  func offerBranch(of snapshot: Snapshot, in folder: String) async throws {
    let comparison = ProjectComparison(
      snapshot.header, folder: folder, context: console.context)
    guard let branch = comparison.there.branch, let here = comparison.here, here.uncommitted == 0,
      here.branch != branch || comparison.hasCommit == false
    else { return }
    let items = [Phrases.resumeSwitchYes(), Phrases.resumeSwitchNo()]
      .map { PickerItem(StyledText($0)) }
    let title = Phrases.resumeSwitch(branch: branch)
    guard try console.choose(title, items) == 0 else { return }
    do {
      let outcome = try await console.progress(Phrases.progressBranch(branch: branch)) { progress in
        try await FileModes.asInherited {
          try await list.switchBranch(to: branch, in: folder, progress: progress)
        }
      }
      switch outcome {
      case .switched: console.success(Phrases.resumeSwitched(branch: branch))
      case .missing: console.warn(Phrases.resumeBranchMissing(branch: branch))
      case .diverged: console.warn(Phrases.resumeBranchDiverged(branch: branch))
      case .busy: console.warn(Phrases.resumeBranchBusy())
      case .refused: console.warn(Phrases.resumeBranchTaken(branch: branch))
      }
    } catch {
      let trouble = HandoffError(error)
      console.warn(trouble.message, hint: trouble.hint)
    }
  }

  /// Takes the task over, so that other machines know of it, and starts the agent.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - agent: The agent.
  ///   - options: The options that the installed Claude Code knows.
  ///   - prompt: The prompt.
  ///   - folder: The folder to start in.
  ///   - further: The arguments that a person gave for the agent.
  /// - Returns: The reason for which it could not be started; the task is then as it was.
  /// - Throws: `HandoffError`, `SyncError` where the task is gone, or cannot be taken over.
  func take(
    _ task: StoredSnapshot, with agent: AgentStart.Agent, options: ClaudeOptions, prompt: String,
    folder: String, further: [String]
  ) async throws -> HandoffError {
    let session = SessionID.random()
    let claim = try await console.progress(Phrases.progressTaking()) { _ in
      try await list.claim(task, for: session, folder: folder, agent: agent.name)
    }
    if claim.trouble == nil {
      let own = list.settings.machine?.rawValue
      let machines = Set(try await list.store.list().compactMap(\.machine)).filter { $0 != own }
      console.success(
        machines.isEmpty
          ? Phrases.resumeTakenAlone()
          : Phrases.resumeTaken(
            machines: Phrases.list(machines.sorted()), n: machines.count))
    } else {
      console.warn(Phrases.resumeTakenOffline())
    }
    let title = StyledText(task.header?.title ?? task.name).plain
    let origin = task.machine ?? Phrases.unknownMachine()
    let error = run(
      AgentStart(
        agent, claude: list.settings.claude, options: options, prompt: prompt, folder: folder,
        claim: session, name: Phrases.sessionName(title: title, machine: origin), further: further),
      task: task.name)
    // Why it could not be started is what the person needs to know.
    try? await list.release(claim)
    return error
  }

  /// Starts the agent in the place of this process; returns only if that fails.
  ///
  /// It is the person's own program and gets their environment, but no token of ours, nothing of a
  /// repository at hand, and no marks of a session around this one: a `claude` that inherits those would
  /// be left out of its own history (`CLAUDE_CODE_CHILD_SESSION`).
  func run(_ start: AgentStart, task: String) -> HandoffError {
    console.note(
      StyledText(
        Phrases.resumeStartingAgent(
          agent: start.program, folder: console.context.shortened(start.folder))))
    if start.program == list.settings.claude,
      console.context.variable(HandoffContext.tokenVariable) != nil
    {
      console.note(StyledText(Phrases.resumeWithoutToken()))
    }
    ChildVariables.remove(
      ChildVariables.ofSession.union(ChildVariables.ofRepository).union([
        HandoffContext.claimVariable, HandoffContext.lineageVariable, HandoffContext.tokenVariable,
      ]))
    for (name, value) in start.environment { unsafe setenv(name, value, 1) }
    guard FileManager.default.changeCurrentDirectoryPath(start.folder) else {
      return HandoffError(.inputOutput, Phrases.resumeFolderRefused(folder: start.folder))
    }
    FileModes.restoreInherited()
    let error = ProgramReplacement.run(start.program, arguments: start.arguments)
    return HandoffError(
      .configuration, Phrases.resumeStartFailed(program: start.program, reason: error.reason),
      hint: Phrases.resumeStartFailedHint(task: task))
  }
}
