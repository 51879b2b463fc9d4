package import Essentials
package import SnapshotStore

/// The part of the tasks that a person asks for; a task has to fulfil all of it.
package struct TaskFilter: Sendable {
  /// The project's name or its last parts, `shop` for `group/sub/shop`; `nil` for all.
  package var project: String?
  /// The machine of one of its sides; `nil` for all.
  package var machine: String?
  /// True for tasks with a side of this machine alone.
  package var isHere = false
  /// The state; `nil` for all.
  package var state: OpenTask.Standing.Name?
  /// The earliest time of the last answer; `nil` for any.
  package var since: Date?
  /// Words that each stand somewhere in title, project, folder, branch, machine or id.
  ///
  /// Case counts in those with a capital.
  package var words: [String] = []

  /// Makes one that all tasks fulfil.
  package init() {}

  /// True if all tasks fulfil it.
  package var isEmpty: Bool {
    project == nil && machine == nil && !isHere && state == nil && since == nil && words.isEmpty
  }

  /// Returns whether a task is asked for.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - here: The name of this machine.
  /// - Returns: True if it fulfils all of this.
  package func matches(_ task: OpenTask, here: String?) -> Bool {
    if let state, task.standing.name != state { return false }
    return task.tips.contains { matches($0, here: here, words: [task.id]) }
  }

  /// Returns whether a snapshot is asked for, whatever its state.
  ///
  /// - Parameters:
  ///   - stored: The snapshot.
  ///   - here: The name of this machine.
  ///   - id: The id of its task.
  /// - Returns: True if it fulfils all of this.
  package func matches(_ stored: StoredSnapshot, here: String?, id: String) -> Bool {
    matches(stored, here: here, words: [stored.name, id])
  }

  private func matches(_ stored: StoredSnapshot, here: String?, words names: [String]) -> Bool {
    let header = stored.header
    if isHere, stored.machine?.lowercased() != here?.lowercased() { return false }
    if let machine, stored.machine?.lowercased() != machine.lowercased() { return false }
    if project != nil, header?.projectName.map(isOf) != true { return false }
    if let since, header.map({ $0.updated >= since }) != true { return false }
    let fields =
      [header?.title, header?.project, header?.workingFolder, header?.branch, stored.machine]
      .compactMap(\.self) + names
    return words.allSatisfy { word in fields.contains { $0.hasWord(word) } }
  }

  /// Returns whether a project is the one that is asked for.
  ///
  /// - Parameter name: The project's name.
  /// - Returns: True, too, where any project is.
  package func isOf(_ name: String) -> Bool {
    guard let word = project?.lowercased() else { return true }
    return name.lowercased() == word || name.lowercased().hasSuffix("/" + word)
  }
}

extension StringProtocol {
  /// Returns whether a word that is looked for is in the text; case counts if it has a capital.
  func hasWord(_ word: String) -> Bool {
    word.contains(where: \.isUppercase) ? contains(word) : lowercased().contains(word)
  }
}

extension OpenTask.Standing {
  /// The states by their names, as programs read them.
  package enum Name: String, Sendable, CaseIterable {
    case unreadable, forked, claimed, open, interrupted, free
  }

  /// Its name.
  package var name: Name {
    switch self {
    case .unreadable: .unreadable
    case .forked: .forked
    case .claimed: .claimed
    case .open: .open
    case .interrupted: .interrupted
    case .free: .free
    }
  }
}
