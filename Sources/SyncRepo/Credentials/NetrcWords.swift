/// The words of a netrc file, one after the other.
struct NetrcWords {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

  /// Returns the next word; `nil` at the end.
  mutating func next() -> String? {
    while let byte = rest.first {
      if Self.isSpace(byte) {
        rest.removeFirst()
      } else if byte == UInt8(ascii: "#") {
        skipLine()
      } else {
        return byte == UInt8(ascii: "\"") ? quotedWord() : plainWord()
      }
    }
    return nil
  }

  /// Skips the lines up to the next empty one, as `macdef` wants.
  mutating func skipToEmptyLine() {
    skipLine()
    while !rest.isEmpty {
      let isEmpty = rest.first == 0x0A || rest.starts(with: [0x0D, 0x0A])
      skipLine()
      if isEmpty { return }
    }
  }

  private mutating func skipLine() {
    guard let end = rest.firstIndex(of: 0x0A) else {
      rest = []
      return
    }
    rest = rest[(end + 1)...]
  }

  private mutating func plainWord() -> String? {
    let bytes = rest.prefix { !Self.isSpace($0) }
    rest = rest[bytes.endIndex...]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads up to the closing quote; without one on the same line nothing more of the file counts.
  private mutating func quotedWord() -> String? {
    var bytes: [UInt8] = []
    rest.removeFirst()
    while let byte = rest.popFirst(), byte != 0x0A {
      switch byte {
      case UInt8(ascii: "\""):
        return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let next = rest.popFirst(), next != 0x0A else { break }
        bytes.append(Self.escapes[next] ?? next)
      default: bytes.append(byte)
      }
    }
    rest = []
    return nil
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
