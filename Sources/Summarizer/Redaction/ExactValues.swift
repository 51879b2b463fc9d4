internal import Platform

/// Secrets of this machine whose values are known: they are masked wherever they are.
struct ExactValues: Sendable {
  /// The values by their first two bytes, longest first.
  private let values: [UInt16: [[UInt8]]]
  private let filter: Triples

  /// Makes a set of values; those that could be ordinary text are left out.
  ///
  /// - Parameter values: The secrets, as they are written where they are kept.
  init(_ values: some Sequence<String>) {
    let distinct = Set(values).filter { Self.isDistinct(Array($0.utf8)) }
    let known = Set(distinct.flatMap { Self.forms(of: $0) }).map { Array($0.utf8) }
    filter = Triples(known)
    self.values = Dictionary(grouping: known) { UInt16($0[0]) << 8 | UInt16($0[1]) }
      .mapValues { $0.sorted { $0.count > $1.count } }
  }

  var isEmpty: Bool { values.isEmpty }

  /// Returns a value as it is, in a JSON string, and in an address.
  private static func forms(of value: String) -> [String] {
    let quoted = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let encoded = [Array("0123456789ABCDEF".utf8), Array("0123456789abcdef".utf8)].map { digits in
      let bytes = value.utf8.flatMap { byte -> [UInt8] in
        byte.isAlphanumeric || byte.isOne(of: "-._~")
          ? [byte]
          : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    return [value, quoted, quoted.replacing("/", with: "\\/")] + encoded
  }

  /// Returns true for 8 bytes or more of mixed kinds, or 16: less could be a word.
  private static func isDistinct(_ value: [UInt8]) -> Bool {
    guard value.count >= 8, value.count <= 65_536 else { return false }
    let kinds = [
      value.contains(where: \.isDigit), value.contains(where: \.isLower),
      value.contains(where: \.isUpper), value.contains { !$0.isAlphanumeric },
    ].count { $0 }
    // A word, or words with hyphens, is no secret, however long.
    let isWord = value.allSatisfy { $0.isLower || $0 == UInt8(ascii: "-") || $0 == 0x20 }
    return value.count >= 16 ? !isWord : kinds >= 2 && value.contains { $0.isDigit || !$0.isName }
  }

  /// Returns the places of all values.
  func matches(in text: [UInt8]) -> [RedactionMatch] {
    var matches: [RedactionMatch] = []
    var index = 0
    while index + 8 <= text.count {
      guard filter.contains(text[index], text[index + 1], text[index + 2]),
        let candidates = values[UInt16(text[index]) << 8 | UInt16(text[index + 1])],
        let value = candidates.first(where: { value in
          text.count - index >= value.count
            && text[index..<index + value.count].elementsEqual(value)
        })
      else {
        index += 1
        continue
      }
      matches.append(RedactionMatch(secret: index..<index + value.count, kind: "known-value"))
      index += value.count
    }
    return matches
  }
}
