extension Todo {
  /// Reads an entry of `TodoWrite`, of a `todos` file, or a `tasks` file.
  ///
  /// The text is `content` (lists) or `subject` (tasks); an entry without either is none.
  init?(_ value: JSONValue, limit: Int) {
    guard let text = (value["content"] ?? value["subject"])?.string(limit: limit), !text.isEmpty
    else { return nil }
    self.init(text: text, status: value["status"]?.string(limit: 64) ?? "pending")
  }
}
