/// One tool call of the assistant, or command of the person, as a summary needs it.
package struct ToolUse: Sendable, Equatable {
  /// The name of a command that the person ran with `!`.
  package static let personsCommand = "!"

  /// The `id` of the `tool_use` block, which its `tool_result` refers to.
  package var id: String
  /// The tool's name as Claude Code writes it, such as `Bash`, `Edit` or `mcp__github__search`.
  package var name: String
  /// The scalar top-level fields of `input`, as text, each cut to the reader's limit
  /// (`file_path`, `command`, `description`, `old_string`, `pattern`, `url`, …).
  package var input: [String: String]
  /// The todo list of a `TodoWrite` call.
  package var todos: [Todo]
  /// The text of the result, its middle cut to the reader's limit; `nil` while the call is under way.
  package var result: String?
  /// True if the result was marked `is_error`.
  package var failed: Bool
  /// The questions that the call asked the person, with the answers that are there.
  package var questions: [Question] = []
  /// The plan that the call laid before the person, as it was accepted where it was.
  package var plan: String?
  /// The words with which the person refused the call, empty without any; `nil` if nobody refused it.
  package var refusal: String?
  /// The part of the call that goes on beside the conversation.
  package var background: Background?

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

  /// A question to the person.
  package struct Question: Sendable, Equatable {
    package var text: String
    /// The choices, each with its description behind a colon.
    package var options: [String]
    package var answer: String?
    package var notes: String?

    package init(
      text: String, options: [String] = [], answer: String? = nil, notes: String? = nil
    ) {
      self.text = text
      self.options = options
      self.answer = answer
      self.notes = notes
    }
  }

  /// A shell or an agent that a call has started and not waited for.
  package enum Background: Sendable, Equatable {
    case running
    /// It has ended; the text is Claude Code's, such as `Background command "x" completed`.
    case ended(String)
    /// It was ended before its time, so that nobody knows how it would have gone.
    case stopped
  }

  /// True if the call waits for the person's answer.
  var isDialogue: Bool { !questions.isEmpty || plan != nil || name == "ExitPlanMode" }

  /// Changes the texts of what was asked and answered.
  ///
  /// - Parameter change: Returns the new text.
  package mutating func mapDialogue(_ change: (String) -> String) {
    questions = questions.map { question in
      Question(
        text: change(question.text), options: question.options.map(change),
        answer: question.answer.map(change), notes: question.notes.map(change))
    }
    plan = plan.map(change)
    refusal = refusal.map(change)
  }
}
