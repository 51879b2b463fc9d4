internal import Platform

extension String {
  /// Returns the beginning of the text, at most `limit` bytes of UTF-8, never half a character.
  ///
  /// - Parameters:
  ///   - limit: The largest size in bytes of UTF-8; what is below zero counts as zero.
  ///   - mark: The mark at the end if something was cut off; it counts towards the limit.
  /// - Returns: The text itself when it is short enough.
  package func cut(toBytes limit: Int, mark: String = "…") -> String {
    guard utf8.count > limit else { return self }
    let room = limit - mark.utf8.count
    guard room > 0 else { return "" }
    return String(self[..<boundary(atOrBefore: room)]) + mark
  }

  /// Returns the end of the text, at most `limit` bytes of UTF-8, never half a character.
  ///
  /// - Parameters:
  ///   - limit: The largest size in bytes of UTF-8; what is below zero counts as zero.
  ///   - mark: The mark in front if something was cut off; it counts towards the limit.
  /// - Returns: The text itself when it is short enough.
  func tail(ofBytes limit: Int, mark: String = "…") -> String {
    guard utf8.count > limit else { return self }
    let room = limit - mark.utf8.count
    guard room > 0 else { return "" }
    return mark + String(self[boundary(atOrAfter: utf8.count - room)...])
  }

  /// The size of the text as people see it: two for a character of a wide script, one for others.
  ///
  /// Limits of what is kept count these, so that a text has the same room in every language; a sentence has
  /// about as many in Chinese as in English. Bytes bound only what is looked at.
  package var columns: Int {
    var text = self
    return text.withUTF8 { unsafe Self.place(of: .max, in: $0).columns }
  }

  /// Returns the beginning of the text, never half a character.
  ///
  /// - Parameters:
  ///   - limit: The largest number of columns; what is below zero counts as zero.
  ///   - mark: The mark at the end if something was cut off; it counts towards the limit.
  /// - Returns: The text itself when it is short enough.
  package func cut(toColumns limit: Int, mark: String = "…") -> String {
    guard isWider(than: limit) else { return self }
    let room = limit - mark.columns
    guard room > 0 else { return "" }
    return String(self[..<boundary(atOrBefore: bytes(inColumns: room))]) + mark
  }

  /// Returns the end of the text, never half a character.
  ///
  /// - Parameters:
  ///   - limit: The largest number of columns; what is below zero counts as zero.
  ///   - mark: The mark in front if something was cut off; it counts towards the limit.
  /// - Returns: The text itself when it is short enough.
  func tail(ofColumns limit: Int, mark: String = "…") -> String {
    guard isWider(than: limit) else { return self }
    let room = limit - mark.columns
    guard room > 0 else { return "" }
    var kept = 0
    var used = 0
    for byte in utf8.reversed() {
      used += Self.columns(at: byte)
      guard used <= room else { break }
      kept += 1
    }
    return mark + String(self[boundary(atOrAfter: utf8.count - kept)...])
  }

  /// Returns the beginning and the end of the text with a mark for the part left out between.
  ///
  /// - Parameter limit: The largest number of columns.
  /// - Returns: The text itself when it is short enough.
  package func cutInTheMiddle(toColumns limit: Int) -> String {
    guard isWider(than: limit) else { return self }
    let mark = "\n[…]\n"
    let room = limit - mark.columns
    guard room > 0 else { return cut(toColumns: limit) }
    return cut(toColumns: room * 2 / 3, mark: "") + mark
      + tail(ofColumns: room - room * 2 / 3, mark: "")
  }

  private func isWider(than limit: Int) -> Bool {
    utf8.count > limit && bytes(inColumns: limit) < utf8.count
  }

  /// Counts the bytes from the start that take no more than so many columns.
  private func bytes(inColumns limit: Int) -> Int {
    var text = self
    return text.withUTF8 { unsafe Self.place(of: limit, in: $0).bytes }
  }

  /// Counts the bytes from the start that take no more than so many columns, and these columns.
  private static func place(
    of limit: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> (bytes: Int, columns: Int) {
    let bytes = UnsafeRawBufferPointer(text)
    var (index, used) = (0, 0)
    while index < bytes.count {
      // Eight characters of ASCII at a time.
      if index + 8 <= bytes.count, used <= limit &- 8,
        unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        used += 8
        continue
      }
      let more = unsafe columns(at: bytes[index])
      guard used <= limit - more else { break }
      used += more
      index += 1
    }
    return (index, used)
  }

  /// The columns of the character that a byte of UTF-8 begins: from U+3000 on two.
  private static func columns(at byte: UInt8) -> Int {
    byte & 0xC0 == 0x80 ? 0 : byte < 0xE3 ? 1 : 2
  }

  /// Returns the beginning and the end of the text with a mark for the part left out between.
  ///
  /// - Parameter limit: The largest number of characters.
  /// - Returns: The text itself when it is short enough.
  func cutInTheMiddle(toCharacters limit: Int) -> String {
    guard utf8.count > limit else { return self }
    guard !isASCIIText else {
      let (head, tail) = (utf8.prefix(limit * 2 / 3), utf8.suffix(limit / 3))
      return "\(Substring(head)) […] \(Substring(tail))"
    }
    guard count > limit else { return self }
    return "\(prefix(limit * 2 / 3)) […] \(suffix(limit / 3))"
  }

  /// Returns the last place that does not split a character, at most `offset` bytes from the start.
  private func boundary(atOrBefore offset: Int) -> Index {
    var index = utf8.index(startIndex, offsetBy: min(max(offset, 0), utf8.count))
    // A cluster may be as long as the whole text; after 64 bytes a scalar's edge has to do.
    var tries = 0
    while index > startIndex {
      if tries < 64, Index(index, within: self) != nil { return index }
      if tries >= 64, index.samePosition(in: unicodeScalars) != nil { return index }
      index = utf8.index(before: index)
      tries += 1
    }
    return startIndex
  }

  /// Returns the first place that does not split a character, at least `offset` bytes from the
  /// start.
  private func boundary(atOrAfter offset: Int) -> Index {
    var index = utf8.index(startIndex, offsetBy: min(max(offset, 0), utf8.count))
    var tries = 0
    while index < endIndex {
      if tries < 64, Index(index, within: self) != nil { return index }
      if tries >= 64, index.samePosition(in: unicodeScalars) != nil { return index }
      index = utf8.index(after: index)
      tries += 1
    }
    return endIndex
  }
}

extension String {
  /// Returns a Markdown text with the end of a code block that was cut off, so that it ends with the text.
  ///
  /// - Returns: The text itself when no block is open at its end.
  package func closingFences() -> String {
    var open: (indent: Substring, fence: Substring)?
    for line in split(separator: "\n") {
      let indent = line.prefix { $0 == " " }
      let rest = line[indent.endIndex...]
      guard let first = rest.first, first == "`" || first == "~" else { continue }
      let fence = rest.prefix { $0 == first }
      guard fence.count >= 3 else { continue }
      guard let begun = open else {
        open = (indent, fence)
        continue
      }
      // A block ends with as many of the same signs, and nothing behind them.
      let isEnd = begun.fence.first == first && fence.count >= begun.fence.count
      if isEnd, rest[fence.endIndex...].allSatisfy(\.isWhitespace) { open = nil }
    }
    return open.map { "\(self)\n\($0.indent)\($0.fence)" } ?? self
  }

  /// Returns the beginning of a line that fits into so many terminal columns.
  ///
  /// - Parameter columns: The largest width, as a terminal counts it; a cut is marked with `…`, which is
  ///   counted.
  /// - Returns: The text itself when it fits.
  func fitted(toColumns columns: Int) -> String {
    guard prefix(columns: columns).endIndex < endIndex else { return self }
    return String(prefix(columns: columns - 1)).trimmed() + "…"
  }
}
