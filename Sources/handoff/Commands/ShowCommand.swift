internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import SnapshotStore
internal import TerminalUI

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a task's snapshot.")

  @Argument(help: TaskArgument.help)
  var task: String

  @OptionGroup var reading: ReadingOptions

  @Flag(inversion: .prefixedNo, help: "Ask the remote first.")
  var fetch = true

  func run() async throws {
    try await Console(reading.output).run { console in
      let list = try await TaskArgument.open(console, fetch: fetch)
      let found = try await list.find(task)
      let bytes = try await list.store.content(of: found) ?? []
      let text = String(decoding: bytes, as: UTF8.self)
      if reading.json {
        let sections = found.snapshot?.body.sections ?? [:]
        try console.print(
          json: TaskDetail(
            task: TaskRow(found, number: nil),
            sections: Dictionary(
              uniqueKeysWithValues: sections.map { ($0.key.rawValue, $0.value) }),
            text: text))
      } else if console.output.isTTY {
        console.print(raw: MarkdownView.render(text, terminal: console.output))
      } else {
        console.print(raw: TerminalText.sanitized(text, keeping: [.newlines, .tabs]))
      }
      if let problem = found.problem {
        console.note(
          StyledText(console.errors.glyphs.warning, .yellow)
            + " \(found.path): \(problem.description)")
      }
    }
  }
}
