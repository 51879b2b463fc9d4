/// The lines of a long conversation that are read: all of a short one.
///
/// Of a long one it is the end whole, before it all but long results, and from all of it the beginning,
/// prompts, questions with their answers, and compactions; then short answers and calls. Results that
/// nothing is told of (``TranscriptIndex/isPlainResult(_:)``) count for little, as they are not read.
struct LineSelection {
  /// The positions of the lines among the chain's links, in their order.
  private(set) var positions: [Int] = []
  /// The numbers of lines that were passed over.
  private(set) var unread = Conversation.Unread()

  /// The number of positions before the end, which is read whole.
  private(set) var beforeEnd = 0

  /// The bytes that a line counts besides its own: what it takes to look at it.
  private static let lineBytes = 250
  /// The bytes that a result counts which is not read.
  private static let plainBytes = 60

  /// The longest lines that are taken of each kind before the end.
  private enum Longest {
    static let result = 8 << 10
    static let call = 64 << 10
    static let words = 256 << 10
    static let rest = 4 << 10
  }

  /// Selects lines.
  ///
  /// - Parameters:
  ///   - chain: The conversation.
  ///   - index: The lines.
  ///   - room: The bytes that are read, about.
  init(_ chain: ConversationChain, _ index: borrowing TranscriptIndex, room: Int) {
    let links = chain.links
    var all = 0
    for link in links where all <= room { all += Self.size(link.entry, index) }
    guard all > room else {
      for position in links.indices where index[links[position].entry].isTold {
        positions.append(position)
      }
      return
    }
    var isChosen = [Bool](repeating: false, count: links.count)
    /// Takes a line, and returns the room that is left then.
    func take(_ position: Int, _ index: borrowing TranscriptIndex, _ room: Int) -> Int {
      isChosen[position] = index[links[position].entry].isTold
      return room - Self.size(links[position].entry, index)
    }
    var first = 0
    var left = room / 24
    while first < links.count, left > 0 {
      left = take(first, index, left)
      first += 1
    }
    var last = links.count
    left = room / 6
    while last > first, left > 0 {
      last -= 1
      left = take(last, index, left)
    }
    let end = last
    left = room / 3
    while last > first, left > 0 {
      last -= 1
      let entry = index[links[last].entry]
      let isLong = entry.flags.contains(.result) && !entry.flags.contains(.failed)
      let longest =
        Self.isWords(entry, index) ? Longest.words : isLong ? Longest.result : Longest.call
      if entry.length <= longest || index.isPlainResult(links[last].entry) {
        left = take(last, index, left)
      }
    }
    var (words, rest) = (room / 3, room / 8)
    while last > first, words > 0 || rest > 0 {
      last -= 1
      let entry = index[links[last].entry]
      if Self.isWords(entry, index) {
        if words > 0, entry.length <= Longest.words { words = take(last, index, words) }
      } else if rest > 0, entry.length <= Longest.rest, !entry.flags.contains(.thinking) {
        rest = take(last, index, rest)
      }
    }
    for (position, link) in links.enumerated() {
      let entry = index[link.entry]
      if position == end { beforeEnd = positions.count }
      if isChosen[position] {
        positions.append(position)
      } else if entry.isTold {
        unread.add(entry)
      }
    }
  }

  private static func size(_ place: Int, _ index: borrowing TranscriptIndex) -> Int {
    let entry = index[place]
    guard entry.isTold else { return 0 }
    return index.isPlainResult(place) ? plainBytes : Int(entry.length) + lineBytes
  }

  /// Returns whether a line holds words of the person, or what was put to them.
  private static func isWords(
    _ entry: TranscriptIndex.Entry, _ index: borrowing TranscriptIndex,
  ) -> Bool {
    if entry.flags.contains(.compactSummary) || entry.flags.contains(.queuedPrompt) { return true }
    switch entry.kind {
    case .user:
      return !entry.flags.contains(.result)
        || entry.parentPlace.map { index[$0].flags.contains(.question) } == true
    case .assistant: return entry.flags.contains(.question)
    case .attachment, .other: return false
    }
  }
}

extension Conversation.Unread {
  fileprivate mutating func add(_ entry: TranscriptIndex.Entry) {
    switch entry.kind {
    case .assistant where entry.flags.contains(.call): calls += 1
    case .assistant where !entry.flags.contains(.thinking): answers += 1
    case .user where !entry.flags.contains(.result): prompts += 1
    case .attachment: prompts += 1
    case .user, .assistant, .other: break
    }
  }
}
