/// Texts as bytes, for the hook programs: without the weight of `String`.
extension [UInt8] {
  /// Returns true if the bytes are those of a text.
  package func isEqual(to text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    return unsafe withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return true }
      return unsafe memcmp(start, text.utf8Start, bytes.count) == 0
    }
  }

  /// Adds a text.
  package mutating func append(_ text: StaticString) {
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Adds a number in decimal digits.
  package mutating func append(decimal number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = count
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }

  /// Reads a decimal number that begins at an index, and moves the index behind it; `nil` if there is
  /// none, or a larger one than fits.
  package func decimal(at index: inout Int) -> Int64? {
    var number: Int64 = 0
    let start = index
    while index < count, case let digit = Int64(self[index]) - 0x30, (0...9).contains(digit) {
      let (ten, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = ten.addingReportingOverflow(digit)
      if isTooLarge || overflows { return nil }
      number = sum
      index += 1
    }
    return index > start ? number : nil
  }
}

extension String {
  /// Returns whether a text has the bytes of another one.
  ///
  /// For many texts, and short ones to look for: the standard library's search prepares itself anew each
  /// time.
  package func hasBytes(of part: String) -> Bool {
    var (text, part) = (self, part)
    return text.withUTF8 { text in
      part.withUTF8 { part in
        guard let start = part.baseAddress, let first = unsafe part.first else { return true }
        // memmem(3) is not in every C library's headers.
        var rest = UnsafeRawBufferPointer(text)
        while rest.count >= part.count, let base = rest.baseAddress,
          let found = unsafe memchr(base, Int32(first), rest.count - part.count + 1)
        {
          if unsafe memcmp(found, start, part.count) == 0 { return true }
          let next = unsafe UnsafeRawPointer(found) - base + 1
          unsafe rest = UnsafeRawBufferPointer(rebasing: rest[next...])
        }
        return false
      }
    }
  }
}

/// Texts that are looked for together, in one pass over the bytes of another one.
package struct ByteTexts: Sendable {
  /// The texts by a hash of their first bytes.
  private let texts: [[[UInt8]]]
  private let isUsed: [Bool]
  private static let firstBytes = 3
  private static let slots = 1_024

  /// Takes the texts; shorter ones than three bytes are none.
  package init(_ texts: [String]) {
    var slots = [[[UInt8]]](repeating: [], count: Self.slots)
    for text in texts.map({ Array($0.utf8) }) where text.count >= Self.firstBytes {
      slots[Self.slot(text[0], text[1], text[2])].append(text)
    }
    self.texts = slots
    isUsed = slots.map { !$0.isEmpty }
  }

  private static func slot(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    Int((UInt32(first) &* 961 &+ UInt32(second) &* 31 &+ UInt32(third)) & UInt32(slots - 1))
  }

  /// Returns true if one of the texts stands in another one.
  ///
  /// - Parameter text: The other one.
  /// - Returns: True also where it stands in the middle of a word.
  package func isFound(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { text in
      var start = 0
      while start + Self.firstBytes <= text.count {
        let slot = unsafe Self.slot(text[start], text[start + 1], text[start + 2])
        if isUsed[slot], unsafe isFound(in: text, at: start, slot) { return true }
        start += 1
      }
      return false
    }
  }

  private func isFound(
    in text: UnsafeBufferPointer<UInt8>, at start: Int, _ slot: Int
  ) -> Bool {
    texts[slot].contains { part in
      guard start + part.count <= text.count else { return false }
      return unsafe part.withUnsafeBytes { bytes in
        guard let found = text.baseAddress, let base = bytes.baseAddress else { return false }
        return unsafe memcmp(found + start, base, bytes.count) == 0
      }
    }
  }
}

/// The form of a Claude Code session id, checked before one becomes part of a path.
package enum SessionIDForm {
  /// Returns true if the bytes are a UUID as RFC 9562 writes it: 8-4-4-4-12 hexadecimal digits.
  ///
  /// Claude Code makes no other ids, and its `--session-id` accepts no others.
  package static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.count == 36 && isValid(Array(bytes))
  }

  /// Returns true for a UUID in an array of bytes, without the weight of a generic function.
  package static func isValid(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 36 else { return false }
    for position in 0..<36 {
      switch position {
      case 8, 13, 18, 23:
        if bytes[position] != UInt8(ascii: "-") { return false }
      default:
        if bytes[position].hexadecimalValue == nil { return false }
      }
    }
    return true
  }
}
