internal import HandoffKit
internal import Phrases
internal import SnapshotStore

/// The names that tasks have, for a filter that finds none.
struct NamesInTasks {
  private let projects: [String]
  private let machines: [String]

  init(_ tasks: [StoredSnapshot]) {
    projects = tasks.compactMap(\.header?.project)
    machines = tasks.compactMap(\.machine)
  }

  /// Returns what to say of a name in a filter that no task has, with those that may have been meant.
  ///
  /// - Parameters:
  ///   - filter: The filter.
  ///   - isFinished: True where the tasks are finished ones.
  /// - Returns: The sentence; `nil` where all names are known.
  func unknown(in filter: TaskFilter, isFinished: Bool) -> String? {
    if let word = filter.project, !projects.contains(where: { filter.isOf($0) }) {
      let shown = word.prefix(80)
      return said(
        isFinished
          ? Phrases.finishedNoProject(project: shown) : Phrases.listNoProject(project: shown),
        word, projects)
    }
    if let word = filter.machine,
      !machines.contains(where: { $0.lowercased() == word.lowercased() })
    {
      let shown = word.prefix(80)
      return said(
        isFinished
          ? Phrases.finishedNoMachine(machine: shown) : Phrases.listNoMachine(machine: shown),
        word, machines)
    }
    return nil
  }

  private func said(_ text: String, _ word: String, _ names: [String]) -> String {
    let near = SimilarNames.to(word, among: names)
    return near.isEmpty ? text : Phrases.didYouMean(text: text, names: Phrases.list(near))
  }
}
