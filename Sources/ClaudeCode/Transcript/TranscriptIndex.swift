internal import Platform

/// The places of a transcript's lines, and how the lines hang together.
///
/// It is one block of memory that grows in place: of a large file of tiny lines there are millions.
@safe struct TranscriptIndex: ~Copyable {
  /// A line that has an identifier, or a queued prompt that has none.
  struct Entry {
    /// The `uuid`, as ``LineIdentifier/value``; 0 for none.
    var id: UInt64
    /// The identifier of the line before it, or its place in the index where `isLinked`; 0 for none.
    fileprivate(set) var parent: UInt64
    /// `message.id` of an assistant line: one API message is one line per block; 0 for none.
    var message: UInt64
    /// The line's place in the file.
    var offset: Int
    var length: UInt32
    var flags: TranscriptLine.Flags
    fileprivate var rawKind: UInt8
    private var linkMark: UInt8 = 0

    fileprivate init(
      id: UInt64, parent: UInt64, message: UInt64, offset: Int, length: UInt32,
      flags: TranscriptLine.Flags, kind: TranscriptLine.Kind,
    ) {
      (self.id, self.parent, self.message) = (id, parent, message)
      (self.offset, self.length, self.flags) = (offset, length, flags)
      rawKind = kind.rawValue
    }

    /// True if `parent` is a place.
    fileprivate var isLinked: Bool {
      get { linkMark == 1 }
      set { linkMark = newValue ? 1 : 0 }
    }

    var kind: TranscriptLine.Kind { TranscriptLine.Kind(rawValue: rawKind) ?? .other }

    /// The place in the file behind the line.
    var end: Int { offset + Int(length) }

    /// True for a line of the conversation proper, as opposed to a sidechain or bookkeeping.
    var isMain: Bool {
      rawKind <= TranscriptLine.Kind.assistant.rawValue && !flags.contains(.sidechain)
    }

    /// True for a line that events can be made of.
    var isTold: Bool {
      switch kind {
      case .user, .assistant: true
      case .attachment: flags.contains(.queuedPrompt)
      case .other: false
      }
    }

    /// The place of the line before it, if that is there.
    var parentPlace: Int? { isLinked ? Int(truncatingIfNeeded: parent) : nil }

    /// True if it names a line before it.
    var namesParent: Bool { isLinked || parent != 0 }
  }

  private var entries: UnsafeMutablePointer<Entry>?
  /// The memory of a file that was kept, in which the entries are; `nil` for memory of their own.
  private var mapping: UnsafeMutableRawBufferPointer?
  private(set) var count = 0
  private var capacity = 0
  /// True if every line stands behind the one that it follows, as in every file that was not put together.
  private(set) var isInOrder = true
  /// The number of the oldest entries that are hung together.
  private var linked = 0
  /// True if entries were changed that were hung together before.
  private(set) var isRewritten = false
  private let limit: Int
  /// The number of entries that were dropped because there were too many: the oldest.
  private(set) var dropped = 0

  init(limit: Int) { self.limit = min(max(limit, 1), 1 << 30) }

  deinit { unsafe Self.release(entries, mapping) }

  private static func release(
    _ entries: UnsafeMutablePointer<Entry>?, _ mapping: UnsafeMutableRawBufferPointer?,
  ) {
    if let mapping = unsafe mapping {
      unsafe munmap(mapping.baseAddress, mapping.count)
    } else {
      unsafe free(entries)
    }
  }

  var indices: Range<Int> { 0..<count }

  subscript(place: Int) -> Entry {
    get {
      precondition(place >= 0 && place < count)
      // There are entries, so there is memory.
      return unsafe entries.unsafelyUnwrapped[place]
    }
    set {
      precondition(place >= 0 && place < count)
      unsafe entries.unsafelyUnwrapped[place] = newValue
    }
  }

  /// Returns true for a long result of which nothing would be told: that the call ended well is known
  /// without it.
  func isPlainResult(_ place: Int) -> Bool {
    let entry = self[place]
    return entry.kind == .user && entry.flags.isSuperset(of: [.result, .plain])
      && entry.length >= Self.plainBytes
      && entry.parentPlace.map {
        self[$0].kind == .assistant && self[$0].flags.contains(.plain)
      } == true
  }

  private static let plainBytes = 1_024

  /// Adds a line if it can be part of a conversation.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - bytes: The memory that it was read from.
  ///   - offset: Its place in the file.
  ///   - length: Its length.
  ///   - secret: The secret of the identifiers.
  mutating func add(
    _ line: TranscriptLine, _ bytes: UnsafePointer<UInt8>, offset: Int, length: Int,
    secret: LineIdentifier.Secret,
  ) {
    func identifier(_ range: Range<Int>?) -> UInt64 {
      guard let range else { return 0 }
      return unsafe LineIdentifier(bytes, range, secret: secret)?.value ?? 0
    }
    let id = identifier(line.uuid)
    guard id != 0 || line.flags.contains(.queuedPrompt) else { return }
    let isBoundary = line.flags.contains(.compactBoundary)
    let parent = isBoundary ? line.logicalParent ?? line.parent : line.parent
    append(
      Entry(
        id: id, parent: identifier(parent), message: identifier(line.messageID), offset: offset,
        length: UInt32(length), flags: line.flags, kind: line.kind))
    // By eighths, so that dropping the oldest costs a constant amount per line.
    if count >= limit + limit / 8 + 16 { dropOldest() }
  }

  private mutating func append(_ entry: Entry) {
    if count == capacity { grow(to: max(1_024, capacity * 2)) }
    unsafe entries.unsafelyUnwrapped[count] = entry
    count += 1
  }

  /// Makes room; the C library moves large blocks without copying them.
  private mutating func grow(to capacity: Int) {
    let size = capacity * MemoryLayout<Entry>.stride
    let own = unsafe mapping == nil ? entries : nil
    guard let memory = unsafe realloc(own, size) else { preconditionFailure("no memory") }
    if unsafe mapping != nil, let entries = unsafe entries {
      unsafe memory.copyMemory(from: entries, byteCount: count * MemoryLayout<Entry>.stride)
      unsafe Self.release(nil, mapping)
      unsafe mapping = nil
    }
    unsafe entries = memory.bindMemory(to: Entry.self, capacity: capacity)
    self.capacity = capacity
  }

  /// Ends the indexing: everything over the limit goes, and the rest is hung together.
  ///
  /// To an index that is kept some may be added before its oldest go.
  mutating func finish() {
    if count > limit, linked == 0 || count > limit + limit / 8 { dropOldest() }
    if linked == 0 {
      linkAll()
    } else if linked < count {
      linkNew()
    }
    linked = count
  }

  private mutating func dropOldest() {
    guard let entries = unsafe entries else { return }
    let excess = count - limit
    unsafe memmove(entries, entries + excess, limit * MemoryLayout<Entry>.stride)
    count = limit
    dropped += excess
    guard linked > 0 else { return }
    isRewritten = true
    linked = max(0, linked - excess)
    for place in indices where self[place].isLinked {
      let parent = Int(self[place].parent)
      self[place].isLinked = parent >= excess
      self[place].parent = parent >= excess ? UInt64(parent - excess) : Self.gone
    }
  }

  /// The parent of a line whose line before was dropped: no identifier is even.
  private static let gone: UInt64 = 2

  /// Finds the parents; of several lines with one identifier, the newest is meant.
  private mutating func linkAll() {
    var table = PlaceTable(capacity: count)
    for place in 0..<count where self[place].id != 0 { table.insert(place, self) }
    for place in 0..<count where !self[place].isLinked && self[place].parent != 0 {
      guard let parent = table.place(of: self[place].parent, self) else { continue }
      link(place, to: parent)
    }
  }

  /// Finds the parents of the new lines, and the old lines that a new one is the parent of.
  private mutating func linkNew() {
    var wanted = IdentifierFilter()
    for place in linked..<count {
      wanted.insert(self[place].id)
      if !self[place].isLinked { wanted.insert(self[place].parent) }
    }
    var places: [UInt64: Int] = [:]
    var orphans: [Int] = []
    for place in 0..<linked {
      let entry = self[place]
      if wanted.mayHave(entry.id) { places[entry.id] = place }
      if !entry.isLinked, entry.parent != 0, wanted.mayHave(entry.parent) { orphans.append(place) }
    }
    var replaced: [Int: UInt64] = [:]
    for place in linked..<count where self[place].id != 0 {
      let id = self[place].id
      if let old = places.updateValue(place, forKey: id), old < linked { replaced[old] = id }
    }
    for place in orphans + Array(linked..<count) where !self[place].isLinked {
      guard self[place].parent != 0, let parent = places[self[place].parent] else { continue }
      if place < linked { isRewritten = true }
      link(place, to: parent)
    }
    guard !replaced.isEmpty else { return }
    isRewritten = true
    for place in 0..<count {
      guard let parent = self[place].parentPlace, let id = replaced[parent] else { continue }
      link(place, to: places[id] ?? parent)
    }
  }

  private mutating func link(_ place: Int, to parent: Int) {
    self[place].parent = UInt64(parent)
    self[place].isLinked = true
    if parent >= place { isInOrder = false }
  }
}

extension TranscriptIndex {
  /// The bytes of an entry in a file.
  static let entryBytes = MemoryLayout<Entry>.stride

  /// Takes over entries of an index that was kept: they are read where they are, as far as they are
  /// looked at, and changes do not reach the file.
  ///
  /// The file only grows, or is replaced as a whole.
  ///
  /// - Parameters:
  ///   - limit: The most entries.
  ///   - count: The number of entries.
  ///   - dropped: The number of those that were dropped.
  ///   - covered: The part of the transcript that they are of, in bytes.
  ///   - stored: The file.
  ///   - offset: The place in the file at which they begin.
  init?(
    limit: Int, count: Int, dropped: Int, covered: Int, in stored: borrowing OpenFile,
    at offset: Int,
  ) {
    self.init(limit: limit)
    guard count >= 0, count <= self.limit + self.limit / 8, map(stored, count, at: offset) else {
      return nil
    }
    self.count = count
    self.dropped = dropped
    linked = count
    for place in indices {
      let entry = self[place]
      guard entry.offset >= 0, Int(entry.length) <= covered,
        entry.offset <= covered - Int(entry.length)
      else { return nil }
      guard entry.isLinked else { continue }
      guard entry.parent < UInt64(count) else { return nil }
      if entry.parent >= UInt64(place) { isInOrder = false }
    }
  }

  /// The entries for which there is room behind those of a file.
  private static let spare = 4_096

  private mutating func map(_ stored: borrowing OpenFile, _ count: Int, at offset: Int) -> Bool {
    let used = offset + count * Self.entryBytes
    let size = used + Self.spare * Self.entryBytes
    var status = stat()
    guard unsafe fstat(stored.descriptor, &status) == 0, Int(status.st_size) >= used,
      let base = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      unsafe base != MAP_FAILED
    else { return false }
    unsafe mapping = UnsafeMutableRawBufferPointer(start: base, count: size)
    let flags = MAP_PRIVATE | MAP_FIXED
    guard unsafe mmap(base, used, PROT_READ | PROT_WRITE, flags, stored.descriptor, 0) == base
    else { return false }
    let start = unsafe base + offset
    capacity = count + Self.spare
    unsafe entries = start.bindMemory(to: Entry.self, capacity: capacity)
    return true
  }

  /// Calls `body` with the bytes of the entries from a place on.
  func withBytes<Value>(from place: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    guard let entries = unsafe entries, place < count else {
      return unsafe body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    return unsafe body(
      UnsafeRawBufferPointer(start: entries + place, count: (count - place) * Self.entryBytes))
  }
}

/// A set of identifiers that may hold some more: quick to say no.
private struct IdentifierFilter {
  private var bits = [UInt64](repeating: 0, count: 1_024)

  mutating func insert(_ id: UInt64) {
    let bit = Int(truncatingIfNeeded: id >> 8) & 0xFFFF
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  func mayHave(_ id: UInt64) -> Bool {
    let bit = Int(truncatingIfNeeded: id >> 8) & 0xFFFF
    return bits[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }
}

/// The places of the entries of an index by their identifiers, which are hashes already.
private struct PlaceTable {
  private var slots: [UInt32]
  private let mask: Int

  init(capacity: Int) {
    var size = 16
    while size * 3 / 4 < capacity { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
  }

  mutating func insert(_ place: Int, _ index: borrowing TranscriptIndex) {
    slots[slot(of: index[place].id, index)] = UInt32(place + 1)
  }

  func place(of id: UInt64, _ index: borrowing TranscriptIndex) -> Int? {
    let found = slots[slot(of: id, index)]
    return found == 0 ? nil : Int(found) - 1
  }

  private func slot(of id: UInt64, _ index: borrowing TranscriptIndex) -> Int {
    var slot = Int(truncatingIfNeeded: id >> 8) & mask
    while slots[slot] != 0, index[Int(slots[slot]) - 1].id != id { slot = (slot + 1) & mask }
    return slot
  }
}
