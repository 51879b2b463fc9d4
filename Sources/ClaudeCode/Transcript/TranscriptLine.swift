internal import Essentials
internal import Platform

/// The fields of one transcript line that decide whether it is part of the conversation.
///
/// Only the top level is looked at, and one level of `message` and `attachment`; nothing is
/// decoded. Ranges are of the buffer that was scanned, without the quotes of strings.
struct TranscriptLine {
  /// `type` of the line, as far as it matters here.
  enum Kind: UInt8 {
    case user, assistant, attachment, other
  }

  /// Facts about a line that are yes or no.
  struct Flags: OptionSet, Hashable {
    var rawValue: UInt8
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
    let isComplete = JSONSkipper.forEachMember(of: bytes, in: range) { key, value in
      take(key, value, bytes)
    }
    guard isComplete else { return nil }
    if isSystem, isBoundary { flags.insert(.compactBoundary) }
    if let message, kind == .assistant {
      _ = JSONSkipper.forEachMember(of: bytes, in: message) { key, value in
        if Self.equal(bytes, key, "id") { messageID = Self.text(bytes, value) }
      }
    }
    if let attachment, kind == .attachment {
      _ = JSONSkipper.forEachMember(of: bytes, in: attachment) { key, value in
        if Self.equal(bytes, key, "type"), Self.equal(bytes, value, "\"queued_command\"") {
          flags.insert(.queuedPrompt)
        }
      }
    }
  }

  private mutating func take(_ key: Range<Int>, _ value: Range<Int>, _ bytes: [UInt8]) {
    func named(_ name: String) -> Bool { Self.equal(bytes, key, name) }
    switch key.count {
    case 3 where named("cwd"): workingDirectory = Self.text(bytes, value)
    case 4 where named("type"): takeType(value, bytes)
    case 4 where named("uuid"): uuid = Self.text(bytes, value)
    case 6 where named("isMeta"): set(.meta, value, bytes)
    case 7 where named("message"): message = value
    case 7 where named("subtype"): isBoundary = Self.equal(bytes, value, "\"compact_boundary\"")
    case 7 where named("version"): version = Self.text(bytes, value)
    case 7 where named("aiTitle"): aiTitle = Self.text(bytes, value)
    case 8 where named("teamName"):
      if Self.text(bytes, value) != nil { flags.insert(.sidechain) }
    case 9 where named("gitBranch"): gitBranch = Self.text(bytes, value)
    case 9 where named("sessionId"): sessionID = Self.text(bytes, value)
    case 9 where named("timestamp"): timestamp = Self.text(bytes, value)
    case 10 where named("parentUuid"): parent = Self.text(bytes, value)
    case 10 where named("attachment"): attachment = value
    case 11 where named("isSidechain"): set(.sidechain, value, bytes)
    case 11 where named("customTitle"): customTitle = Self.text(bytes, value)
    case 6 where named("origin"): takeOrigin(value, bytes)
    case 12 where named("promptSource"):
      if Self.equal(bytes, value, "\"system\"") { isSystemPrompt = true }
      if Self.equal(bytes, value, "\"queued\"") { isQueued = true }
      if Self.equal(bytes, value, "\"typed\"") || Self.equal(bytes, value, "\"sdk\"") {
        isPersons = true
      }
    case 13 where named("toolUseResult"): toolUseResult = value
    case 16 where named("isCompactSummary"): set(.compactSummary, value, bytes)
    case 17 where named("isApiErrorMessage"): isAPIError = Self.equal(bytes, value, "true")
    case 17 where named("logicalParentUuid"): logicalParent = Self.text(bytes, value)
    case 25 where named("isVisibleInTranscriptOnly"): set(.transcriptOnly, value, bytes)
    default: break
    }
  }

  private mutating func takeType(_ value: Range<Int>, _ bytes: [UInt8]) {
    if Self.equal(bytes, value, "\"user\"") {
      kind = .user
    } else if Self.equal(bytes, value, "\"assistant\"") {
      kind = .assistant
    } else if Self.equal(bytes, value, "\"attachment\"") {
      kind = .attachment
    } else if Self.equal(bytes, value, "\"queue-operation\"") {
      kind = .attachment
      flags.insert(.queuedPrompt)
    } else {
      isSystem = Self.equal(bytes, value, "\"system\"")
    }
  }

  private mutating func takeOrigin(_ origin: Range<Int>, _ bytes: [UInt8]) {
    _ = JSONSkipper.forEachMember(of: bytes, in: origin) { key, value in
      guard Self.equal(bytes, key, "kind") else { return }
      let isHuman = Self.equal(bytes, value, "\"human\"")
      isPersons = isPersons || isHuman
      isSystemPrompt = isSystemPrompt || !isHuman
    }
  }

  private mutating func set(_ flag: Flags, _ value: Range<Int>, _ bytes: [UInt8]) {
    if Self.equal(bytes, value, "true") { flags.insert(flag) }
  }

  /// The inside of a string value; `nil` for another kind.
  private static func text(_ bytes: [UInt8], _ value: Range<Int>) -> Range<Int>? {
    guard value.count >= 2, bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
    return value.lowerBound + 1..<value.upperBound - 1
  }

  private static func equal(_ bytes: [UInt8], _ range: Range<Int>, _ text: String) -> Bool {
    range.count == text.utf8.count && bytes[range].elementsEqual(text.utf8)
  }
}

/// The `uuid` of a transcript line, or the `id` of an API message, in 17 bytes.
///
/// A UUID is kept as its 128 bits. Any other text is hashed with the process's random seed, so
/// that a file cannot be made to collide.
struct LineIdentifier: Hashable {
  private var high: UInt64
  private var low: UInt64
  private var isUUID: Bool

  /// Reads the identifier from the bytes of a JSON string, quotes not included.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return nil }
    if let (high, low) = Self.uuid(bytes, range) {
      self.high = high
      self.low = low
      isUUID = true
    } else {
      var first = Hasher()
      first.combine(0 as UInt8)
      first.combine(bytes[range])
      var second = Hasher()
      second.combine(1 as UInt8)
      second.combine(bytes[range])
      high = UInt64(bitPattern: Int64(first.finalize()))
      low = UInt64(bitPattern: Int64(second.finalize()))
      isUUID = false
    }
  }

  private static func uuid(_ bytes: [UInt8], _ range: Range<Int>) -> (UInt64, UInt64)? {
    guard range.count == 36 else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for offset in 0..<36 {
      let byte = bytes[range.lowerBound + offset]
      if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = byte.hexadecimalValue else { return nil }
      high = high << 4 | low >> 60
      low = low << 4 | UInt64(digit)
    }
    return (high, low)
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
