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
    /// An attachment of type `queued_command`: a prompt sent while a turn was under way.
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
    case 12 where named("promptSource"): isSystemPrompt = Self.equal(bytes, value, "\"system\"")
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
    } else {
      isSystem = Self.equal(bytes, value, "\"system\"")
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
