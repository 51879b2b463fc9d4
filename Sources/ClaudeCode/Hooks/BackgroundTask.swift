/// A shell or subagent that is still running when a turn ends (`background_tasks`, from 2.1.145).
package struct BackgroundTask: Sendable, Equatable {
  package var id: String
  /// `shell` or `subagent`.
  package var type: String?
  /// `running`, as far as is known.
  package var status: String?
  package var description: String?

  /// Makes a task from its fields.
  package init(
    id: String, type: String? = nil, status: String? = nil, description: String? = nil,
  ) {
    self.id = id
    self.type = type
    self.status = status
    self.description = description
  }
}
