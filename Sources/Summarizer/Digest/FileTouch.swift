/// One file that a session touched, and how.
package struct FileTouch: Sendable, Equatable {
  /// What was done to a file; later cases are stronger than earlier ones.
  package enum Action: String, Sendable, Comparable, CaseIterable {
    case read, edited, written, created, deleted
    case notebookEdited = "notebook edited"

    package static func < (left: Self, right: Self) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The path: relative to the project's folder, else with `~`, else absolute.
  package var path: String
  /// How often each thing was done.
  package var actions: [Action: Int]

  /// Makes a record of one file.
  package init(path: String, actions: [Action: Int]) {
    self.path = path
    self.actions = actions
  }

  /// Whether the file was only read.
  package var isOnlyRead: Bool { actions.keys.allSatisfy { $0 == .read } }

  /// The actions in words, the strongest first: `created, edited 3 times, read`.
  package var description: String {
    actions.sorted { $0.key > $1.key }
      .map { $0.value > 1 ? "\($0.key.rawValue) \($0.value) times" : $0.key.rawValue }
      .joined(separator: ", ")
  }

  /// The path and what was done, on one line.
  var line: String { "\(path): \(description)" }
}
