internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: Phrases.helpShow())

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
  var task: String?

  @Option(help: ArgumentHelp(Phrases.helpShowSection()))
  var section: String?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var fetching: FetchOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let picks = task == nil && console.hasScreen
      let list = try await OpenTasks(console, picks ? .none : fetching.patience).list
      let (found, bytes) = try await find(list, console)
      let text = String(decoding: bytes, as: UTF8.self)
      if reading.json {
        let sections = (try? Snapshot(parsing: bytes))?.body.sections ?? [:]
        try console.print(
          json: TaskDetail(
            task: TaskRow(found),
            sections: Dictionary(
              uniqueKeysWithValues: sections.map { ($0.key.rawValue, $0.value) }),
            text: text))
      } else {
        let part = try section.map { try Self.part($0, of: bytes) } ?? text
        if console.output.isTTY {
          console.print(raw: MarkdownView.render(part, terminal: console.output))
        } else {
          console.print(untrusted: part)
        }
      }
      if let other = found.contradiction {
        console.warn(
          Phrases.taskContradiction(title: found.path, claim: other.prefix(60)))
      }
      if let problem = found.problem {
        console.warn(Phrases.taskProblem(path: found.path, problem: problem.description))
      }
    }
  }

  /// Finds the task, a finished one where no unfinished one fits, and its file.
  private func find(
    _ list: TaskList, _ console: Console
  ) async throws -> (task: StoredSnapshot, bytes: [UInt8]) {
    guard let task else {
      guard console.context.canAsk else {
        throw HandoffError(.usage, Phrases.whichTask(), hint: Phrases.showWhichHint())
      }
      let (found, removed) = try await TaskChoice(console, list).pickToShow()
      if let removed { return (found, removed.content) }
      return (found, try await list.store.content(of: found) ?? [])
    }
    do {
      let found = try await TaskChoice(console, list).find(task)
      return (found, try await list.store.content(of: found) ?? [])
    } catch let error as HandoffError where error.status == .noInput {
      let removed: RemovedSnapshot
      do {
        removed = try await list.findRemoved(task)
      } catch let other as HandoffError where other.status == .noInput {
        throw error
      }
      if let session = removed.last.id?.session, try await list.store.isForgotten(session) {
        throw error
      }
      console.note(
        StyledText(Phrases.showFinished(time: console.ago(removed.removed)), .dim))
      console.remark(Phrases.doneUndo(task: removed.last.name))
      return (removed.last, removed.content)
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
