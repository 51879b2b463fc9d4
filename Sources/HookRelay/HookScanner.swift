/// The few fields of a hook's JSON that decide what to do at once.
///
/// A hook runs after every answer; this reads one pass over the bytes without Foundation. The worker
/// reads the whole input properly.
package struct HookScanner: Sendable {
  /// The fields of the outermost object that are strings, of those that are looked for.
  package private(set) var fields: [String: String] = [:]
  /// Whether the outermost object ends within the bytes.
  package private(set) var isComplete = false

  private static let wanted: Set<String> = [
    "session_id", "hook_event_name", "transcript_path", "cwd", "reason", "source",
  ]

  /// Scans the bytes of a hook's standard input; anything but an object leaves all fields empty.
  package init(_ bytes: [UInt8]) {
    var position = 0
    var depth = 0
    var key: String?
    var expectsKey = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = HookScanner.string(in: bytes, at: &position) else { return }
        guard depth == 1 else { continue }
        if expectsKey {
          key = text
          expectsKey = false
        } else if let name = key {
          if HookScanner.wanted.contains(name), fields[name] == nil { fields[name] = text }
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

  /// Reads a string literal whose opening quote has been read; `nil` where it does not end.
  private static func string(in bytes: [UInt8], at position: inout Int) -> String? {
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
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
