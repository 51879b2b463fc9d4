/// One entry of a session's todo list.
package struct Todo: Sendable, Equatable {
  /// What is to be done.
  package var text: String
  /// `pending`, `in_progress` or `completed`; kept as written, so that a new word is not lost.
  package var status: String

  package init(text: String, status: String) {
    self.text = text
    self.status = status
  }

  /// Whether this entry is finished.
  package var isDone: Bool { status == "completed" }
}
