internal import Essentials
internal import Platform

/// Turns the lines of a conversation into events.
struct EventDecoder {
  let limits: TranscriptLimits
  let filter: TranscriptReader.Filter
  var events: [Conversation.Event] = []
  /// The positions in `events` of the calls, by tool id.
  var calls: [String: Int] = [:]
  /// The positions in `events` of the calls that go on beside the conversation, by their task's id.
  var backgrounds: [String: Int] = [:]
  /// The positions in `events` of the calls that ask the person, since the last prompt.
  var dialogues: [Int] = []
  /// The position in `events` of a person's command whose text may come with the next line.
  var commandPrompt: Int?
  /// True if lines were passed over behind the last event.
  var followsGap = false
  /// The prompts that wait for the end of a turn, each with the number of events before it.
  var queue: [(text: String, time: Date?, place: Int)] = []
  /// The position in `events` of the last command that the person ran.
  private var personsCommand: Int?
  /// The summaries of all compactions, oldest first.
  private(set) var summaries: [String] = []
  private(set) var firstTime: Date?
  private(set) var lastTime: Date?

  /// The most top-level fields kept of one tool call's input, and entries of one todo list.
  static let maximumFields = 64

  /// The bytes of a text in which passages are looked for before it is cut.
  static let filteredBytes = 64 << 10

  init(limits: TranscriptLimits, leavingOut filter: @escaping TranscriptReader.Filter) {
    self.limits = limits
    self.filter = filter
  }

  /// Adds what one line says.
  ///
  /// - Parameters:
  ///   - bytes: A part of the file.
  ///   - range: The line in it.
  ///   - line: Its fields; `nil` if it could not be read.
  ///   - resultsOnly: The line counts only for the tool results in it.
  /// - Returns: True if the line could be read.
  mutating func add(
    _ bytes: [UInt8], _ range: Range<Int>, _ line: TranscriptLine?, resultsOnly: Bool,
  ) -> Bool {
    guard let line else { return false }
    let time = line.timestamp.flatMap { Timestamp.parse(bytes[$0]) }
    if let time, !resultsOnly {
      firstTime = min(firstTime ?? time, time)
      lastTime = max(lastTime ?? time, time)
    }
    if line.flags.contains(.queuedPrompt) {
      guard !resultsOnly else { return true }
      return line.attachment == nil
        ? queue(bytes, range, time) : addQueuedPrompt(line, bytes, time)
    }
    guard line.kind == .user || line.kind == .assistant else { return true }
    guard !line.flags.contains(.sidechain) else { return true }
    if line.flags.contains(.compactSummary) {
      followsGap = true
      if !resultsOnly, let summary = compactSummary(line, bytes) { summaries.append(summary) }
      return true
    }
    guard let range = line.message,
      let message = try? JSONValue(parsing: bytes, in: range), let content = message["content"]
    else { return false }
    if line.kind == .assistant {
      addAnswer(content, message: message, isError: line.isAPIError, time)
    } else {
      addUserLine(content, line, bytes, resultsOnly: resultsOnly, time)
    }
    return true
  }

  /// Returns the text of a compaction's summary line.
  func compactSummary(_ line: TranscriptLine, _ bytes: [UInt8]) -> String? {
    guard let range = line.message,
      let message = try? JSONValue(parsing: bytes, in: range), let content = message["content"]
    else { return nil }
    let texts =
      content.string(limit: limits.textBytes).map { [$0] }
      ?? (content.elements ?? []).compactMap { $0["text"]?.string(limit: limits.textBytes) }
    let summary = texts.joined(separator: "\n")
    return summary.isEmpty ? nil : cut(filter(summary, true), limits.textBytes)
  }

  private mutating func addUserLine(
    _ content: JSONValue, _ line: TranscriptLine, _ bytes: [UInt8], resultsOnly: Bool,
    _ time: Date?,
  ) {
    let results = (content.elements ?? []).filter { $0["type"]?.string == "tool_result" }
    let details = results.isEmpty ? nil : line.toolUseResult
    for result in results {
      addResult(result, details: details.map { (bytes, $0) })
    }
    guard !resultsOnly else { return }
    if line.flags.contains(.meta), let text = text(of: content), results.isEmpty {
      addExpansion(text)
      return
    }
    commandPrompt = nil
    guard line.flags.isDisjoint(with: [.meta, .transcriptOnly]) else { return }
    if results.isEmpty, let text = text(of: content), addMachineText(text, line, time) { return }
    // A person's words may stand beside the result of what was refused.
    guard !line.isSystemPrompt, results.isEmpty || line.isPersons else { return }
    addPrompt(
      content, isPersons: line.isPersons && results.isEmpty, isQueued: line.isQueued, time)
  }

  /// Takes a command that the person ran, its output, and the end of a task beside the conversation.
  ///
  /// - Returns: True if the text is one of these.
  private mutating func addMachineText(
    _ text: String, _ line: TranscriptLine, _ time: Date?,
  ) -> Bool {
    if let command = PromptText.personsCommand(in: text) {
      let command = cut(filter(command, false), limits.inputBytes)
      let use = ToolUse(
        id: "!\(events.count)", name: ToolUse.personsCommand, input: ["command": command])
      personsCommand = events.count
      add(.tool(use), time)
      return true
    }
    if let output = PromptText.personsOutput(in: text) {
      guard let position = personsCommand, case .tool(var use) = events[position].kind
      else { return true }
      use.result = shortened(filter(output, true))
      events[position].kind = .tool(use)
      return true
    }
    guard !line.isPersons, let notification = TaskNotification(text) else { return false }
    end(notification)
    return true
  }

  /// Adds the text that a person's own command stands for.
  private mutating func addExpansion(_ text: String) {
    guard let position = commandPrompt, case .prompt(let command) = events[position].kind,
      let expansion = PromptText.expansion(filter(text, false), of: command)
    else { return }
    commandPrompt = nil
    events[position].kind = .prompt(cut("\(command)\n\n\(expansion)", limits.textBytes))
  }

  /// Returns the text of a line's content, if it has any.
  private func text(of content: JSONValue) -> String? {
    let limit = max(limits.textBytes, Self.filteredBytes)
    if let text = content.string(limit: limit) { return text }
    let parts = (content.elements ?? []).compactMap { $0["text"]?.string(limit: limit) }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  private mutating func addQueuedPrompt(
    _ line: TranscriptLine, _ bytes: [UInt8], _ time: Date?,
  ) -> Bool {
    guard let range = line.attachment, let attachment = try? JSONValue(parsing: bytes, in: range)
    else { return false }
    // Task notifications are queued in the same way; `commandMode` tells them apart.
    let mode = attachment["commandMode"]?.string ?? "prompt"
    let kind = attachment["origin"]?["kind"]?.string
    guard let prompt = attachment["prompt"] else { return true }
    if mode == "prompt", kind ?? "human" == "human" {
      addPrompt(prompt, isPersons: kind != nil, isQueued: true, time)
    } else if let notification = text(of: prompt).flatMap({ TaskNotification($0) }) {
      end(notification)
    }
    return true
  }

  private mutating func addPrompt(
    _ content: JSONValue, isPersons: Bool, isQueued: Bool = false, _ time: Date?
  ) {
    let parts: [String]
    // What Claude Code puts around a prompt is taken out before the prompt is cut.
    let limit = max(min(limits.textBytes, 1 << 20), 64 << 10) * 4
    if let text = content.string(limit: limit) {
      parts = typed(in: text, isPersons).map { [$0] } ?? []
    } else {
      parts = (content.elements ?? []).compactMap { block in
        block["text"]?.string(limit: limit).map { typed(in: $0, isPersons) }
          ?? placeholder(of: block)
      }
    }
    guard !parts.isEmpty else { return }
    let prompt = cut(parts.joined(separator: "\n"), limits.textBytes)
    if isQueued {
      leaveQueue(prompt)
    } else if !followsGap {
      stopPrompt(before: prompt)
    }
    if !isQueued { leaveDialogues() }
    add(.prompt(prompt), time)
    let isCommand =
      parts.count == 1 && parts[0].hasPrefix("/")
      && text(of: content)?.hasBytes(of: "<command-name>") == true
    commandPrompt = isCommand ? events.count - 1 : nil
  }

  func typed(in text: String, _ isPersons: Bool) -> String? {
    PromptText.typed(in: filter(text, false), isPersons: isPersons)
  }

  private mutating func addAnswer(
    _ content: JSONValue, message: JSONValue, isError: Bool, _ time: Date?,
  ) {
    if let text = content.string(limit: limits.textBytes) {
      addText(text, message: message, isError: isError, time)
    }
    for block in content.elements ?? [] {
      switch block["type"]?.string {
      case "text":
        if let text = block["text"]?.string(limit: limits.textBytes) {
          addText(text, message: message, isError: isError, time)
        }
      case "tool_use", "server_tool_use", "mcp_tool_use": addCall(block, time)
      default: break
      }
    }
  }

  private mutating func addText(
    _ text: String, message: JSONValue, isError: Bool, _ time: Date?,
  ) {
    let text = filter(text, true)
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    if isError {
      add(.failure(text), time)
    } else if message["model"]?.string != "<synthetic>" {
      // Synthetic answers are Claude Code's own, such as "No response requested.".
      add(.answer(text), time)
    }
  }

  func placeholder(of block: JSONValue) -> String? {
    switch block["type"]?.string {
    case "image": "[image]"
    case "document": "[document]"
    default: nil
    }
  }

  mutating func add(_ kind: Conversation.Event.Kind, _ time: Date?) {
    events.append(Conversation.Event(time: time, kind: kind))
    followsGap = false
  }

  func cut(_ text: String, _ limit: Int) -> String {
    text.utf8.count > limit ? JSONString.string(Array(text.utf8), limit: limit) : text
  }
}
