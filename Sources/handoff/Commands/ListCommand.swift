internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Phrases.helpList(), discussion: Phrases.helpListMore(),
    aliases: ["ls"])

  @OptionGroup var selection: SelectionOptions

  @Option(
    help: ArgumentHelp(
      Phrases.helpListState(
        states: Phrases.list(OpenTask.Standing.Name.allCases.map(\.rawValue)))),
    completion: .list(OpenTask.Standing.Name.allCases.map(\.rawValue)))
  var state: OpenTask.Standing.Name?

  @Flag(help: ArgumentHelp(Phrases.helpListAll()))
  var all = false

  @Flag(help: ArgumentHelp(Phrases.helpListFinished()))
  var finished = false

  @Option(help: ArgumentHelp(Phrases.helpListLimit()))
  var limit: Int?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var fetching: FetchOptions

  @OptionGroup var paging: PagingOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError(Phrases.listLimitTooSmall()) }
    if finished, state != nil { throw ValidationError(Phrases.listFinishedState()) }
  }

  func run() async throws {
    if finished {
      return try await Console(reading.output).run { console in
        let list = try await OpenTasks(console, fetching.patience).list
        let filter = try selection.filter(console)
        try await FinishedTasks(
          filter: filter, limit: limit ?? (all ? .max : FinishedTasks.usual), json: reading.json,
          pages: paging.pager
        ).show(list, console)
      }
    }
    try await Self.run(
      fetching.patience, json: reading.json, color: reading.output.color, pages: paging.pager
    ) { console in
      var filter = try selection.filter(console)
      filter.state = state
      return Selection(filter: filter, limit: limit, isFolded: !all && filter.isEmpty)
    }
  }

  /// The part of the list that is shown.
  struct Selection {
    var filter = TaskFilter()
    /// The most tasks; `nil` for no limit.
    var limit: Int?
    /// True to fold what is old into one line, where a person reads.
    var isFolded = true
  }

  /// Shows the list.
  ///
  /// - Parameters:
  ///   - patience: The time to wait for the remote.
  ///   - json: True for JSON.
  ///   - color: The option of that name.
  ///   - pages: False to do without a pager.
  ///   - selection: Returns what is asked for.
  /// - Throws: `ExitCode`; the reason has been told.
  static func run(
    _ patience: Patience, json: Bool, color: ColorChoice, pages: Bool = true,
    selection: @Sendable (Console) throws -> Selection = { _ in Selection() }
  ) async throws {
    try await Console(color: color).run { console in
      let selection = try selection(console)
      let open = try await OpenTasks(console, patience)
      let isTable = !json && (console.output.isTTY || console.context.isInsideClaude)
      // What a program reads renumbers nothing. A number is that of the whole list, whatever is shown.
      let listed = try await isTable ? open.list.numbered() : open.list.listed()
      let here = open.list.settings.machine
      var shown = listed.tasks.enumerated().map { (number: $0 + 1, task: $1) }
      let filter = selection.filter
      if !filter.isEmpty { shown = shown.filter { filter.matches($0.task, here: here?.rawValue) } }
      let matching = shown.count
      defer { warnOfDamage(listed.tasks, console) }
      shown = Array(shown.prefix(selection.limit ?? .max))
      if json {
        try console.print(
          json: TaskListing(
            tasks: shown.flatMap { row in
              row.task.tips.map {
                TaskRow(
                  $0, number: row.number, id: row.task.shortID, isPinned: row.task.isPinned)
              }
            },
            isCurrent: open.isCurrent,
            pushesFailSince: MachineStatus.pushTrouble(console.context)?.since))
        return
      }
      warnOfPushes(console)
      if shown.isEmpty {
        return console.note(StyledText(nothing(filter, listed.tasks)))
      }
      let old = console.context.now().addingTimeInterval(-OpenTask.oldAge)
      let isFolded = isTable && selection.isFolded && selection.limit == nil
      let rows = isFolded ? shown.filter { $0.task.isPinned || !$0.task.isOlder(than: old) } : shown
      let table = TaskTable(
        numbered: rows, now: console.context.now(), here: here,
        session: console.context.currentSession)
      guard isTable else {
        for line in table.tabbed { console.print(raw: line) }
        return
      }
      var page = Page(console)
      if !rows.isEmpty {
        page.add(raw: table.lines(for: console.output).joined(separator: "\n"))
      }
      if rows.count < shown.count {
        page.note(StyledText(Phrases.listOlder(n: shown.count - rows.count), .dim))
      } else if shown.count < matching {
        page.note(StyledText(Phrases.listMore(n: matching - shown.count), .dim))
      }
      if console.output.isTTY, !rows.isEmpty {
        for line in table.legend(for: console.output) { page.note(StyledText(line, .dim)) }
      }
      page.show(pages: pages)
    }
  }

  /// Returns what to say of an empty list, with names that may have been meant.
  private static func nothing(_ filter: TaskFilter, _ tasks: [OpenTask]) -> String {
    if tasks.isEmpty || filter.isEmpty { return Phrases.noUnfinishedTasks() }
    return NamesInTasks(tasks.flatMap(\.tips)).unknown(in: filter, isFinished: false)
      ?? Phrases.listNothing(n: tasks.count)
  }

  /// Warns of files whose content this clone has lost: the remote's may be whole.
  private static func warnOfDamage(_ tasks: [OpenTask], _ console: Console) {
    let damaged = tasks.flatMap(\.tips).count { $0.isDamagedHere }
    guard damaged > 0 else { return }
    console.warn(Phrases.listDamaged(n: damaged), hint: Phrases.listDamagedHint())
  }

  /// Warns that other machines see an older state of this one.
  private static func warnOfPushes(_ console: Console) {
    guard let failure = MachineStatus.pushTrouble(console.context) else { return }
    let since = LocalTime(failure.since).clock(now: console.context.now())
    console.warn(
      Phrases.listNotPushed(time: since, reason: failure.message),
      hint: Phrases.listNotPushedHint())
  }
}

extension OpenTask.Standing.Name: ExpressibleByArgument {}
