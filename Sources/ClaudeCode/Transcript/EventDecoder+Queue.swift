internal import Essentials

/// Prompts that a person typed beside a turn, and those that Esc ended.
extension EventDecoder {
  /// The most prompts that wait at a time.
  private static let maximumQueue = 256

  /// Takes a line of the queue.
  ///
  /// - Returns: True if the line could be read.
  mutating func queue(_ bytes: [UInt8], _ range: Range<Int>, _ time: Date?) -> Bool {
    guard let line = try? JSONValue(parsing: bytes, in: range) else { return false }
    let text = line["content"]?.string(limit: limits.textBytes)
    switch line["operation"]?.string {
    case "enqueue":
      if let text, queue.count < Self.maximumQueue { queue.append((text, time, events.count)) }
    case "dequeue": leaveQueue(text ?? queue.first?.text)
    case "remove": leaveQueue(text)
    // Taken back into the field, to be changed.
    case "popAll": queue = []
    default: break
    }
    return true
  }

  /// Removes a prompt from the queue, if it is there.
  mutating func leaveQueue(_ text: String?) {
    guard let text else { return }
    // A prompt that comes from it is told without what Claude Code has put around it.
    let place =
      queue.firstIndex { $0.text == text }
      ?? queue.firstIndex { typed(in: $0.text, false).map { cut($0, limits.textBytes) } == text }
    if let place { queue.remove(at: place) }
  }

  /// Adds the prompts that are still in the queue: the person has said them, and nobody has heard it.
  ///
  /// - Parameter border: A number of events.
  /// - Returns: The number of prompts that were added before it.
  mutating func endQueue(before border: Int) -> Int {
    var added = 0
    for prompt in queue.reversed() {
      guard let text = typed(in: prompt.text, false) else { continue }
      let event = Conversation.Event(time: prompt.time, kind: .prompt(text))
      events.insert(event, at: min(prompt.place, events.count))
      if prompt.place < border { added += 1 }
    }
    queue = []
    return added
  }

  /// Marks the prompt before as stopped, or removes it where the new one only says it better.
  ///
  /// Two prompts that follow each other, neither of which waited for its turn, have an Esc between them.
  mutating func stopPrompt(before new: String) {
    guard let last = events.indices.last, case .prompt(let text) = events[last].kind else { return }
    if Self.isReworded(text, new) { events.removeLast() } else { events[last].isStopped = true }
  }

  /// True if two thirds of the shorter text stand at the beginning and the end of the other one.
  private static func isReworded(_ old: String, _ new: String) -> Bool {
    let least = min(old.count, new.count)
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old.reversed(), new.reversed()).prefix(least - start).prefix { $0 == $1 }.count
    return (start + end) * 3 >= least * 2
  }
}
