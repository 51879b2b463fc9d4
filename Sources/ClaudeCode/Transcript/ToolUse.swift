/// One tool call of the assistant, as a summary needs it.
package struct ToolUse: Sendable, Equatable {
  /// The `id` of the `tool_use` block, which its `tool_result` refers to.
  package var id: String
  /// The tool's name as Claude Code writes it, such as `Bash`, `Edit` or `mcp__github__search`.
  package var name: String
  /// The scalar top-level fields of `input`, as text, each cut to the reader's limit
  /// (`file_path`, `command`, `description`, `old_string`, `pattern`, `url`, …).
  package var input: [String: String]
  /// The todo list of a `TodoWrite` call.
  package var todos: [Todo]
  /// The text of the result, cut to the reader's limit; `nil` while the call is under way.
  package var result: String?
  /// The result was marked `is_error`.
  package var failed: Bool

  package init(
    id: String, name: String, input: [String: String] = [:], todos: [Todo] = [],
    result: String? = nil, failed: Bool = false
  ) {
    self.id = id
    self.name = name
    self.input = input
    self.todos = todos
    self.result = result
    self.failed = failed
  }
}
