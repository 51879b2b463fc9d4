internal import Essentials
internal import Platform

/// The fields of one transcript line that decide whether it is part of the conversation.
///
/// Only the top level is looked at, and one level of `message` and `attachment`; nothing is
/// decoded. Ranges are of the memory that was scanned, without the quotes of strings.
struct TranscriptLine {
  /// `type` of the line, as far as it matters here.
  enum Kind: UInt8 {
    case user, assistant, attachment, other
  }

  /// Facts about a line that are yes or no.
  struct Flags: OptionSet, Hashable {
    var rawValue: UInt16
    /// `isSidechain`, or a `teamName`: not this session's own conversation.
    static let sidechain = Flags(rawValue: 1)
    /// `isMeta`: written by Claude Code, not by a person.
    static let meta = Flags(rawValue: 2)
    /// `isCompactSummary`: the summary that a compaction left behind.
    static let compactSummary = Flags(rawValue: 4)
    /// `type: system, subtype: compact_boundary`.
    static let compactBoundary = Flags(rawValue: 8)
    /// An attachment of type `queued_command`, or a line of type `queue-operation`: a prompt sent while a
    /// turn was under way.
    static let queuedPrompt = Flags(rawValue: 16)
    /// `isVisibleInTranscriptOnly`: not part of what the model is sent.
    static let transcriptOnly = Flags(rawValue: 32)
    /// A user line that begins with the result of a tool.
    static let result = Flags(rawValue: 64)
    /// Such a line whose last result is an error.
    static let failed = Flags(rawValue: 128)
    /// An assistant line that begins with a call of a tool.
    static let call = Flags(rawValue: 256)
    /// Such a line that asks the person, or lays a plan before them.
    static let question = Flags(rawValue: 512)
    /// An assistant line that begins with thinking, which is not kept.
    static let thinking = Flags(rawValue: 1024)
    /// A call of a tool that only looks at files or changes them, of whose success nothing is told but
    /// that there is one; and the result of any call that ended well, without words of a person.
    static let plain = Flags(rawValue: 2048)
  }

  private(set) var kind = Kind.other
  private(set) var flags: Flags = []
  private(set) var uuid: Range<Int>?
  private(set) var parent: Range<Int>?
  private(set) var logicalParent: Range<Int>?
  private(set) var messageID: Range<Int>?
  private(set) var sessionID: Range<Int>?
  private(set) var workingDirectory: Range<Int>?
  private(set) var gitBranch: Range<Int>?
  private(set) var version: Range<Int>?
  private(set) var customTitle: Range<Int>?
  private(set) var aiTitle: Range<Int>?
  private(set) var timestamp: Range<Int>?
  /// The whole value of `message`.
  private(set) var message: Range<Int>?
  /// The whole value of `attachment`.
  private(set) var attachment: Range<Int>?
  private(set) var isAPIError = false
  private(set) var isSystemPrompt = false
  /// True for a prompt that waited for the end of a turn, or was typed beside one.
  private(set) var isQueued = false
  /// True if the line says that a person, or a program in a person's name, wrote the prompt.
  private(set) var isPersons = false
  /// The whole value of `toolUseResult`.
  private(set) var toolUseResult: Range<Int>?
  private var isSystem = false
  private var isBoundary = false

  /// Scans a line; `nil` if it is not one complete JSON object.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    let line = unsafe bytes.withUnsafeBufferPointer { buffer -> TranscriptLine? in
      guard let base = buffer.baseAddress, range.upperBound <= buffer.count else { return nil }
      return unsafe TranscriptLine(base, range)
    }
    guard let line else { return nil }
    self = line
  }

  /// Scans a line in memory that holds at least `range`.
  init?(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) {
    let isComplete = unsafe JSONSkipper.forEachMember(of: bytes, in: range) { key, value in
      unsafe take(key, value, bytes)
    }
    guard isComplete else { return nil }
    if isSystem, isBoundary { flags.insert(.compactBoundary) }
    if let message { unsafe scan(message: message, bytes) }
    if let attachment, kind == .attachment {
      _ = unsafe JSONSkipper.forEachMember(of: bytes, in: attachment) { key, value in
        if unsafe Self.equal(bytes, key, "type"),
          unsafe Self.equal(bytes, value, "\"queued_command\"")
        {
          flags.insert(.queuedPrompt)
        }
      }
    }
  }

  /// Takes the message's id, and the kind of its first block, by the quotes that no text can have.
  private mutating func scan(message: Range<Int>, _ bytes: UnsafePointer<UInt8>) {
    guard kind == .user || kind == .assistant else { return }
    var content: Int?
    _ = unsafe JSONSkipper.forEachMember(
      of: bytes, in: message,
      until: { key, start in
        guard unsafe Self.equal(bytes, key, "content") else { return false }
        content = start
        return kind == .user || messageID != nil
      },
      { key, value in
        if kind == .assistant, unsafe Self.equal(bytes, key, "id") {
          messageID = unsafe Self.text(bytes, value)
        }
      })
    guard let content else { return }
    func begins(_ text: StaticString) -> Bool {
      unsafe Self.equal(
        bytes, content..<min(content + text.utf8CodeUnitCount, message.upperBound), text)
    }
    let head = content..<min(content + Self.nearBytes, message.upperBound)
    let tail = max(content, message.upperBound - Self.nearBytes)..<message.upperBound
    func has(_ part: Range<Int>, _ text: StaticString) -> Bool {
      unsafe Self.has(bytes, part, text)
    }
    if kind == .assistant {
      guard !begins("[{\"type\":\"text\"") else { return }
      if begins("[{\"type\":\"thinking\"") { flags.insert(.thinking) }
      guard has(head, "\"type\":\"tool_use\"") || has(tail, "\"type\":\"tool_use\"") else {
        return
      }
      flags.insert(.call)
      for name: StaticString in ["\"name\":\"ExitPlanMode\"", "\"name\":\"AskUserQuestion\""]
      where has(head, name) || has(tail, name) {
        flags.insert(.question)
      }
      if begins("[{\"type\":\"tool_use\""), unsafe Self.isPlainTool(bytes, head) {
        flags.insert(.plain)
      }
    } else if begins("["),
      has(head, "\"type\":\"tool_result\"") || has(tail, "\"type\":\"tool_result\"")
    {
      flags.insert(.result)
      if has(tail, "\"is_error\":true") || has(head, "\"is_error\":true") {
        flags.insert(.failed)
      } else if !isPersons, flags.isDisjoint(with: [.meta, .compactSummary]) {
        flags.insert(.plain)
      }
    }
  }

  private static let plainTools: [StaticString] = [
    "Read\"", "Edit\"", "MultiEdit\"", "Grep\"", "Glob\"", "LS\"", "NotebookRead\"",
    "NotebookEdit\"",
    "TodoWrite\"",
  ]

  /// Returns true if the first name in a part is that of a tool of which the result is not told.
  private static func isPlainTool(_ bytes: UnsafePointer<UInt8>, _ part: Range<Int>) -> Bool {
    let mark: StaticString = "\"name\":\""
    let size = mark.utf8CodeUnitCount
    var start = part.lowerBound
    while start + size <= part.upperBound {
      if unsafe bytes[start] == UInt8(ascii: "\"") && equal(bytes, start..<start + size, mark) {
        return plainTools.contains { tool in
          let end = start + size + tool.utf8CodeUnitCount
          return unsafe end <= part.upperBound && equal(bytes, start + size..<end, tool)
        }
      }
      start += 1
    }
    return false
  }

  /// The bytes at either end of a message's content in which a block tells its kind and name.
  private static let nearBytes = 160

  private mutating func take(
    _ key: Range<Int>, _ value: Range<Int>, _ bytes: UnsafePointer<UInt8>,
  ) {
    func named(_ name: StaticString) -> Bool { unsafe Self.equal(bytes, key, name) }
    func text() -> Range<Int>? { unsafe Self.text(bytes, value) }
    func isTrue() -> Bool { unsafe Self.equal(bytes, value, "true") }
    switch key.count {
    case 3 where named("cwd"): workingDirectory = text()
    case 4 where named("type"): unsafe takeType(value, bytes)
    case 4 where named("uuid"): uuid = text()
    case 6 where named("isMeta"): if isTrue() { flags.insert(.meta) }
    case 6 where named("origin"): unsafe takeOrigin(value, bytes)
    case 7 where named("message"): message = value
    case 7 where named("subtype"):
      isBoundary = unsafe Self.equal(bytes, value, "\"compact_boundary\"")
    case 7 where named("version"): version = text()
    case 7 where named("aiTitle"): aiTitle = text()
    case 8 where named("teamName"): if text() != nil { flags.insert(.sidechain) }
    case 9 where named("gitBranch"): gitBranch = text()
    case 9 where named("sessionId"): sessionID = text()
    case 9 where named("timestamp"): timestamp = text()
    case 10 where named("parentUuid"): parent = text()
    case 10 where named("attachment"): attachment = value
    case 11 where named("isSidechain"): if isTrue() { flags.insert(.sidechain) }
    case 11 where named("customTitle"): customTitle = text()
    case 12 where named("promptSource"):
      if unsafe Self.equal(bytes, value, "\"system\"") { isSystemPrompt = true }
      if unsafe Self.equal(bytes, value, "\"queued\"") { isQueued = true }
      if unsafe Self.equal(bytes, value, "\"typed\"")
        || Self.equal(bytes, value, "\"sdk\"")
      {
        isPersons = true
      }
    case 13 where named("toolUseResult"): toolUseResult = value
    case 16 where named("isCompactSummary"): if isTrue() { flags.insert(.compactSummary) }
    case 17 where named("isApiErrorMessage"): isAPIError = isTrue()
    case 17 where named("logicalParentUuid"): logicalParent = text()
    case 25 where named("isVisibleInTranscriptOnly"): if isTrue() { flags.insert(.transcriptOnly) }
    default: break
    }
  }

  private mutating func takeType(_ value: Range<Int>, _ bytes: UnsafePointer<UInt8>) {
    if unsafe Self.equal(bytes, value, "\"user\"") {
      kind = .user
    } else if unsafe Self.equal(bytes, value, "\"assistant\"") {
      kind = .assistant
    } else if unsafe Self.equal(bytes, value, "\"attachment\"") {
      kind = .attachment
    } else if unsafe Self.equal(bytes, value, "\"queue-operation\"") {
      kind = .attachment
      flags.insert(.queuedPrompt)
    } else {
      isSystem = unsafe Self.equal(bytes, value, "\"system\"")
    }
  }

  private mutating func takeOrigin(_ origin: Range<Int>, _ bytes: UnsafePointer<UInt8>) {
    _ = unsafe JSONSkipper.forEachMember(of: bytes, in: origin) { key, value in
      guard unsafe Self.equal(bytes, key, "kind") else { return }
      let isHuman = unsafe Self.equal(bytes, value, "\"human\"")
      isPersons = isPersons || isHuman
      isSystemPrompt = isSystemPrompt || !isHuman
    }
  }

  /// The inside of a string value; `nil` for another kind.
  private static func text(_ bytes: UnsafePointer<UInt8>, _ value: Range<Int>) -> Range<Int>? {
    guard value.count >= 2, unsafe bytes[value.lowerBound] == UInt8(ascii: "\"") else {
      return nil
    }
    return value.lowerBound + 1..<value.upperBound - 1
  }

  @inline(__always)
  private static func equal(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ text: StaticString,
  ) -> Bool {
    unsafe range.count == text.utf8CodeUnitCount
      && memcmp(bytes + range.lowerBound, text.utf8Start, range.count) == 0
  }

  private static func has(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ text: StaticString,
  ) -> Bool {
    let size = text.utf8CodeUnitCount
    let first = unsafe text.utf8Start[0]
    var start = range.lowerBound
    while start + size <= range.upperBound {
      if unsafe bytes[start] == first && equal(bytes, start..<start + size, text) { return true }
      start += 1
    }
    return false
  }
}

/// The `uuid` of a transcript line, or the `id` of an API message, in 8 bytes.
///
/// It is a hash with a secret of the reading, so that a file cannot be made to collide; an index keeps
/// the secret, so that what is added to the file later is hashed alike.
struct LineIdentifier: Hashable {
  /// Never 0, which an index has for "none".
  let value: UInt64

  /// Takes over what an index has.
  init?(value: UInt64) {
    guard value != 0 else { return nil }
    self.value = value
  }

  /// Reads the identifier from the bytes of a JSON string, quotes not included.
  ///
  /// - Parameters:
  ///   - bytes: Memory that holds at least `range`.
  ///   - range: The place of the text; an empty one is no identifier.
  ///   - secret: The secret of the reading.
  init?(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, secret: Secret) {
    guard !range.isEmpty else { return nil }
    let start = unsafe UnsafeRawPointer(bytes + range.lowerBound)
    // Of a UUID the letters' case does not count.
    func isDash(_ offset: Int) -> Bool {
      unsafe start.load(fromByteOffset: offset, as: UInt8.self) == UInt8(ascii: "-")
    }
    let isUUID = range.count == 36 && isDash(8) && isDash(13) && isDash(18) && isDash(23)
    let mask: UInt64 = isUUID ? 0x2020_2020_2020_2020 : 0
    var hash = secret.first ^ UInt64(range.count)
    var offset = 0
    while offset + 8 <= range.count {
      let word = unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = Self.mix(hash ^ (word | mask), secret.second)
      offset += 8
    }
    if offset < range.count {
      var rest: UInt64 = 0
      while offset < range.count {
        rest = unsafe rest << 8 | UInt64(start.load(fromByteOffset: offset, as: UInt8.self))
        offset += 1
      }
      hash = Self.mix(hash ^ (rest | mask >> 32), secret.second)
    }
    value = Self.mix(hash, secret.first) | 1
  }

  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }

  /// The secret of one reading, or of one index.
  struct Secret: Equatable {
    let first: UInt64
    let second: UInt64

    /// Makes up one.
    init() { self.init(.random(in: 1 ... .max), .random(in: 1 ... .max)) }

    init(_ first: UInt64, _ second: UInt64) {
      self.first = first | 1
      self.second = second | 1
    }
  }
}

/// The `timestamp` of transcript lines: ISO 8601 in UTC, such as `2026-11-22T11:08:22.914Z`.
enum Timestamp {
  /// The point in time, or `nil` for any other form; seconds may have a fraction.
  static func parse(_ bytes: ArraySlice<UInt8>) -> Date? {
    let text = Array(bytes)
    guard text.count >= 20, text.count <= 40, text.last == UInt8(ascii: "Z"),
      text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      let year = number(text[0..<4]), let month = number(text[5..<7]),
      let day = number(text[8..<10]), let hour = number(text[11..<13]),
      let minute = number(text[14..<16]), let second = number(text[17..<19]),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61,
      let fraction = fraction(text[19..<text.count - 1])
    else { return nil }
    let days = daysSinceEpoch(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    return Date(timeIntervalSince1970: Double(seconds) + fraction)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in digits {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// The value of `.914`; nothing at all is 0.
  private static func fraction(_ text: ArraySlice<UInt8>) -> Double? {
    guard let point = text.first else { return 0 }
    let digits = text.dropFirst().prefix(9)
    guard point == UInt8(ascii: "."), !digits.isEmpty, text.dropFirst().allSatisfy(\.isDigit),
      let value = number(digits)
    else { return nil }
    return digits.reduce(Double(value)) { value, _ in value / 10 }
  }

  /// Days from 1970-01-01 in the Gregorian calendar, by counting years from March, so that the
  /// leap day is the last of its year.
  private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
