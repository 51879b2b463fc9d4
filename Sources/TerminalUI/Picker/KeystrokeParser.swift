/// Turns the bytes of a terminal in raw mode into keystrokes.
///
/// Bytes may come in any portions: a sequence split between two reads is put together. A lone
/// Escape can only be told from the start of a sequence by time: when nothing has followed for a
/// while, the reader calls ``flush()``. Sequences are those of ECMA-48 (CSI, SS3) as xterm,
/// the Linux console, rxvt and tmux send them.
struct KeystrokeParser: Sendable {
  /// The most bytes of a sequence; a longer one is no key.
  static let limit = 32

  /// The most bytes of pasted text that are kept.
  static let pasteLimit = 4_096

  /// The end of pasted text (xterm's bracketed paste).
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private enum State: Sendable {
    case ground
    case escape
    case csi(parameters: [UInt8])
    case ss3
    case utf8(bytes: [UInt8], missing: Int)
    case paste(bytes: [UInt8])
  }

  private var state = State.ground

  /// Makes a parser at the start of a sequence.
  init() {}

  /// True if bytes were taken whose meaning depends on what follows.
  var isPending: Bool {
    if case .ground = state { false } else { true }
  }

  /// Takes one byte.
  ///
  /// - Parameter byte: The next byte of the terminal.
  /// - Returns: The keystrokes it completes: none, one, or two where it ends a broken one.
  mutating func consume(_ byte: UInt8) -> [Keystroke] {
    switch state {
    case .ground:
      return start(byte)
    case .escape:
      return afterEscape(byte)
    case .csi(let parameters):
      return afterCSI(byte, parameters: parameters)
    case .ss3:
      state = .ground
      return byte == 0x1B ? [.unknown] + start(byte) : [Self.key(final: byte) ?? .unknown]
    case .utf8(let bytes, let missing):
      return continuation(byte, bytes: bytes, missing: missing)
    case .paste(let bytes):
      return pasted(byte, bytes: bytes)
    }
  }

  /// Ends a sequence that was not completed in time.
  ///
  /// - Returns: `.escape` for a lone Escape, `.alt("[")` or `.alt("O")` for the beginning of a
  ///   sequence, `.unknown` for a broken one, nothing if nothing was pending.
  mutating func flush() -> [Keystroke] {
    var next = State.ground
    defer { state = next }
    switch state {
    case .ground: return []
    case .escape: return [.escape]
    case .csi(let parameters): return [parameters.isEmpty ? .alt("[") : .unknown]
    case .ss3: return [.alt("O")]
    case .utf8: return [.unknown]
    // More of it is on its way, however slowly.
    case .paste(let bytes):
      next = .paste(bytes: bytes)
      return []
    }
  }

  private mutating func start(_ byte: UInt8) -> [Keystroke] {
    switch byte {
    case 0x1B:
      state = .escape
      return []
    case 0x0D, 0x0A: return [.enter]
    case 0x09: return [.tab]
    case 0x08, 0x7F: return [.backspace]
    case 0x01...0x1A: return [.control(Unicode.Scalar(byte | 0x60))]
    case 0x00...0x1F: return [.unknown]
    case 0x20...0x7E: return [.character(Unicode.Scalar(byte))]
    case 0xC2...0xDF: state = .utf8(bytes: [byte], missing: 1)
    case 0xE0...0xEF: state = .utf8(bytes: [byte], missing: 2)
    case 0xF0...0xF4: state = .utf8(bytes: [byte], missing: 3)
    default: return [.unknown]
    }
    return []
  }

  private mutating func afterEscape(_ byte: UInt8) -> [Keystroke] {
    switch byte {
    case UInt8(ascii: "["): state = .csi(parameters: [])
    case UInt8(ascii: "O"): state = .ss3
    case 0x1B:
      // Two Escapes: the first was a key, the second may begin something.
      return [.escape]
    case 0x20...0x7E:
      state = .ground
      return [.alt(Unicode.Scalar(byte))]
    default:
      state = .ground
      return [.escape] + start(byte)
    }
    return []
  }

  private mutating func afterCSI(_ byte: UInt8, parameters: [UInt8]) -> [Keystroke] {
    switch byte {
    case UInt8(ascii: "[") where parameters.isEmpty:
      // The Linux console sends its function keys as `ESC [ [ A`.
      state = .csi(parameters: [byte])
      return []
    case 0x20...0x3F where parameters.count < Self.limit:
      state = .csi(parameters: parameters + [byte])
      return []
    case 0x20...0x3F:
      // Far too long: go on swallowing it, so that its end is not taken for typed text.
      return []
    case UInt8(ascii: "~") where parameters == Array("200".utf8):
      state = .paste(bytes: [])
      return []
    case 0x40...0x7E:
      state = .ground
      return [Self.key(final: byte, parameters: parameters)]
    default:
      state = .ground
      return [.unknown] + start(byte)
    }
  }

  private mutating func pasted(_ byte: UInt8, bytes: [UInt8]) -> [Keystroke] {
    var bytes = bytes + [byte]
    if bytes.suffix(Self.pasteEnd.count) == Self.pasteEnd[...] {
      state = .ground
      bytes.removeLast(Self.pasteEnd.count)
      return [.paste(String(decoding: bytes, as: UTF8.self))]
    }
    // Of what is too long the beginning stays, and the last bytes, which may be those of the end.
    if bytes.count > Self.pasteLimit {
      bytes.remove(at: Self.pasteLimit - Self.pasteEnd.count)
    }
    state = .paste(bytes: bytes)
    return []
  }

  private mutating func continuation(
    _ byte: UInt8, bytes: [UInt8], missing: Int
  ) -> [Keystroke] {
    state = .ground
    guard (0x80...0xBF).contains(byte) else { return [.unknown] + start(byte) }
    let bytes = bytes + [byte]
    guard missing == 1 else {
      state = .utf8(bytes: bytes, missing: missing - 1)
      return []
    }
    // Overlong forms and surrogates are refused here.
    guard let text = String(validating: bytes, as: UTF8.self) else { return [.unknown] }
    return text.unicodeScalars.map {
      $0.properties.generalCategory == .control ? .unknown : .character($0)
    }
  }

  private static func key(final: UInt8, parameters: [UInt8]) -> Keystroke {
    if parameters.first == UInt8(ascii: "[") {
      return final == UInt8(ascii: "A") ? .help : .unknown
    }
    if final != UInt8(ascii: "~") { return key(final: final) ?? .unknown }
    // `ESC [ 5 ; 2 ~`: the number before the modifiers names the key.
    switch String(decoding: parameters.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self) {
    case "1", "7": return .home
    case "11": return .help
    case "3": return .delete
    case "4", "8": return .end
    case "5": return .pageUp
    case "6": return .pageDown
    default: return .unknown
    }
  }

  private static func key(final: UInt8) -> Keystroke? {
    switch Unicode.Scalar(final) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "F": .end
    case "H": .home
    case "M": .enter
    case "P": .help
    case "Z": .backTab
    default: nil
    }
  }
}

/// One key as a terminal reports it.
enum Keystroke: Hashable, Sendable {
  /// A printable code point; combining marks come as keystrokes of their own.
  case character(Unicode.Scalar)
  /// Ctrl and a letter, given in lower case; Ctrl-C is `.control("c")`.
  case control(Unicode.Scalar)
  /// Alt (or Escape in quick succession) and a printable code point.
  case alt(Unicode.Scalar)
  /// Return or Enter.
  case enter
  /// The Escape key on its own.
  case escape
  /// The key that removes to the left.
  case backspace
  /// The key that removes to the right.
  case delete
  /// Tab.
  case tab
  /// Shift and Tab.
  case backTab
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// F1.
  case help
  /// Text that was pasted at once, with whatever it holds.
  case paste(String)
  /// A sequence or bytes that mean nothing here.
  case unknown
}
