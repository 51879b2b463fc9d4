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
