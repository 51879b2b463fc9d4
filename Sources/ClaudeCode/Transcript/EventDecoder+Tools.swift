internal import Essentials
internal import Platform

/// Tool calls and their results.
extension EventDecoder {
  private static let maximumBackgroundID = 64

  mutating func addCall(_ block: JSONValue, _ time: Date?) {
    guard let id = block["id"]?.string(limit: 256), let name = block["name"]?.string(limit: 256),
      calls[id] == nil
    else { return }
    let input = block["input"]
    var use = ToolUse(id: id, name: name)
    for (key, value) in (input?.members ?? []).prefix(Self.maximumFields) {
      if key == "plan", let plan = value.string(limit: limits.textBytes) {
        use.plan = filter(plan, true)
      } else if let text = value.scalarText(limit: limits.inputBytes) {
        use.input[cut(key, 256)] = text
      }
    }
    if name == "TodoWrite" {
      use.todos = (input?["todos"]?.elements ?? []).prefix(Self.maximumFields)
        .compactMap { Todo($0, limit: limits.inputBytes) }
    }
    use.questions = ToolDialogue.questions(in: input, limit: limits.textBytes)
    calls[id] = events.count
    if use.isDialogue { dialogues.append(events.count) }
    add(.tool(use), time)
  }

  /// Takes a result.
  ///
  /// - Parameters:
  ///   - block: The block of the line.
  ///   - details: The line with the place of its `toolUseResult`.
  mutating func addResult(_ block: JSONValue, details: (bytes: [UInt8], range: Range<Int>)?) {
    guard let id = block["tool_use_id"]?.string(limit: 256), let position = calls[id],
      case .tool(var use) = events[position].kind
    else { return }
    use.failed = block["is_error"]?.bool ?? false
    use.refusal = nil
    let isReport = use.input["subagent_type"] != nil || ["Agent", "Task"].contains(use.name)
    let isLong = isReport || use.isDialogue
    let text = result(block["content"], limit: isLong ? limits.textBytes : limits.resultBytes)
    use.result = text
    var more: JSONValue?
    if use.failed || isLong, let details {
      more = try? JSONValue(parsing: details.bytes, in: details.range)
    }
    if use.failed || !use.questions.isEmpty {
      use.refusal = ToolDialogue.refusal(in: text, details: more)
    }
    if use.refusal == nil, !use.failed {
      if !use.questions.isEmpty {
        ToolDialogue.answer(
          &use.questions, text: text, details: more, limit: limits.textBytes)
      }
      if use.plan != nil || use.name == "ExitPlanMode" {
        let plan = more?["plan"]?.string(limit: limits.textBytes).map { filter($0, true) }
        use.plan = ToolDialogue.acceptedPlan(in: text) ?? plan ?? use.plan
      }
    }
    if let task = Self.background(of: use, text) {
      use.background = .running
      backgrounds[task] = position
    }
    events[position].kind = .tool(use)
    endBackground(use, text)
  }

  /// Notes of a call that it has ended well, of which the result was not read.
  mutating func endCall(at position: Int, resultsOnly: Bool) {
    if !resultsOnly { commandPrompt = nil }
    guard case .tool(var use) = events[position].kind, use.result == nil else { return }
    use.result = ""
    events[position].kind = .tool(use)
  }

  /// Notes of all calls that they have ended: results that are not there were passed over.
  mutating func endCalls() {
    for position in calls.values {
      guard case .tool(var use) = events[position].kind, use.result == nil else { continue }
      use.result = ""
      events[position].kind = .tool(use)
    }
  }

  /// Notes of the dialogues that nobody has answered that the person has gone on without them.
  mutating func leaveDialogues() {
    for position in dialogues {
      guard case .tool(var use) = events[position].kind, use.result == nil else { continue }
      use.result = ""
      use.refusal = ""
      events[position].kind = .tool(use)
    }
    dialogues = []
  }

  /// Returns the id of what a call has left running; `nil` where it has not.
  private static func background(of use: ToolUse, _ text: String) -> String? {
    let marks = ["Command running in background with ID: ", "agentId: "]
    guard !use.failed,
      text.hasPrefix(marks[0]) || text.hasPrefix("Async agent launched")
        || use.input["run_in_background"] == "true"
    else { return nil }
    let id = marks.lazy.compactMap { text.firstRange(of: $0)?.upperBound }.first.map { start in
      text[start...].prefix(maximumBackgroundID).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    }
    return id.map(String.init) ?? use.id
  }

  /// Notes that a task beside the conversation was stopped, or that a look at it found it ended.
  private mutating func endBackground(_ use: ToolUse, _ text: String) {
    let keys = ["task_id", "shell_id", "bash_id"]
    guard !use.failed, let task = keys.lazy.compactMap({ use.input[$0] }).first,
      let position = backgrounds[task], case .tool(var started) = events[position].kind
    else { return }
    if use.name.hasPrefix("Kill") || use.name.hasSuffix("Stop") {
      started.background = .stopped
    } else if let open = text.firstRange(of: "<status>"),
      let close = text[open.upperBound...].firstRange(of: "</status>"),
      case let status = String(text[open.upperBound..<close.lowerBound]),
      TaskNotification.isEnd(status)
    {
      started.end(status, status)
      started.result = text
    } else {
      return
    }
    events[position].kind = .tool(started)
  }

  /// Notes the end of a task beside the conversation, with an agent's report.
  mutating func end(_ notification: TaskNotification) {
    let place =
      notification.tool.flatMap { calls[$0] } ?? notification.task.flatMap { backgrounds[$0] }
    guard let place, case .tool(var use) = events[place].kind else { return }
    let result = filter(notification.result, true)
    if notification.isEnd { use.end(notification.status, notification.summary) }
    if !result.isEmpty {
      use.result = cut(result, limits.textBytes)
    } else if notification.isEnd, use.input["command"] != nil {
      // The first result says only that it was started.
      use.result = cut(filter(notification.summary, true), limits.resultBytes)
    }
    events[place].kind = .tool(use)
  }

  /// Returns the text of a result: a string, or blocks; all but text become placeholders.
  private func result(_ content: JSONValue?, limit kept: Int) -> String {
    // How something ended stands at its end, however long it is.
    let limit = max(kept, limits.lineBytes)
    if let text = content?.string(limit: limit) { return shortened(filter(text, true), to: kept) }
    var text = ""
    for block in content?.elements ?? [] {
      let part =
        block["text"]?.string(limit: limit).map { filter($0, true) } ?? placeholder(of: block)
      guard let part else { continue }
      text += text.isEmpty ? part : "\n" + part
      if text.utf8.count > limit { break }
    }
    return shortened(text, to: kept)
  }

  /// Returns a text without its middle where it is too long: how something ended stands at the end.
  ///
  /// It is cut between lines, so that what the redactor knows by its line stays whole.
  func shortened(_ text: String, to limit: Int? = nil) -> String {
    let limit = limit ?? limits.resultBytes
    guard text.utf8.count > limit else { return text }
    let bytes = Array(text.utf8)
    /// Returns the place at which the line begins that ends at a place.
    func start(ofLineBefore end: Int) -> Int {
      (bytes[..<end].lastIndex(of: 0x0A) ?? -1) + 1
    }
    var tail = bytes.count + 1
    while tail > 0, bytes.count - start(ofLineBefore: tail - 1) < limit * 3 / 4 {
      tail = start(ofLineBefore: tail - 1)
    }
    guard tail <= bytes.count else { return cut(text, limit) }
    var room = limit - (bytes.count - tail + 1) - 8
    var head = 0
    while head < tail {
      let length = (bytes[head...].firstIndex(of: 0x0A) ?? bytes.count) - head
      guard length < room else { break }
      room -= length + 1
      head += length + 1
    }
    let key = text.hasBytes(of: "PRIVATE KEY") ? Self.openKey(in: bytes[..<tail]) : []
    return String(
      decoding: bytes[..<head] + Array("[…]\n".utf8) + key + bytes[tail...], as: UTF8.self)
  }

  /// Returns the first line of the private key that is open at the end of a text, by which what follows is
  /// known for one; empty where none is.
  private static func openKey(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = bytes.endIndex
    while end > bytes.startIndex {
      let start = bytes[..<(end - 1)].lastIndex(of: 0x0A).map { $0 + 1 } ?? bytes.startIndex
      if bytes[start..<end].contains(0x2D) {
        let line = String(decoding: bytes[start..<end], as: UTF8.self)
        if line.hasBytes(of: "PRIVATE KEY") {
          let begins = line.hasBytes(of: "BEGIN ") && !line.hasBytes(of: "-END ")
          return begins ? bytes[start..<end] : []
        }
      }
      end = start
    }
    return []
  }
}
