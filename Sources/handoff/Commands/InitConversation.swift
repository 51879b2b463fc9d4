internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

/// `handoff init` at a terminal: the questions, each answer checked at once.
///
/// Nothing is configured before the last answer; who leaves before finds everything as it was.
struct InitConversation {
  private let console: Console
  private let initialization: Initialization
  private let options: InitCommand
  private let gitHub: GitHubProgram?

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - console: The console of the command.
  ///   - initialization: What is asked for.
  ///   - options: The answers that were given on the command line.
  init(_ console: Console, _ initialization: Initialization, _ options: InitCommand) {
    self.console = console
    self.initialization = initialization
    self.options = options
    gitHub = GitHubProgram(console.context)
  }

  /// Talks with the person.
  ///
  /// - Throws: `ExitCode` where they leave, and what cannot be mended by another answer.
  func run() async throws {
    let own = try await initialization.settings()
    if own.machine != nil, initialization.isThere(own) {
      guard options.remote == nil, options.machine == nil, options.repo == nil else {
        return try await change(remote: options.remote, machine: options.machine)
      }
      return try await InitChanges(console, initialization, options).run()
    }
    var settings = try await initialization.settings(
      machine: options.machine, repo: options.repo)
    console.note(StyledText(Phrases.initIntroduction(), .bold))
    let prospect =
      initialization.isThere(settings)
      ? try await adopt(settings) : try await askAddress(settings)
    defer { prospect.discard() }
    let replaces = try askName(&settings, prospect)
    let installs = try await asksToInstall()
    let result = try initialization.use(
      prospect, settings, allowsPublic: options.allowPublic, replaces: replaces)
    let view = InitView(console: console)
    if result.isAdopted {
      view.tell(result)
    } else {
      console.success(
        Phrases.initClonedTo(folder: console.context.shortened(result.repo)))
      view.warn(of: result)
    }
    if installs {
      try await InstallCommand.install(console)
    } else {
      console.remark(Phrases.initInstallLater())
    }
    view.tellNext(result)
  }

  /// Changes a machine that is set up as the command line says.
  private func change(remote: String?, machine: String?) async throws {
    let result = try await console.progress(Phrases.progressCloning()) { progress in
      try await initialization.run(
        remote: remote, machine: machine, repo: options.repo, allowsPublic: options.allowPublic,
        allowsShared: options.allowShared, replaces: options.replace, progress: progress)
    }
    InitView(console: console).tell(result)
    if options.install == true { try await InstallCommand.install(console) }
  }

  // MARK: - The address

  /// Offers a clone that lies where one is to be.
  private func adopt(_ settings: Settings) async throws -> Prospect {
    let folder = console.context.shortened(settings.repo)
    let prospect = try await console.progress(Phrases.initLooking(address: folder)) { _ in
      try await initialization.lookAtClone(of: options.remote, settings)
    }
    if options.remote == nil {
      console.note(
        StyledText(
          Phrases.initCloneThere(
            folder: folder, n: prospect.snapshots.count, remote: prospect.address)))
      guard try console.agrees(Phrases.initUseClone(), usually: true) else {
        throw HandoffError(
          .usage, Phrases.initCloneKept(folder: folder), hint: Phrases.initCloneKeptHint())
      }
    }
    do {
      try initialization.refuse(
        prospect, leave, isKnown: prospect.address.description == settings.publicRemote)
    } catch {
      throw error.error
    }
    return prospect
  }

  private var leave: Initialization.Leave {
    Initialization.Leave(isPublic: options.allowPublic, isShared: options.allowShared)
  }

  /// Asks for the address until there is one that does.
  private func askAddress(_ settings: Settings) async throws -> Prospect {
    let known = options.remote ?? (settings.remote.isEmpty ? nil : settings.remote)
    // What Enter means: nothing, a new repository, or the same address once more.
    var typed = known
    var last: String?
    var isAsked = false
    while true {
      let address: String
      if let given = typed {
        address = given
      } else {
        if !isAsked {
          console.note(
            StyledText(gitHub == nil ? Phrases.initAddress() : Phrases.initAddressOrMake()))
        }
        isAsked = true
        let text = try console.ask(StyledText(">", .cyan))
        if !text.isEmpty {
          address = text
        } else if let last {
          address = last
        } else if let made = try await offerToMake("tasks", usually: true) {
          address = made
        } else {
          console.remark(Phrases.initAddressMissing())
          continue
        }
      }
      typed = nil
      last = nil
      do {
        let prospect = try await console.progress(Phrases.initLooking(address: address)) {
          progress in
          try await initialization.look(at: address, leave, settings, progress: progress)
        }
        tell(prospect)
        return prospect
      } catch let obstacle as SetupObstacle {
        tell(obstacle)
        switch obstacle {
        case .isPublic: last = address
        case .unreadable(let error) where initialization.isMissing(error, at: address):
          typed = try await offerOther(than: address, settings)
        case .unreadable, .readOnly, .isShared: break
        }
      }
    }
  }

  /// Offers what may have been meant by the address of a repository that is not there.
  private func offerOther(than address: String, _ settings: Settings) async throws -> String? {
    if let similar = await initialization.similar(to: address, settings),
      try console.agrees("    " + Phrases.initUseSimilar(address: similar), usually: true)
    {
      return similar
    }
    guard let name = initialization.nameOnGitHub(address) else { return nil }
    return try await offerToMake(name, usually: false)
  }

  /// Offers to make a repository on GitHub, where `gh` is there.
  private func offerToMake(_ name: String, usually: Bool) async throws -> String? {
    guard let gitHub, try console.agrees(Phrases.initMakeIt(name: name), usually: usually) else {
      return nil
    }
    do {
      let address = try await console.progress(Phrases.initProgressMaking()) { _ in
        try await gitHub.create(name)
      }
      console.success(Phrases.initMade(name: address))
      return address
    } catch let error as HandoffError {
      console.refuse(error.message, hint: error.hint)
      return nil
    }
  }

  /// Tells what was found out about a remote.
  private func tell(_ prospect: Prospect) {
    let way: String? =
      switch prospect.address.transport {
      case .local: nil
      case .ssh: "ssh"
      case .http: "https"
      case .git: "git"
      case .other(let scheme): scheme
      }
    var facts = [way.map { Phrases.initReached(way: $0) } ?? Phrases.initReachedHere()]
    if prospect.mayWrite { facts.append(Phrases.initMayWrite()) }
    let content =
      prospect.snapshots.isEmpty
      ? (prospect.others.names.isEmpty ? [Phrases.initEmpty()] : [])
      : [Phrases.initHasTasks(n: prospect.snapshots.count)]
    facts.append(Phrases.list((prospect.isPrivate ? [Phrases.initPrivate()] : []) + content))
    var line = StyledText("  \(prospect.address)")
    for fact in facts where !fact.isEmpty {
      let part = StyledText(console.errors.glyphs.success, .green) + StyledText(" " + fact)
      if line.width + 1 + part.width > console.errors.columns {
        console.note(line)
        line = "   "
      }
      line += " " + part
    }
    console.note(line)
  }

  private func tell(_ obstacle: SetupObstacle) {
    switch obstacle {
    case .unreadable:
      console.refuse(obstacle.error.message, hint: obstacle.error.hint)
    case .readOnly(let error):
      console.refuse(
        Phrases.initReadOnlyHere(reason: error.message), hint: obstacle.error.hint)
    case .isPublic: console.refuse(Phrases.initPublic(), hint: Phrases.initPublicHint())
    case .isShared(_, let others):
      let names = others.names.prefix(2)
      let more = others.count(besides: names)
      let list = Phrases.list(Array(names))
      console.refuse(
        more == 0 ? Phrases.initShared(names: list) : Phrases.initSharedMore(names: list, n: more),
        hint: Phrases.initSharedHint())
    }
  }

  // MARK: - The rest

  /// Asks for the machine's name until there is one that does.
  ///
  /// - Returns: True if this machine takes the place of one that used the name.
  private func askName(_ settings: inout Settings, _ prospect: Prospect) throws -> Bool {
    let proposal = initialization.name(settings)
    var isGiven = options.machine != nil
    while true {
      let typed =
        isGiven ? "" : try console.ask(StyledText(Phrases.initName(name: proposal)))
      isGiven = false
      guard let name = typed.isEmpty ? proposal : MachineName(typed) else {
        console.refuse(
          Phrases.settingIsMachineName(name: "machine", value: "“\(typed.prefix(80))”"))
        continue
      }
      settings.machine = name
      guard !options.replace,
        let trouble = initialization.trouble(with: name, in: prospect, settings)
      else { return options.replace }
      console.refuse(trouble.message)
      if try console.agrees("    " + Phrases.initReplaceQuestion(), usually: false) { return true }
    }
  }

  /// Asks whether the hooks and the skill are to be installed, unless they are.
  private func asksToInstall() async throws -> Bool {
    if let install = options.install { return install }
    let hooks = HookInstallation(console.context)
    if hooks.isPluginEnabled { return true }
    let isCurrent = (try? await hooks.state())?.isRight ?? false
    if isCurrent { return true }
    let version = await hooks.claudeVersion()
    return try console.agrees(
      version.map { Phrases.initInstallQuestion(version: $0) }
        ?? Phrases.initInstallQuestionPlain(),
      usually: true)
  }
}

/// `handoff init` at the terminal of a machine that is set up: shows how, and changes it.
private struct InitChanges {
  let console: Console
  let initialization: Initialization
  let options: InitCommand

  init(_ console: Console, _ initialization: Initialization, _ options: InitCommand) {
    (self.console, self.initialization, self.options) = (console, initialization, options)
  }

  func run() async throws {
    while true {
      let settings = try await initialization.settings()
      let list = try await TaskList.open(console.context, settings: settings)
      let hooks = HookInstallation(console.context)
      let registered = try? await hooks.state()
      let isCurrent = hooks.isPluginEnabled || registered?.isRight ?? false
      let machine = initialization.name(settings)
      let remote = try await list.store.repo.remoteAddress()
      let n = try await list.listed().tasks.count
      let state =
        switch (isCurrent, n) {
        case (true, 0): Phrases.initStateEmpty(machine: machine, remote: remote)
        case (true, _): Phrases.initState(machine: machine, remote: remote, n: n)
        case (false, 0): Phrases.initStateEmptyWithoutHooks(machine: machine, remote: remote)
        case (false, _): Phrases.initStateWithoutHooks(machine: machine, remote: remote, n: n)
        }
      console.note(StyledText(state))
      console.note(StyledText(Phrases.initChange()))
      switch try console.ask(StyledText(">", .cyan)).lowercased() {
      case "a":
        console.note(StyledText(Phrases.initNewAddress()))
        try await changing { typed in (typed, nil) }
      case "n":
        let own = try await list.store.list().count { $0.machine == machine.rawValue }
        if own > 0 {
          console.warn(Phrases.initRenameWarning(n: own, name: machine))
          guard try console.agrees(Phrases.initRenameQuestion(), usually: false) else { continue }
        }
        console.note(StyledText(Phrases.initName(name: machine)))
        try await changing { typed in (nil, typed) }
      case "h": try await InstallCommand.install(console)
      case "", "q": return
      default: continue
      }
    }
  }

  /// Asks for a value, until one is taken, or the person leaves it as it is.
  private func changing(
    _ values: (_ typed: String) -> (remote: String?, machine: String?)
  ) async throws {
    while true {
      let typed = try console.ask(StyledText(">", .cyan))
      if typed.isEmpty { return console.remark(Phrases.initUnchanged()) }
      let (remote, machine) = values(typed)
      do {
        let result = try await console.progress(Phrases.initLooking(address: typed)) { progress in
          try await initialization.run(
            remote: remote, machine: machine, repo: nil, allowsPublic: options.allowPublic,
            allowsShared: options.allowShared, replaces: options.replace, progress: progress)
        }
        return InitView(console: console).tell(result)
      } catch {
        let failure = HandoffError(error)
        console.refuse(failure.message, hint: failure.hint)
      }
    }
  }
}
