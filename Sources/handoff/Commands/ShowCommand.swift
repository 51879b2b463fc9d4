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
  var task: String

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var fetching: FetchOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let list = try await OpenTasks(console, fetching.patience).list
      let found = try await TaskChoice(console, list).find(task)
      let bytes = try await list.store.content(of: found) ?? []
      let text = String(decoding: bytes, as: UTF8.self)
      if reading.json {
        let sections = try await list.store.read(found)?.body.sections ?? [:]
        try console.print(
          json: TaskDetail(
            task: TaskRow(found),
            sections: Dictionary(
              uniqueKeysWithValues: sections.map { ($0.key.rawValue, $0.value) }),
            text: text))
      } else if console.output.isTTY {
        console.print(raw: MarkdownView.render(text, terminal: console.output))
      } else {
        console.print(untrusted: text)
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
}
