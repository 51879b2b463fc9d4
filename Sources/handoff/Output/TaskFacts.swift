internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

/// The facts of a task in the words of the picker and of `handoff show`.
struct TaskFacts {
  private let console: Console
  private let list: TaskList

  init(_ console: Console, _ list: TaskList) {
    self.console = console
    self.list = list
  }

  /// Returns facts on one line; those that are not known are left out.
  static func line(_ facts: [String?]) -> String {
    facts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// Returns the text below the front matter.
  static func notes(_ bytes: [UInt8]) -> String {
    String(Snapshot.text(of: bytes).drop { $0 == "\n" })
  }

  /// Returns a task's id and place, and its state in sentences.
  func sentences(of task: OpenTask) -> [String] {
    guard let header = task.newest.header else {
      return [
        Phrases.taskUnreadableRow(
          file: task.newest.path, reason: task.newest.problem?.description ?? "?")
      ]
    }
    var said = state(of: task, header)
    if !task.isHere {
      let machine = task.newest.machine ?? Phrases.unknownMachine()
      said.insert(Phrases.pickerRunsHere(machine: machine), at: 0)
    }
    var only: [String] = []
    if let n = header.dirty, n > 0 { only.append(Phrases.placeFiles(n: n)) }
    if let n = header.unpushed, n > 0 { only.append(Phrases.placeCommits(n: n)) }
    if !only.isEmpty { said.append(Phrases.pickerFacts(facts: Phrases.list(only))) }
    let place = ProjectComparison.line(branch: header.branch, commit: header.head)
    return [Self.line([task.shortID, header.project, place]), Phrases.sentences(said)]
  }

  /// Returns the project's state here beside the one that a snapshot tells of.
  ///
  /// It looks at the project's files, which may take a moment.
  ///
  /// - Returns: The comparison; `nil` where the project is not on this machine.
  func comparison(of header: SnapshotHeader, in all: [StoredSnapshot]) -> ProjectComparison? {
    let finder = ProjectFinder(console.context, roots: list.settings.projectRoots)
    guard case .here(let folders) = finder.find(header, of: all), let folder = folders.first else {
      return nil
    }
    return ProjectComparison(header, folder: folder, context: console.context)
  }

  /// Returns the lines above a snapshot's notes on a terminal: the title, the state, the place there and
  /// here, and the machines on its way.
  ///
  /// - Parameters:
  ///   - stored: The snapshot, with a header that can be read.
  ///   - header: That header.
  ///   - id: The id to type.
  ///   - task: The unfinished task that it is the newest side of; `nil` for any other.
  /// - Returns: The lines, wrapped to the terminal.
  /// - Throws: `SyncError` where the clone cannot be read.
  func page(
    of stored: StoredSnapshot, _ header: SnapshotHeader, id: String?, _ task: OpenTask?
  ) async throws -> [StyledText] {
    let columns = console.output.columns
    let said = task.map { Phrases.sentences(state(of: $0, header)) }
    let listed = try await list.listed()
    var lines = StyledText(header.title, .bold).wrapped(to: columns)
    lines += StyledText(Self.line([id, header.project, said]), .dim).wrapped(to: columns)
    let comparison = try await comparison(of: header, in: list.store.list())
    var rows: [(String, String)] = []
    if stored.id?.machine != list.settings.machine {
      let there = comparison ?? ProjectComparison(header, folder: nil, context: console.context)
      rows.append((Phrases.showThere(), Phrases.list(there.factsThere)))
    }
    rows.append(
      (
        Phrases.showHere(),
        comparison.map { Phrases.list($0.factsHere) } ?? Phrases.pickerNotHere()
      ))
    let way = listed.way(to: stored).map { member in
      let machine = member.machine ?? Phrases.unknownMachine()
      return member.header?.turns.map { Phrases.showAnswers(machine: machine, n: $0) } ?? machine
    }
    let notes =
      header.isWithoutModel
      ? Phrases.showNotesPlain() : header.summaryBy.map { Phrases.showNotesBy(writer: $0) }
    rows.append((Phrases.showWay(), Self.line([Phrases.list(way), notes])))
    let width = rows.map { StyledText($0.0).width }.max() ?? 0
    for (label, text) in rows where !text.isEmpty {
      let padding = String(repeating: " ", count: width - StyledText(label).width + 2)
      let line = StyledText(label + padding, .dim) + StyledText(text)
      lines += line.wrapped(to: columns, hangingIndent: width + 2)
    }
    return lines
  }

  /// Returns how a task stands, and whether something of it waits here.
  private func state(of task: OpenTask, _ header: SnapshotHeader) -> [String] {
    let time = console.ago(header.updated)
    let machine = task.newest.machine ?? Phrases.unknownMachine()
    var said: [String] = []
    switch task.standing {
    case .unreadable: break
    case .forked: said.append(Phrases.pickerForked(n: task.tips.count))
    case .claimed(by: let holder, since: let since):
      said.append(
        Phrases.pickerTakenOver(machine: holder.machine ?? machine, time: console.ago(since)))
    case .open:
      said.append(
        task.isHere
          ? Phrases.pickerOpenHere(time: time)
          : Phrases.pickerOpenThere(machine: machine, time: time))
    case .interrupted:
      said.append(
        task.isHere
          ? Phrases.pickerInterruptedHere(time: time)
          : Phrases.pickerInterrupted(machine: machine, time: time))
    case .free:
      said.append(
        task.isHere
          ? Phrases.pickerFromHere(time: time) : Phrases.pickerFrom(machine: machine, time: time))
    }
    if task.isWaiting { said.append(Phrases.pickerWaits()) }
    return said
  }
}
