internal import Platform

/// A rule of the person's own: a regular expression whose matches are masked.
package struct RedactionRule: @unchecked Sendable {
  /// The word in the place holder: lower-case letters, digits and hyphens.
  package let name: String
  // A regular expression is immutable; it is not marked as sendable.
  private let pattern: Regex<AnyRegexOutput>

  /// Makes a rule.
  ///
  /// - Parameters:
  ///   - name: The word in the place holder; other characters than `a`–`z`, `0`–`9` and `-` become
  ///     hyphens.
  ///   - pattern: A regular expression, as Swift reads them (much as PCRE does). If it has a group,
  ///     the first one is masked, otherwise the whole match.
  /// - Throws: An error that says what is wrong with the pattern.
  package init(name: String, pattern: String) throws {
    let bytes = name.utf8.map { byte in
      byte.isLower || byte.isDigit ? byte : byte.isUpper ? byte.lowered : UInt8(ascii: "-")
    }
    self.name = String(String(decoding: bytes, as: UTF8.self).prefix(32))
    // By scalars: what is combined with a letter behind a value must not hide it.
    self.pattern = try Regex(pattern).matchingSemantics(.unicodeScalar)
  }

  /// Returns true if the whole of a text fits.
  package func fits(_ text: String) -> Bool { (try? pattern.wholeMatch(in: text)) != nil }

  /// Returns the places of all matches in a text.
  func matches(in bytes: [UInt8]) -> [RedactionMatch] {
    let text = String(decoding: bytes, as: UTF8.self)
    // Bytes that are no text would move the places of all that follow.
    guard text.utf8.count == bytes.count else { return [] }
    return text.matches(of: pattern).compactMap { match in
      let range = match.output.count > 1 ? match.output[1].range ?? match.range : match.range
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
      return start < end ? RedactionMatch(secret: start..<end, kind: name) : nil
    }
  }
}
