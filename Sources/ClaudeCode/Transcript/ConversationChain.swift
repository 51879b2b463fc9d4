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
    private let bits: UInt32

    init(entry: Int, isSibling: Bool) {
      bits = UInt32(entry) << 1 | (isSibling ? 1 : 0)
    }

    var entry: Int { Int(bits >> 1) }

    /// True if the line is not an ancestor of the leaf, but beside one, and no prompt.
    ///
    /// It is a block of an API message, another block of which is an ancestor, or a child of such
    /// a block. Of a child only tool results count: a branch that was left can begin there, too.
    var isSibling: Bool { bits & 1 == 1 }
  }

  /// From the root to the leaf.
  private(set) var links: [Link] = []
  /// The number of `links` before the last compaction.
  private(set) var earlierCount = 0
  /// The line with the summary of the last compaction.
  private(set) var compactSummary: Int?

  /// Finds the chain in entries that are in the order of the file.
  init(_ index: borrowing TranscriptIndex) {
    guard let leaf = Self.leaf(index) else { return }
    var way = walk(from: leaf, index)
    way.reverse()
    addLinks(way, index)
  }

  private static func isCandidate(_ entry: TranscriptIndex.Entry) -> Bool {
    entry.isMain && !entry.flags.contains(.meta)
  }

  /// Returns the newest line that ends a branch, bookkeeping lines at its end not counted.
  private static func leaf(_ index: borrowing TranscriptIndex) -> Int? {
    var hasChild = [Bool](repeating: false, count: index.count)
    // What a line follows stands before it, but in a file that was put together: from the end on, a line
    // is reached when all that follow it are known.
    if !index.isInOrder {
      for place in index.indices {
        if let parent = index[place].parentPlace { hasChild[parent] = true }
      }
    }
    var visited = [Bool](repeating: false, count: index.count)
    var best: Int?
    for terminal in index.indices.reversed() {
      if index.isInOrder {
        if let best, best > terminal { break }
        if let parent = index[terminal].parentPlace { hasChild[parent] = true }
      }
      guard !hasChild[terminal], index[terminal].id != 0 else { continue }
      var current: Int? = terminal
      while let place = current, !visited[place] {
        visited[place] = true
        let entry = index[place]
        if isCandidate(entry) {
          best = max(best ?? place, place)
          break
        }
        current = entry.parentPlace
      }
    }
    // Only a file whose lines all lie on cycles has no terminal.
    return best ?? preceding(index.count, index)
  }

  /// Walks up from the leaf; returns the way, leaf first, and notes the newest compaction.
  private mutating func walk(from leaf: Int, _ index: borrowing TranscriptIndex) -> [UInt32] {
    // In order there are no cycles.
    var visited = [Bool](repeating: false, count: index.isInOrder ? 0 : index.count)
    var way: [UInt32] = []
    var border: Int?
    var isPastBorder = false
    var current: Int? = leaf
    while let place = current {
      if !index.isInOrder {
        if visited[place] { break }
        visited[place] = true
      }
      let entry = index[place]
      // Nearly all lines are none of a compaction.
      if border == nil, let parent = entry.parentPlace,
        entry.flags.isDisjoint(with: [.compactBoundary, .compactSummary])
      {
        way.append(UInt32(truncatingIfNeeded: place))
        current = parent
        continue
      }
      let isBorder = !entry.flags.isDisjoint(with: [.compactBoundary, .compactSummary])
      if isBorder, border == nil { border = way.count }
      if entry.flags.contains(.compactSummary) {
        // The boundary and its summary may have bookkeeping between them, but no conversation.
        if compactSummary == nil, !isPastBorder { compactSummary = place }
      } else if border != nil, entry.isMain {
        isPastBorder = true
      }
      way.append(UInt32(place))
      // A parent that is not there was corrupt, too long, or dropped: go on with the line before.
      // The root of a conversation has no parent; a compaction is never a root.
      current = entry.parentPlace
      if current == nil, entry.namesParent || isBorder { current = Self.preceding(place, index) }
    }
    earlierCount = border.map { way.count - $0 } ?? 0
    return way
  }

  /// Returns the nearest line of the conversation proper before a place.
  private static func preceding(_ place: Int, _ index: borrowing TranscriptIndex) -> Int? {
    var place = place - 1
    while place >= 0, !isCandidate(index[place]) { place -= 1 }
    return place >= 0 ? place : nil
  }

  /// The place that what stands before the whole way follows.
  private static let beforeAll = -1

  /// Fills `links` with the way from the root to the leaf and what belongs beside it.
  private mutating func addLinks(_ way: [UInt32], _ index: borrowing TranscriptIndex) {
    let siblings = way.count < index.count ? Self.siblings(of: way, index) : [:]
    guard !siblings.isEmpty else {
      links = way.map { Link(entry: Int($0), isSibling: false) }
      return
    }
    links.reserveCapacity(way.count)
    links += siblings[Self.beforeAll] ?? []
    var earlier = 0
    for (position, place) in way.enumerated() {
      links.append(Link(entry: Int(place), isSibling: false))
      links += siblings[Int(place)] ?? []
      if position < earlierCount { earlier = links.count }
    }
    earlierCount = earlier
  }

  /// Returns the lines that belong beside the way, under the line of the way that each follows.
  ///
  /// Parallel tool calls branch: the blocks of one API message are a chain of lines, and each
  /// block's result is a child of its block, so only one result is an ancestor of what follows.
  private static func siblings(
    of way: [UInt32], _ index: borrowing TranscriptIndex,
  ) -> [Int: [Link]] {
    var isOnWay = [Bool](repeating: false, count: index.count)
    for place in way { isOnWay[Int(place)] = true }
    let escaped = escapedPrompts(isOnWay, index)
    // Hardly any line is beside the way, so the way is searched for their messages, and not indexed.
    var beside: [(place: Int, message: UInt64)] = []
    var lastBlock: [UInt64: Int] = [:]
    var siblings: [Int: [Link]] = [:]
    var lastOnWay: Int?
    for place in index.indices {
      if isOnWay[place] {
        lastOnWay = place
        continue
      }
      let entry = index[place]
      if entry.id == 0 || escaped.contains(place) {
        // These, and a queued prompt without place in the tree (some versions): where they were written.
        if lastOnWay != nil || entry.id != 0 { beside.append((place, 0)) }
      } else if entry.isMain {
        let message =
          entry.kind == .assistant
          ? entry.message : entry.parentPlace.map { index[$0].message } ?? 0
        if message != 0 {
          beside.append((place, message))
          lastBlock[message] = -1
        }
      }
    }
    guard !beside.isEmpty else { return [:] }
    for place in way {
      let entry = index[Int(place)]
      if entry.message != 0, entry.isMain, lastBlock[entry.message] != nil {
        lastBlock[entry.message] = Int(place)
      }
    }
    lastOnWay = nil
    var next = 0
    for (place, message) in beside {
      if message == 0 {
        while next < place {
          if isOnWay[next] { lastOnWay = next }
          next += 1
        }
        let link = Link(entry: place, isSibling: index[place].id == 0)
        siblings[lastOnWay ?? Self.beforeAll, default: []].append(link)
      } else if let block = lastBlock[message], block >= 0 {
        siblings[block, default: []].append(Link(entry: place, isSibling: true))
      }
    }
    return siblings
  }

  /// Returns the prompts without an answer that begin where another prompt of the conversation does.
  private static func escapedPrompts(
    _ isOnWay: [Bool], _ index: borrowing TranscriptIndex,
  ) -> Set<Int> {
    var candidates: [Int] = []
    for place in index.indices where !isOnWay[place] && isPrompt(index[place]) {
      candidates.append(place)
    }
    if !candidates.isEmpty {
      // Of lines with one identifier the newest is meant, and the others are none.
      var meant: [UInt64: Int] = [:]
      for place in index.indices where isPrompt(index[place]) { meant[index[place].id] = place }
      var left: [Int] = []
      for place in candidates where meant[index[place].id] == place { left.append(place) }
      candidates = left
    }
    guard !candidates.isEmpty else { return [] }
    var isAnswered = [Bool](repeating: false, count: index.count)
    var beginsPrompt = isAnswered
    var beginsAtRoot = false
    for place in index.indices where index[place].isMain {
      let anchor = anchor(of: place, index)
      if let anchor { isAnswered[anchor] = true }
      guard isOnWay[place], isPrompt(index[place]) else { continue }
      if let anchor { beginsPrompt[anchor] = true } else { beginsAtRoot = true }
    }
    var escaped: Set<Int> = []
    for place in candidates where !isAnswered[place] {
      let isBeside =
        anchor(of: place, index).map { beginsPrompt[$0] }
        ?? (beginsAtRoot && !index[place].namesParent)
      if isBeside { escaped.insert(place) }
    }
    return escaped
  }

  private static func isPrompt(_ entry: TranscriptIndex.Entry) -> Bool {
    entry.kind == .user && entry.isMain && entry.flags.isDisjoint(with: [.meta, .compactSummary])
  }

  /// Returns the line of the conversation proper that a line follows.
  private static func anchor(of place: Int, _ index: borrowing TranscriptIndex) -> Int? {
    var (current, steps) = (index[place].parentPlace, 0)
    while let line = current, !isCandidate(index[line]), steps < maximumSteps {
      current = index[line].parentPlace
      steps += 1
    }
    return current
  }

  /// The most lines of bookkeeping between two of the conversation that are passed over.
  private static let maximumSteps = 64
}
