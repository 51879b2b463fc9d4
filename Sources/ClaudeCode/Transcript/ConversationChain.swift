/// The lines of the current conversation among all lines of a transcript.
///
/// Lines form a tree by `parentUuid`. The conversation is the way from the newest leaf to the root;
/// everything else is a branch that was left by a rewind. A prompt that Esc ended before an answer is
/// such a branch, too, but the person has said it: it stays (measured: the next prompt has the same
/// parent). The rules are those of `_build_conversation_chain` of the vendor's Python SDK, and these,
/// measured in transcripts of 2.0.72 to 2.1.330:
/// - Attachments and bookkeeping lines are part of the chain: `parentUuid` passes through them.
/// - An API message is one line for each of its blocks, all with the same `message.id`.
/// - A compaction begins with a line `system/compact_boundary` without a parent
///   (`logicalParentUuid` names the line before it), followed by a user line with
///   `isCompactSummary`.
/// - A resumed session is appended to its file; a forked one begins with a copy of the history.
struct ConversationChain {
  /// A line of the conversation, by its place in the index.
  struct Link: Equatable {
    var entry: Int
    /// True if the line is not an ancestor of the leaf, but beside one, and no prompt.
    ///
    /// It is a block of an API message, another block of which is an ancestor, or a child of such
    /// a block. Of a child only tool results count: a branch that was left can begin there, too.
    var isSibling: Bool
  }

  /// From the root to the leaf.
  private(set) var links: [Link] = []
  /// The number of `links` before the last compaction.
  private(set) var earlierCount = 0
  /// The line with the summary of the last compaction.
  private(set) var compactSummary: Int?

  /// Finds the chain in entries that are in the order of the file.
  init(_ entries: [TranscriptIndex.Entry]) {
    var byID: [LineIdentifier: Int] = [:]
    byID.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      if let id = entry.id { byID[id] = index }
    }
    let parents = entries.map { entry in entry.parent.flatMap { byID[$0] } }
    guard let leaf = Self.leaf(entries, parents) else { return }
    let way = walk(from: leaf, entries, parents)
    addLinks(way.reversed(), entries, parents)
  }

  /// Returns the newest line that ends a branch, bookkeeping lines at its end not counted.
  private static func leaf(_ entries: [TranscriptIndex.Entry], _ parents: [Int?]) -> Int? {
    func isCandidate(_ index: Int) -> Bool {
      entries[index].isMain && !entries[index].flags.contains(.meta)
    }
    var hasChild = [Bool](repeating: false, count: entries.count)
    for case let parent? in parents { hasChild[parent] = true }
    var visited = [Bool](repeating: false, count: entries.count)
    var best: Int?
    for terminal in entries.indices where !hasChild[terminal] && entries[terminal].id != nil {
      var current: Int? = terminal
      while let index = current, !visited[index] {
        visited[index] = true
        if isCandidate(index) {
          best = max(best ?? index, index)
          break
        }
        current = parents[index]
      }
    }
    // Only a file whose lines all lie on cycles has no terminal.
    return best ?? entries.indices.last(where: isCandidate)
  }

  /// Walks up from the leaf; returns the way, leaf first, and notes the newest compaction.
  private mutating func walk(
    from leaf: Int, _ entries: [TranscriptIndex.Entry], _ parents: [Int?],
  ) -> [Int] {
    let preceding = Self.precedingMainLines(entries)
    var visited = [Bool](repeating: false, count: entries.count)
    var way: [Int] = []
    var border: Int?
    var isPastBorder = false
    var current: Int? = leaf
    while let index = current, !visited[index] {
      visited[index] = true
      let entry = entries[index]
      let isBorder = !entry.flags.isDisjoint(with: [.compactBoundary, .compactSummary])
      if isBorder, border == nil { border = way.count }
      if entry.flags.contains(.compactSummary) {
        // The boundary and its summary may have bookkeeping between them, but no conversation.
        if compactSummary == nil, !isPastBorder { compactSummary = index }
      } else if border != nil, entry.isMain {
        isPastBorder = true
      }
      way.append(index)
      // A parent that is not there was corrupt, too long, or before the window: go on with the
      // line before. The root of a conversation has no parent; a compaction is never a root.
      current = parents[index]
      if current == nil, entry.parent != nil || isBorder { current = preceding[index] }
    }
    earlierCount = border.map { way.count - $0 } ?? 0
    return way
  }

  /// Returns, for every line, the nearest line of the conversation proper before it in the file.
  private static func precedingMainLines(_ entries: [TranscriptIndex.Entry]) -> [Int?] {
    var preceding: [Int?] = []
    preceding.reserveCapacity(entries.count)
    var last: Int?
    for (index, entry) in entries.enumerated() {
      preceding.append(last)
      if entry.isMain, !entry.flags.contains(.meta) { last = index }
    }
    return preceding
  }

  /// Fills `links` with the way from the root to the leaf and what belongs beside it.
  private mutating func addLinks(
    _ way: [Int], _ entries: [TranscriptIndex.Entry], _ parents: [Int?],
  ) {
    let siblings = Self.siblings(of: way, entries, parents)
    var earlier = 0
    for (position, index) in way.enumerated() {
      links.append(Link(entry: index, isSibling: false))
      links += siblings[index] ?? []
      if position < earlierCount { earlier = links.count }
    }
    earlierCount = earlier
  }

  /// Returns the lines that belong beside the way, under the line of the way that each follows.
  ///
  /// Parallel tool calls branch: the blocks of one API message are a chain of lines, and each
  /// block's result is a child of its block, so only one result is an ancestor of what follows.
  private static func siblings(
    of way: [Int], _ entries: [TranscriptIndex.Entry], _ parents: [Int?],
  ) -> [Int: [Link]] {
    var isOnWay = [Bool](repeating: false, count: entries.count)
    var lastBlock: [LineIdentifier: Int] = [:]
    for index in way {
      isOnWay[index] = true
      if let message = entries[index].messageID, entries[index].isMain {
        lastBlock[message] = index
      }
    }
    let escaped = escapedPrompts(isOnWay, entries, parents)
    var siblings: [Int: [Link]] = [:]
    var lastOnWay: Int?
    for (index, entry) in entries.enumerated() {
      if isOnWay[index] {
        lastOnWay = index
      } else if entry.id == nil || escaped.contains(index) {
        // These, and a queued prompt without place in the tree (some versions): where they were written.
        guard let lastOnWay else { continue }
        siblings[lastOnWay, default: []].append(Link(entry: index, isSibling: entry.id == nil))
      } else if entry.isMain {
        let block = entry.kind == .assistant ? entry : parents[index].map { entries[$0] }
        if let message = block?.messageID, let place = lastBlock[message] {
          siblings[place, default: []].append(Link(entry: index, isSibling: true))
        }
      }
    }
    return siblings
  }

  /// Returns the prompts without an answer that begin where another prompt of the conversation does.
  private static func escapedPrompts(
    _ isOnWay: [Bool], _ entries: [TranscriptIndex.Entry], _ parents: [Int?],
  ) -> Set<Int> {
    /// The line of the conversation proper that a line follows.
    func anchor(_ index: Int) -> Int? {
      var (current, steps) = (parents[index], 0)
      while let line = current, !entries[line].isMain || entries[line].flags.contains(.meta),
        steps < maximumSteps
      {
        current = parents[line]
        steps += 1
      }
      return current
    }
    func isPrompt(_ index: Int) -> Bool {
      entries[index].kind == .user && entries[index].isMain
        && entries[index].flags.isDisjoint(with: [.meta, .compactSummary])
    }
    var isAnswered = [Bool](repeating: false, count: entries.count)
    var beginsPrompt = isAnswered
    var beginsAtRoot = false
    for index in entries.indices where entries[index].isMain {
      let anchor = anchor(index)
      if let anchor { isAnswered[anchor] = true }
      guard isOnWay[index], isPrompt(index) else { continue }
      if let anchor { beginsPrompt[anchor] = true } else { beginsAtRoot = true }
    }
    return Set(
      entries.indices.filter { index in
        guard !isOnWay[index], !isAnswered[index], isPrompt(index) else { return false }
        return anchor(index).map { beginsPrompt[$0] }
          ?? (beginsAtRoot && entries[index].parent == nil)
      })
  }

  /// The most lines of bookkeeping between two of the conversation that are passed over.
  private static let maximumSteps = 64
}
