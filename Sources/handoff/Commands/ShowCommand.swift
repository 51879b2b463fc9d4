internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: Phrases.helpShow(), discussion: Phrases.helpShowMore())

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
  var task: String?

  @Option(help: ArgumentHelp(Phrases.helpShowSection()))
  var section: String?

  @Flag(help: ArgumentHelp(Phrases.helpShowDiff()))
  var diff = false

  @Flag(help: ArgumentHelp(Phrases.helpShowRaw()))
  var raw = false

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var fetching: FetchOptions

  @OptionGroup var paging: PagingOptions

  func validate() throws {
    if diff, section != nil { throw ValidationError(Phrases.showDiffSection()) }
    if raw, diff || section != nil || reading.json { throw ValidationError(Phrases.showRawAlone()) }
  }

  func run() async throws {
    try await Console(reading.output).run { console in
      let picks = task == nil && console.hasScreen
      let list = try await OpenTasks(console, picks ? .none : fetching.patience).list
      var page = Page(console)
      let (found, bytes, id) = try await find(list, console, &page)
      if diff {
        try await showChange(of: found, id: id, in: list, console, &page)
        return page.show(pages: paging.pager && !reading.json)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if reading.json {
        let sections = (try? Snapshot(parsing: bytes))?.body.sections ?? [:]
        try console.print(
          json: TaskDetail(
            task: TaskRow(found, id: id),
            sections: Dictionary(
              uniqueKeysWithValues: sections.map { ($0.key.rawValue, $0.value) }),
            text: text))
      } else if section == nil, !raw, console.output.isTTY, let header = found.header {
        // What a person reads: the facts once, then the notes.
        let task = try await list.listed().tasks.first { $0.newest.name == found.name }
        let facts = TaskFacts(console, list)
        for line in try await facts.page(of: found, header, id: id, task) { page.add(line) }
        page.add("")
        let notes = TaskFacts.notes(bytes)
        page.add(raw: MarkdownView.render(notes, terminal: console.output))
        if task != nil, let id {
          page.note(
            StyledText(Phrases.showNext(id: id) + "    " + Phrases.showLastChange(id: id), .dim))
        }
      } else if raw {
        page.add(raw: TerminalText.sanitized(text, keeping: [.newlines, .tabs]))
      } else {
        let part = try section.map { try Self.part($0, of: bytes) } ?? text
        page.add(
          raw: console.output.isTTY
            ? MarkdownView.render(part, terminal: console.output)
            : TerminalText.sanitized(part, keeping: [.newlines, .tabs]))
      }
      if let other = found.contradiction {
        page.warn(
          Phrases.taskContradiction(title: found.path, claim: other.prefix(60)))
      }
      if let problem = found.problem {
        page.warn(Phrases.taskProblem(path: found.path, problem: problem.description))
      }
      page.show(pages: paging.pager && !reading.json)
    }
  }

  /// Shows what the newest version has changed.
  private func showChange(
    of task: StoredSnapshot, id: String?, in list: TaskList, _ console: Console,
    _ page: inout Page
  ) async throws {
    let change = try await console.progress(Phrases.progressHistory()) { _ in
      try await list.lastChange(of: task) { version in
        "tasks/\(version.name).md\t\(LocalTime.utc(version.time))"
      }
    }
    if reading.json {
      return try console.print(json: TaskChangeDetail(task: TaskRow(task, id: id), change))
    }
    guard let change, let old = change.old else {
      return page.note(StyledText(Phrases.showOneVersion()))
    }
    if console.output.isTTY {
      page.note(
        StyledText(
          Phrases.showChanged(time: console.ago(change.new.time), old: console.ago(old.time)), .dim)
      )
      page.add(raw: DiffView.render(change.difference, terminal: console.output))
    } else {
      // Each line has its end.
      page.add(
        raw: String(
          TerminalText.sanitized(change.difference, keeping: [.newlines, .tabs]).dropLast()))
    }
  }

  /// Finds the task, a finished one where no unfinished one fits, and its file.
  private func find(
    _ list: TaskList, _ console: Console, _ page: inout Page
  ) async throws -> (task: StoredSnapshot, bytes: [UInt8], id: String?) {
    /// An unfinished task with its file and short id.
    func whole(_ found: StoredSnapshot) async throws -> (StoredSnapshot, [UInt8], String?) {
      (
        found, try await list.store.content(of: found) ?? [],
        try await list.listed().shortID(of: found)
      )
    }
    guard let task else {
      guard console.context.canAsk else {
        throw HandoffError(.usage, Phrases.whichTask(), hint: Phrases.showWhichHint())
      }
      let (found, removed) = try await TaskChoice(console, list).pickToShow()
      if let removed { return (found, removed.removed.content, removed.shortID) }
      return try await whole(found)
    }
    do {
      return try await whole(try await TaskChoice(console, list).find(task))
    } catch let error as HandoffError where error.status == .noInput {
      let found: [FinishedTask]
      do {
        found = try await list.findRemoved(task)
      } catch let other as HandoffError where other.status == .noInput {
        throw error
      }
      guard let finished = found.first else { throw error }
      let removed = finished.removed
      if let session = removed.last.id?.session, try await list.store.isForgotten(session) {
        throw error
      }
      page.note(StyledText(Phrases.showFinished(time: console.ago(removed.removed)), .dim))
      page.note(StyledText("  " + Phrases.doneUndo(task: finished.shortID), .dim))
      return (removed.last, removed.content, finished.shortID)
    }
  }

  /// Returns one section of a snapshot, without its heading.
  private static func part(_ name: String, of bytes: [UInt8]) throws -> String {
    let name = name.lowercased()
    let fitting = SnapshotSection.allCases.filter { $0.rawValue.lowercased().hasPrefix(name) }
    guard let section = fitting.first, fitting.count == 1 else {
      throw HandoffError(
        .usage, Phrases.showNoSection(name: name.prefix(40)),
        hint: Phrases.showSections(
          names: Phrases.list(SnapshotSection.allCases.map(\.rawValue))))
    }
    return (try? Snapshot(parsing: bytes))?.body[section] ?? ""
  }
}
