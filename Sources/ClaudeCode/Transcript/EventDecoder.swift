internal import Essentials

/// Turns the lines of a conversation into events.
struct EventDecoder {
  private let limits: TranscriptLimits
  private let filter: TranscriptReader.Filter
  private(set) var events: [Conversation.Event] = []
  /// The positions in `events` of the calls, by tool id.
  private var calls: [String: Int] = [:]
  private(set) var firstTime: Date?
  private(set) var lastTime: Date?

  /// The most top-level fields kept of one tool call's input, and entries of one todo list.
  private static let maximumFields = 64

  /// The bytes of a text in which passages are looked for before it is cut.
  private static let filteredBytes = 64 << 10

  init(limits: TranscriptLimits, leavingOut filter: @escaping TranscriptReader.Filter) {
    self.limits = limits
    self.filter = filter
  }

  /// Adds what one line says.
  ///
  /// - Parameters:
  ///   - bytes: The line.
  ///   - resultsOnly: The line counts only for the tool results in it.
  /// - Returns: True if the line could be read.
  mutating func add(_ bytes: [UInt8], resultsOnly: Bool) -> Bool {
    guard let line = TranscriptLine(bytes, bytes.indices) else { return false }
    let time = line.timestamp.flatMap { Timestamp.parse(bytes[$0]) }
    if let time, !resultsOnly {
      firstTime = min(firstTime ?? time, time)
      lastTime = max(lastTime ?? time, time)
    }
    if line.flags.contains(.queuedPrompt) {
      return resultsOnly || addQueuedPrompt(line, bytes, time)
    }
    guard line.kind == .user || line.kind == .assistant else { return true }
    guard !line.flags.contains(.sidechain), !line.flags.contains(.compactSummary) else {
      return true
    }
    guard let range = line.message,
      let message = try? JSONValue(parsing: bytes, in: range), let content = message["content"]
    else { return false }
    if line.kind == .assistant {
      addAnswer(content, message: message, isError: line.isAPIError, time)
    } else {
      addUserLine(content, line, resultsOnly: resultsOnly, time)
    }
    return true
  }

  /// Returns the text of a compaction's summary line.
  func compactSummary(_ bytes: [UInt8]) -> String? {
    guard let line = TranscriptLine(bytes, bytes.indices), let range = line.message,
      let message = try? JSONValue(parsing: bytes, in: range), let content = message["content"]
    else { return nil }
    let texts =
      content.string(limit: limits.textBytes).map { [$0] }
      ?? (content.elements ?? []).compactMap { $0["text"]?.string(limit: limits.textBytes) }
    let summary = texts.joined(separator: "\n")
    return summary.isEmpty ? nil : cut(filter(summary, true), limits.textBytes)
  }

  private mutating func addUserLine(
    _ content: JSONValue, _ line: TranscriptLine, resultsOnly: Bool, _ time: Date?,
  ) {
    let results = (content.elements ?? []).filter { $0["type"]?.string == "tool_result" }
    for result in results { addResult(result) }
    let isWritten = !line.flags.isDisjoint(with: [.meta, .transcriptOnly]) || line.isSystemPrompt
    guard results.isEmpty, !resultsOnly, !isWritten else { return }
    addPrompt(content, time)
  }

  private mutating func addQueuedPrompt(
    _ line: TranscriptLine, _ bytes: [UInt8], _ time: Date?,
  ) -> Bool {
    guard let range = line.attachment, let attachment = try? JSONValue(parsing: bytes, in: range)
    else { return false }
    // Task notifications are queued in the same way; `commandMode` tells them apart.
    let mode = attachment["commandMode"]?.string ?? "prompt"
    let origin = attachment["origin"]?["kind"]?.string ?? "human"
    if mode == "prompt", origin == "human", let prompt = attachment["prompt"] {
      addPrompt(prompt, time)
    }
    return true
  }

  private mutating func addPrompt(_ content: JSONValue, _ time: Date?) {
    let parts: [String]
    // What Claude Code puts around a prompt is taken out before the prompt is cut.
    let limit = max(min(limits.textBytes, 1 << 20), 64 << 10) * 4
    if let text = content.string(limit: limit) {
      parts = typed(in: text).map { [$0] } ?? []
    } else {
      parts = (content.elements ?? []).compactMap { block in
        block["text"]?.string(limit: limit).map { typed(in: $0) } ?? placeholder(of: block)
      }
    }
    guard !parts.isEmpty else { return }
    add(.prompt(cut(parts.joined(separator: "\n"), limits.textBytes)), time)
  }

  private func typed(in text: String) -> String? {
    PromptText.typed(in: filter(text, false))
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

  private mutating func addCall(_ block: JSONValue, _ time: Date?) {
    guard let id = block["id"]?.string(limit: 256), let name = block["name"]?.string(limit: 256),
      calls[id] == nil
    else { return }
    var use = ToolUse(id: id, name: name)
    for (key, value) in (block["input"]?.members ?? []).prefix(Self.maximumFields) {
      if let text = value.scalarText(limit: limits.inputBytes) {
        use.input[cut(key, 256)] = text
      }
    }
    if name == "TodoWrite" {
      use.todos = (block["input"]?["todos"]?.elements ?? []).prefix(Self.maximumFields)
        .compactMap { Todo($0, limit: limits.inputBytes) }
    }
    calls[id] = events.count
    add(.tool(use), time)
  }

  private mutating func addResult(_ block: JSONValue) {
    guard let id = block["tool_use_id"]?.string(limit: 256), let position = calls[id],
      case .tool(var use) = events[position].kind
    else { return }
    use.failed = block["is_error"]?.bool ?? false
    use.result = result(block["content"])
    events[position].kind = .tool(use)
  }

  /// Returns the text of a result: a string, or blocks; all but text become placeholders.
  private func result(_ content: JSONValue?) -> String {
    let limit = max(limits.resultBytes, Self.filteredBytes)
    if let text = content?.string(limit: limit) {
      return cut(filter(text, true), limits.resultBytes)
    }
    var text = ""
    for block in content?.elements ?? [] {
      let part =
        block["text"]?.string(limit: limit).map { filter($0, true) } ?? placeholder(of: block)
      guard let part else { continue }
      text += text.isEmpty ? part : "\n" + part
      if text.utf8.count > limits.resultBytes { break }
    }
    return cut(text, limits.resultBytes)
  }

  private func placeholder(of block: JSONValue) -> String? {
    switch block["type"]?.string {
    case "image": "[image]"
    case "document": "[document]"
    default: nil
    }
  }

  private mutating func add(_ kind: Conversation.Event.Kind, _ time: Date?) {
    events.append(Conversation.Event(time: time, kind: kind))
  }

  private func cut(_ text: String, _ limit: Int) -> String {
    text.utf8.count > limit ? JSONString.string(Array(text.utf8), limit: limit) : text
  }
}
