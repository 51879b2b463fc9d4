extension Conversation {
  /// The list of the last `TodoWrite` call that was not refused; empty if there is none.
  package var lastTodos: [Todo] {
    for event in events.reversed() + earlier.reversed() {
      if case .tool(let use) = event.kind, use.name == "TodoWrite", !use.failed {
        return use.todos
      }
    }
    return []
  }
}
