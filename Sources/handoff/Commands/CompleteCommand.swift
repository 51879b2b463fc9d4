internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

/// The words that the shell offers for an argument, each with what it means where the shell shows that.
struct CompleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: Phrases.helpComplete(), shouldDisplay: false)

  /// The things that an argument can name.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    /// Unfinished tasks, by their short ids.
    case tasks
    /// Finished tasks, by their short ids.
    case finished
    /// Machines with unfinished tasks.
    case machines
    /// Projects with unfinished tasks.
    case projects
  }

  @Argument
  var kind: Kind

  func run() async throws {
    let console = Console(color: .never)
    // Nothing to offer is no reason to write over what is being typed.
    guard let list = try? await OpenTasks(console, .none).list,
      let words = try? await words(list)
    else { return }
    let shell = console.context.variable("SAP_SHELL")
    var offered: Set<String> = []
    for (word, meaning) in words where offered.insert(word).inserted && !word.isEmpty {
      let meaning = StyledText(meaning).plain
      switch shell {
      // The scripts of ArgumentParser say which shell asks; fish alone asks without them.
      case "bash"?: console.print(raw: word)
      case "zsh"? where !meaning.isEmpty: console.print(raw: "\(word):\(meaning)")
      case nil where !meaning.isEmpty: console.print(raw: "\(word)\t\(meaning)")
      default: console.print(raw: word)
      }
    }
  }

  private func words(_ list: TaskList) async throws -> [(String, String)] {
    switch kind {
    case .tasks:
      return try await list.listed().tasks.map { ($0.shortID, $0.title) }
    case .finished:
      return try await list.finished(limit: FinishedTasks.usual).map {
        ($0.shortID, $0.removed.last.header?.title ?? "")
      }
    case .machines:
      return try await list.listed().tasks.flatMap(\.tips).compactMap(\.machine).sorted()
        .map { (StyledText($0).plain, "") }
    case .projects:
      return try await list.listed().tasks.flatMap(\.tips).compactMap(\.header?.project).sorted()
        .map { (StyledText($0).plain, "") }
    }
  }
}

extension CompletionKind {
  /// The unfinished tasks.
  static var tasks: CompletionKind { offered(.tasks) }
  /// The finished tasks.
  static var finished: CompletionKind { offered(.finished) }
  /// The machines that have unfinished tasks.
  static var machines: CompletionKind { offered(.machines) }
  /// The projects that have unfinished tasks.
  static var projects: CompletionKind { offered(.projects) }

  private static func offered(_ kind: CompleteCommand.Kind) -> CompletionKind {
    .shellCommand(["handoff", "complete", kind.rawValue, "2>/dev/null"].joined(separator: " "))
  }
}
