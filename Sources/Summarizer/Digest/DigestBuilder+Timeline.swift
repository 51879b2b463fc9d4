internal import ClaudeCode

extension DigestBuilder {
  /// Returns the events, one line each: the beginning and as much of the end as fits.
  ///
  /// - Parameter budget: The size of all lines together, in bytes of UTF-8.
  /// - Returns: The lines, oldest first.
  func timeline(budget: Int) -> [String] {
    let all =
      conversation.earlier.map(Optional.some) + (conversation.earlier.isEmpty ? [] : [nil])
      + conversation.events.map(Optional.some)
    var room = budget - 48
    guard room > 0 else { return [] }
    var head: [String] = []
    var tail: [String] = []
    var next = 0
    // The first steps say how the task was begun: an eighth of the room is theirs.
    var headRoom = room / 8
    while next < all.count {
      let entry = timelineEntry(all[next])
      guard entry.utf8.count < headRoom else { break }
      headRoom -= entry.utf8.count + 1
      room -= entry.utf8.count + 1
      head.append(entry)
      next += 1
    }
    var last = all.count
    while last > next {
      let entry = timelineEntry(all[last - 1])
      guard entry.utf8.count < room else { break }
      room -= entry.utf8.count + 1
      tail.append(entry)
      last -= 1
    }
    let omitted = last - next
    return head + (omitted > 0 ? ["[… \(omitted) steps left out …]"] : []) + tail.reversed()
  }

  /// Returns one step on one line; `nil` means the compaction.
  private func timelineEntry(_ event: Conversation.Event?) -> String {
    switch event?.kind {
    case nil: "[the conversation was compacted here]"
    case .prompt(let text): "user: " + line(text, limit: 300)
    case .answer(let text): "assistant: " + line(text, limit: 400)
    case .failure(let text): "API failure: " + line(text, limit: 200)
    case .tool(let use): toolEntry(use)
    }
  }

  private func toolEntry(_ use: ToolUse) -> String {
    let keys = [
      "command", "file_path", "notebook_path", "pattern", "url", "query", "description", "prompt",
    ]
    var subject = keys.lazy.compactMap { use.input[$0] }.first ?? ""
    if use.input["command"] == nil, subject.hasPrefix("/") { subject = paths.shortened(subject) }
    let outcome = use.failed ? " → failed" : use.result == nil ? " → no result yet" : ""
    let name = line(use.name, limit: 60)
    return "tool \(name): " + line(subject, limit: 160) + outcome
  }
}
