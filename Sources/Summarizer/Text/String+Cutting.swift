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

  /// Returns the beginning and the end of the text with a mark for the part left out between.
  ///
  /// - Parameter limit: The largest size in bytes of UTF-8.
  /// - Returns: The text itself when it is short enough.
  package func cutInTheMiddle(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    let mark = "\n[…]\n"
    let room = limit - mark.utf8.count
    guard room > 0 else { return cut(toBytes: limit) }
    return cut(toBytes: room * 2 / 3, mark: "") + mark
      + tail(ofBytes: room - room * 2 / 3, mark: "")
  }

  /// Returns the beginning and the end of the text with a mark for the part left out between.
  ///
  /// - Parameter limit: The largest number of characters.
  /// - Returns: The text itself when it is short enough.
  func cutInTheMiddle(toCharacters limit: Int) -> String {
    guard utf8.count > limit, count > limit else { return self }
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
  /// Returns the beginning of a line that fits into so many terminal columns.
  ///
  /// East Asian wide characters and emoji take two columns (Unicode Standard Annex #11).
  ///
  /// - Parameter columns: The largest width; a cut is marked with `…`, which is counted.
  /// - Returns: The text itself when it fits.
  func fitted(toColumns columns: Int) -> String {
    guard width(upTo: columns) > columns else { return self }
    var result = ""
    var used = 0
    for character in self {
      let width = Self.columns(of: character)
      guard used + width <= columns - 1 else { break }
      result.append(character)
      used += width
    }
    return result.trimmed() + "…"
  }

  /// Returns the width in terminal columns; counting stops as soon as it exceeds `limit`.
  func width(upTo limit: Int) -> Int {
    var used = 0
    for character in self where used <= limit {
      used += Self.columns(of: character)
    }
    return used
  }

  private static func columns(of character: Character) -> Int {
    for scalar in character.unicodeScalars {
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
        0x20000...0x3FFFD, 0xFE0F:
        return 2
      default: continue
      }
    }
    return 1
  }
}
