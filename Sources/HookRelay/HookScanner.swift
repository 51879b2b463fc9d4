internal import Platform

/// The few fields of a hook's JSON that decide what to do at once.
///
/// A hook runs after every answer; this reads one pass over the bytes, and only remembers where the
/// fields are. The worker reads the whole input properly.
struct HookScanner: Sendable {
  /// A field that is looked for, by its key.
  enum Field: Sendable, CaseIterable {
    case session, event, transcript, folder, reason, source, prompt

    /// The key in the hook's input.
    var key: StaticString {
      switch self {
      case .session: "session_id"
      case .event: "hook_event_name"
      case .transcript: "transcript_path"
      case .folder: "cwd"
      case .reason: "reason"
      case .source: "source"
      case .prompt: "prompt"
      }
    }
  }

  /// The place of a field's text, between its quotes.
  private struct Place: Sendable {
    var start = -1
    var end = -1
    var hasEscapes = false
  }

  /// True if the outermost object ends within the bytes.
  private(set) var isComplete = false
  private var session = Place()
  private var event = Place()
  private var transcript = Place()
  private var folder = Place()
  private var reason = Place()
  private var source = Place()
  private var prompt = Place()

  /// Makes the scan of nothing.
  init() {}

  /// Scans a hook's standard input; anything but an object leaves all fields missing.
  init(_ bytes: borrowing RawText) {
    var position = 0
    var depth = 0
    var key: Field?
    var expectsKey = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let place = HookScanner.string(in: bytes, at: &position) else { return }
        guard depth == 1 else { continue }
        if expectsKey {
          key = HookScanner.field(at: place, in: bytes)
          expectsKey = false
        } else if let field = key {
          if self[field].start < 0 { self[field] = place }
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

  private subscript(field: Field) -> Place {
    get {
      switch field {
      case .session: session
      case .event: event
      case .transcript: transcript
      case .folder: folder
      case .reason: reason
      case .source: source
      case .prompt: prompt
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
      case .prompt: prompt = newValue
      }
    }
  }

  /// The text of a field of the outermost object, in UTF-8.
  ///
  /// - Parameters:
  ///   - field: The field.
  ///   - bytes: The bytes that were scanned.
  /// - Returns: `nil` where it is missing or no string.
  func text(_ field: Field, in bytes: [UInt8]) -> [UInt8]? {
    let place = self[field]
    guard place.start >= 0, place.end <= bytes.count else { return nil }
    let raw = bytes[place.start..<place.end]
    return place.hasEscapes ? HookScanner.unescaped(raw) : Array(raw)
  }

  /// The place of a field's text in the input; empty where it is missing, or has escapes.
  func plain(_ field: Field) -> Range<Int> {
    self[field].hasEscapes ? 0..<0 : place(field)
  }

  /// The place of a field's text in the input, as it stands there between its quotes; empty where it is
  /// missing.
  func place(_ field: Field) -> Range<Int> {
    let place = self[field]
    return place.start < 0 ? 0..<0 : place.start..<place.end
  }

  /// Returns true if the text of a field begins with another one, which has no escapes.
  func begins(_ field: Field, with text: StaticString, in bytes: borrowing RawText) -> Bool {
    let place = self[field]
    return place.start >= 0 && place.end - place.start >= text.utf8CodeUnitCount
      && bytes.holds(text, from: place.start)
  }

  /// The field whose key stands at a place; none of ours is ever written with escapes.
  private static func field(at place: Place, in bytes: borrowing RawText) -> Field? {
    if place.hasEscapes { return nil }
    let range = place.start..<place.end
    if bytes.holds(Field.session.key, at: range) { return .session }
    if bytes.holds(Field.event.key, at: range) { return .event }
    if bytes.holds(Field.transcript.key, at: range) { return .transcript }
    if bytes.holds(Field.folder.key, at: range) { return .folder }
    if bytes.holds(Field.reason.key, at: range) { return .reason }
    if bytes.holds(Field.source.key, at: range) { return .source }
    return bytes.holds(Field.prompt.key, at: range) ? .prompt : nil
  }

  /// Goes past a string literal whose opening quote has been read; `nil` where it does not end.
  private static func string(
    in bytes: borrowing RawText, at position: inout Int
  ) -> Place? {
    var place = Place(start: position)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        place.end = position - 1
        return place
      }
      if byte == UInt8(ascii: "\\") {
        place.hasEscapes = true
        position += 1
      }
    }
    return nil
  }

  private static func unescaped(_ raw: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = raw
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        text.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "u"):
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        // A half of a surrogate pair becomes a replacement character: no path of ours has one.
        let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
      default: text.append(escape)
      }
    }
    return text
  }
}
