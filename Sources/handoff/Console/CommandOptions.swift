internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SyncRepo
internal import TerminalUI

/// The options of commands that show something.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Phrases.helpColor()))
  var color: ColorChoice = .auto
}

/// The options of commands that read something.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions

  @Flag(help: ArgumentHelp(Phrases.helpJSON()))
  var json = false
}

/// The options that pick some of the tasks.
struct SelectionOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(Phrases.helpListWords()))
  var words: [String] = []

  @Option(help: ArgumentHelp(Phrases.helpListProject()), completion: .projects)
  var project: String?

  @Option(help: ArgumentHelp(Phrases.helpListMachine()), completion: .machines)
  var machine: String?

  @Flag(help: ArgumentHelp(Phrases.helpListHere()))
  var here = false

  @Option(help: ArgumentHelp(Phrases.helpListSince()))
  var since: String?

  /// Returns what they ask for.
  ///
  /// - Throws: `HandoffError` (`usage`) for a time that is none.
  func filter(_ console: Console) throws -> TaskFilter {
    var filter = TaskFilter()
    (filter.project, filter.machine, filter.isHere) = (project, machine, here)
    filter.words = words.flatMap { $0.split(separator: " ").map(String.init) }
    if let since {
      guard let time = PastTime.read(since, now: console.context.now()) else {
        throw HandoffError(
          .usage, Phrases.notATime(option: "--since", text: since.prefix(40)),
          hint: Phrases.notATimeHint(option: "--since"))
      }
      filter.since = time
    }
    return filter
  }
}

extension ColorChoice: ExpressibleByArgument {}

/// The options of commands that read what the remote has.
struct FetchOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Phrases.helpFetch()))
  var fetch = true

  @Flag(help: ArgumentHelp(Phrases.helpWait()))
  var wait = false

  /// The time to wait for the remote.
  var patience: Patience { !fetch ? .none : wait ? .full : .short }

  func validate() throws {
    if wait, !fetch { throw ValidationError(Phrases.waitWithoutFetch()) }
  }
}

/// The time that a command waits for the remote.
enum Patience: Sendable {
  /// None: the remote is left alone.
  case none
  /// Two seconds, for who only wants to read; the fetch then goes on without this process.
  case short
  /// As long as the remote's own limits allow.
  case full
}

/// The list of tasks, which most commands begin with.
struct OpenTasks {
  let list: TaskList
  /// True if what is here is what the remote has.
  let isCurrent: Bool

  /// Opens the list and brings it up to date; an unreachable remote is only a warning.
  ///
  /// - Parameters:
  ///   - console: The console of the command.
  ///   - patience: The time to wait for the remote.
  /// - Throws: `HandoffError` if handoff is not set up, `SyncError` if the clone cannot be opened.
  init(_ console: Console, _ patience: Patience = .full) async throws {
    let settings = try await SettingsLoader(console.context).load()
    let list = try await TaskList.open(console.context, settings: settings)
    self.list = list
    guard patience != .none else {
      isCurrent = false
      return
    }
    let outcome = try await console.progress(Phrases.progressFetching()) {
      progress -> Refreshment in
      switch patience {
      case .short: await list.refresh(within: .seconds(2), progress: progress)
      case .full, .none:
        await list.refresh(progress: progress).map { Refreshment.failed($0) } ?? .current
      }
    }
    switch outcome {
    case .current: isCurrent = true
    case .late(let remote):
      isCurrent = false
      console.warnOfLateness(remote)
    case .failed(let trouble):
      isCurrent = false
      console.warnOfAge(trouble)
    }
  }
}
