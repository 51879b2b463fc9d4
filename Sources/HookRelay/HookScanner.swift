/// The few fields of a hook's JSON that decide what to do at once.
///
/// A hook runs after every answer; this reads one pass over the bytes without Foundation, and without
/// dictionaries or strings, whose set-up costs a program this short more than its work. The worker
/// reads the whole input properly.
package struct HookScanner: Sendable {
  /// A field that is looked for, by its key.
  package enum Field: Int, Sendable, CaseIterable {
    case session, event, transcript, folder, reason, source

    /// The key in the hook's input.
    package var key: StaticString {
      switch self {
      case .session: "session_id"
      case .event: "hook_event_name"
      case .transcript: "transcript_path"
      case .folder: "cwd"
      case .reason: "reason"
      case .source: "source"
      }
    }

    fileprivate static func named(_ name: [UInt8]) -> Field? {
      var number = 0
      while let field = Field(rawValue: number) {
        if name.isEqual(to: field.key) { return field }
        number += 1
      }
      return nil
    }
  }

  /// Whether the outermost object ends within the bytes.
  package private(set) var isComplete = false
  private var session: [UInt8]?
  private var event: [UInt8]?
  private var transcript: [UInt8]?
  private var folder: [UInt8]?
  private var reason: [UInt8]?
  private var source: [UInt8]?

  /// The text of a field of the outermost object, in UTF-8; `nil` where it is missing or no string.
  package private(set) subscript(field: Field) -> [UInt8]? {
    get {
      switch field {
      case .session: session
      case .event: event
      case .transcript: transcript
      case .folder: folder
      case .reason: reason
      case .source: source
      }
    }
    set {
      switch field {
      case .session: session = newValue
      case .event: event = newValue
      case .transcript: transcript = newValue
      case .folder: folder = newValue
      case .reason: reason = newValue
      case .source: source = newValue
      }
    }
  }

  /// Scans the bytes of a hook's standard input; anything but an object leaves all fields empty.
  package init(_ bytes: [UInt8]) {
    var position = 0
    var depth = 0
    var key: Field?
    var expectsKey = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        let isWanted = depth == 1 && (expectsKey || key != nil)
        guard isWanted else {
          guard HookScanner.skipString(in: bytes, at: &position) else { return }
          continue
        }
        guard let text = HookScanner.string(in: bytes, at: &position) else { return }
        if expectsKey {
          key = Field.named(text)
          expectsKey = false
        } else if let field = key {
          if self[field] == nil { self[field] = text }
          key = nil
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 0 && byte != UInt8(ascii: "{") { return }
        depth += 1
        if depth == 1 { expectsKey = true } else { key = depth == 2 ? nil : key }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 {
          isComplete = depth == 0 && byte == UInt8(ascii: "}")
          return
        }
      case UInt8(ascii: ","):
        if depth == 1 { (expectsKey, key) = (true, nil) }
      default:
        // Before the object only white space and a byte-order mark may stand.
        let isSpace = byte <= 0x20 || byte == 0xEF || byte == 0xBB || byte == 0xBF
        if depth == 0 && !isSpace { return }
      }
    }
  }

  /// Goes past a string literal whose opening quote has been read; `false` where it does not end.
  private static func skipString(in bytes: [UInt8], at position: inout Int) -> Bool {
    while position < bytes.count {
      let byte = bytes[position]
      position += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return true }
    }
    return false
  }

  /// Reads a string literal whose opening quote has been read; `nil` where it does not end.
  private static func string(in bytes: [UInt8], at position: inout Int) -> [UInt8]? {
    var text: [UInt8] = []
    text.reserveCapacity(120)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"):
        guard position < bytes.count else { return nil }
        unescape(bytes, &position, into: &text)
      default: text.append(byte)
      }
    }
    return nil
  }

  private static func unescape(
    _ bytes: [UInt8], _ position: inout Int, into text: inout [UInt8]
  ) {
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      let digits = bytes[position..<min(position + 4, bytes.count)]
      position += digits.count
      // A half of a surrogate pair becomes a replacement character: no path of ours has one.
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: text.append(byte)
    }
  }
}
