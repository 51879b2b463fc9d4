internal import Platform

/// Reads what a tool asked a person, and what the person said to it.
///
/// The forms are those of `AskUserQuestion` and `ExitPlanMode`, and of any other tool with a question
/// and choices among its inputs.
enum ToolDialogue {
  private static let maximumQuestions = 16
  private static let maximumOptions = 16

  /// Returns the questions in a call's input.
  static func questions(in input: JSONValue?, limit: Int) -> [ToolUse.Question] {
    guard let input else { return [] }
    let several = (input["questions"]?.elements ?? []).prefix(maximumQuestions)
      .compactMap { question(in: $0, limit: limit, isListed: true) }
    if !several.isEmpty { return several }
    return question(in: input, limit: limit, isListed: false).map { [$0] } ?? []
  }

  private static func question(
    in value: JSONValue, limit: Int, isListed: Bool
  ) -> ToolUse.Question? {
    func first(_ names: [String], of value: JSONValue) -> String? {
      names.lazy.compactMap { value[$0]?.string(limit: limit) }.first { !$0.isEmpty }
    }
    if isListed, let text = value.string(limit: limit) { return .init(text: text) }
    let list = (value["options"] ?? value["choices"])?.elements
    let options = (list ?? []).prefix(maximumOptions).compactMap { option -> String? in
      if let text = option.scalarText(limit: limit) { return text }
      guard let label = first(["label", "title", "name", "value"], of: option) else { return nil }
      let about = first(["description"], of: option)
      return about.map { "\(label): \($0)" } ?? label
    }
    let plain = first(["question"], of: value)
    let other = first(["text", "prompt", "message", "title"], of: value)
    // A text without choices is a question only where it is called one.
    guard let text = plain ?? (isListed || !options.isEmpty ? other : nil) else { return nil }
    return .init(text: text, options: Array(options))
  }

  /// Puts the answers into a call's questions.
  ///
  /// - Parameters:
  ///   - questions: The questions.
  ///   - text: The result's text.
  ///   - details: `toolUseResult` of the line.
  ///   - limit: The largest size of an answer, in bytes of UTF-8.
  static func answer(
    _ questions: inout [ToolUse.Question], text: String, details: JSONValue?, limit: Int
  ) {
    for index in questions.indices {
      let name = questions[index].text
      let answer = details?["answers"]?[name]
      questions[index].answer =
        answer.flatMap { Self.text(of: $0, limit: limit) } ?? quoted(after: name, in: text)
      questions[index].notes =
        details?["annotations"]?[name]?["notes"].flatMap { Self.text(of: $0, limit: limit) }
        ?? notes(after: name, in: text)
    }
    let text = text.trimmingSpaces
    if questions.allSatisfy({ $0.answer == nil && $0.notes == nil }), !text.isEmpty {
      questions[0].answer = text
    }
  }

  private static func text(of value: JSONValue, limit: Int) -> String? {
    if let text = value.scalarText(limit: limit) { return text.isEmpty ? nil : text }
    let parts = (value.elements ?? []).compactMap { $0.scalarText(limit: limit) }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Reads the answer in `"question"="answer"`, of which quotes in the answer are a part.
  private static func quoted(after name: String, in text: String) -> String? {
    guard let start = text.firstRange(of: "\"\(name)\"=\"")?.upperBound else { return nil }
    let rest = text[start...]
    let ends = ["\", \"", "\" user notes:", "\" selected preview:", "\". ", "\".\n"]
      .compactMap { rest.firstRange(of: $0)?.lowerBound }
    let end = ends.min() ?? rest.lastIndex(of: "\"") ?? rest.endIndex
    return end > start ? String(rest[..<end]) : nil
  }

  private static func notes(after name: String, in text: String) -> String? {
    guard let start = text.firstRange(of: "\"\(name)\"=\"")?.upperBound else { return nil }
    let next = text[start...].firstRange(of: "\", \"")?.lowerBound ?? text.endIndex
    let part = text[start..<next]
    guard let notes = part.firstRange(of: "user notes: ")?.upperBound else { return nil }
    let end = part[notes...].firstRange(of: ". You can now continue")?.lowerBound ?? part.endIndex
    return String(part[notes..<end])
  }

  /// Returns the words with which a person refused a call, empty without any; `nil` if none did.
  static func refusal(in text: String, details: JSONValue?) -> String? {
    // They stand at the beginning: further down it may be an output that quotes them.
    let said = (details?.string(limit: 4_096) ?? "").prefix(refusalPlace)
    let beginning = text.prefix(refusalPlace)
    let isRefused =
      said.contains("User rejected") || said.contains("rejected by user")
      || refusals.contains { beginning.contains($0) }
    guard isRefused else { return nil }
    for mark in ["the user said:", "reason for the rejection:", "User feedback:"] {
      guard let found = text.firstRange(of: mark) else { continue }
      var words = text[found.upperBound...]
      if let note = words.firstRange(of: "\n\nNote: The user's next message") {
        words = words[..<note.lowerBound]
      }
      return words.trimmingSpaces
    }
    return ""
  }

  private static let refusalPlace = 120
  private static let refusals = [
    "The user doesn't want to proceed with this tool use",
    "The user doesn't want to take this action right now",
    "The user wants to clarify these questions", "User declined to answer",
    "[Request interrupted by user",
  ]

  /// Returns the plan that the result says was accepted, which a person may have changed.
  static func acceptedPlan(in text: String) -> String? {
    guard let heading = text.firstRange(of: "## Approved Plan"),
      let end = text[heading.upperBound...].firstIndex(of: "\n")
    else { return nil }
    let plan = text[end...].trimmingSpaces
    return plan.isEmpty ? nil : plan
  }
}

/// A message that Claude Code writes when a shell or an agent in the background has ended.
struct TaskNotification {
  let tool: String?
  let task: String?
  let status: String
  let summary: String
  let result: String

  /// Reads one; `nil` if the text is none.
  init?(_ text: String) {
    guard text.hasBytes(of: "<task-notification>"),
      text.trimmingSpaces.hasPrefix("<task-notification>")
    else { return nil }
    func content(_ name: String) -> String? {
      guard let open = text.firstRange(of: "<\(name)>"),
        let close = text[open.upperBound...].firstRange(of: "</\(name)>")
      else { return nil }
      return text[open.upperBound..<close.lowerBound].trimmingSpaces
    }
    tool = content("tool-use-id")
    task = content("task-id")
    status = content("status") ?? ""
    summary = content("summary") ?? status
    result = content("result") ?? ""
  }

  /// True if the task is at an end.
  var isEnd: Bool { Self.isEnd(status) }

  static func isEnd(_ status: String) -> Bool {
    ["completed", "failed", "killed", "stopped"].contains(status)
  }
}

extension ToolUse {
  /// Notes the end of what goes on beside the conversation.
  ///
  /// - Parameters:
  ///   - status: The word for how it ended.
  ///   - summary: Claude Code's text on it.
  mutating func end(_ status: String, _ summary: String) {
    background = ["killed", "stopped"].contains(status) ? .stopped : .ended(summary)
    if status == "failed" { failed = true }
  }
}

extension StringProtocol {
  /// The text without white space and line ends at both ends.
  var trimmingSpaces: String {
    // Most texts have none, and their ends are of ASCII.
    func isEnd(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? false }
    if isEnd(utf8.first), isEnd(utf8.suffix(1).first) { return String(self) }
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
