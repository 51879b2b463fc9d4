internal import Platform

extension String {
  /// Returns the text without anything that could steer a terminal or hide from a reader.
  ///
  /// Carriage returns and the Unicode line separators become newlines. Escape sequences (ECMA-48),
  /// control characters other than newline and tab, text-direction overrides, and invisible
  /// characters are removed. The joiners that scripts and emoji need (U+200C, U+200D) stay.
  package func cleaned() -> String {
    if isClean { return self }
    let source = unicodeScalars
    var result = String.UnicodeScalarView()
    var index = source.startIndex
    while index < source.endIndex {
      let scalar = source[index]
      let next = source.index(after: index)
      switch scalar.value {
      case 0x0D:
        result.append("\n")
        index = next < source.endIndex && source[next] == "\n" ? source.index(after: next) : next
        continue
      case 0x0B, 0x0C, 0x85, 0x2028, 0x2029:
        result.append("\n")
      case 0x1B:
        index = Self.endOfEscapeSequence(in: source, after: next)
        continue
      case let value where Self.isUnwanted(value):
        break
      default:
        result.append(scalar)
      }
      index = next
    }
    return String(result)
  }

  /// True where the bytes tell that nothing is to be removed.
  private var isClean: Bool {
    var text = self
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        func follows(_ offset: Int) -> UInt8 {
          index + offset < bytes.count ? unsafe bytes[index + offset] : 0
        }
        let isUnwanted =
          switch unsafe bytes[index] {
          case 0x00...0x08, 0x0B...0x1F, 0x7F, 0xD8, 0xEF, 0xF3: true
          case 0xC2: follows(1) < 0xA0 || follows(1) == 0xAD
          // Of the punctuation from U+2000 on, dashes, quotes and the ellipsis are wanted.
          case 0xE2: follows(1) == 0x81 || follows(1) == 0x80 && !(0x90...0xA7).contains(follows(2))
          default: false
          }
        if isUnwanted { return false }
        index += 1
      }
      return true
    }
  }

  /// Returns the text on one line: cleaned, with every run of white space as one space.
  ///
  /// - Parameter limit: The largest number of columns.
  /// - Returns: The line; empty when there are no words.
  package func oneLine(limit: Int) -> String {
    // Only what can still matter is looked at: the text may be megabytes long.
    let clean = cut(toBytes: max(limit, 0) * 4 + 256).cleaned()
    guard clean.isASCIIText else {
      return clean.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .cut(toColumns: limit)
    }
    var line: [UInt8] = []
    line.reserveCapacity(clean.utf8.count)
    for byte in clean.utf8 {
      let isSpace = byte.isSpace
      if isSpace, line.last ?? 0x20 == 0x20 { continue }
      line.append(isSpace ? 0x20 : byte)
    }
    if line.last == 0x20 { line.removeLast() }
    return String(decoding: line, as: UTF8.self).cut(toColumns: limit)
  }

  /// The lines between line feeds, empty ones too.
  ///
  /// The standard library's `split` looks at every character of the text; this at its bytes.
  var lines: [Substring] {
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
  }

  /// True if every character is one of ASCII.
  var isASCIIText: Bool {
    var text = self
    return text.withUTF8 { text in
      let bytes = UnsafeRawBufferPointer(text)
      var (index, all) = (0, UInt64(0))
      while index + 8 <= bytes.count {
        unsafe all |= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        index += 8
      }
      while index < bytes.count {
        unsafe all |= UInt64(bytes[index])
        index += 1
      }
      return all & 0x8080_8080_8080_8080 == 0
    }
  }

  /// Returns the text in lower case.
  ///
  /// The standard library's looks at the properties of each character once one is not of ASCII.
  func inLowerCase() -> String {
    guard !isASCIIText else { return lowercased() }
    var bytes = Array(utf8)
    var index = 0
    func at(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }
    while index < bytes.count {
      switch bytes[index] {
      case 0..<0x80:
        bytes[index] = bytes[index].lowered
        index += 1
      // Signs of Latin, those of East Asia, and emoji have no case; nor have dashes, quotes and arrows.
      case 0xC2: index += 2
      case 0xE3...0xE9: index += 3
      case 0xE2 where at(index + 1) == 0x80 || at(index + 1) == 0x86 && at(index + 2) >= 0x90:
        index += 3
      case 0xF0 where at(index + 1) == 0x9F: index += 4
      default: return lowercased()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the text without white space at either end.
  func trimmed() -> String {
    // Most texts have none, and their ends are of ASCII.
    func isEnd(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? false }
    if isEnd(utf8.first), isEnd(utf8.last) { return self }
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }

  /// Returns true if a scalar is removed: controls, direction overrides, invisible characters,
  /// tags.
  private static func isUnwanted(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// Returns the end of an escape sequence; a broken one loses only the escape character.
  private static func endOfEscapeSequence(
    in source: UnicodeScalarView, after start: UnicodeScalarView.Index
  ) -> UnicodeScalarView.Index {
    guard start < source.endIndex else { return start }
    let isControlSequence = source[start] == "["
    guard isControlSequence || "]PX^_".unicodeScalars.contains(source[start]) else { return start }
    var index = source.index(after: start)
    var length = 0
    while index < source.endIndex, length < 256 {
      let value = source[index].value
      let next = source.index(after: index)
      if isControlSequence {
        if (0x40...0x7E).contains(value) { return next }
        guard (0x20...0x3F).contains(value) else { return start }
      } else {
        if value == 0x07 { return next }
        if value == 0x1B {
          guard next < source.endIndex, source[next] == "\\" else { return start }
          return source.index(after: next)
        }
        if value == 0x0A { return start }
      }
      index = next
      length += 1
    }
    return start
  }
}
