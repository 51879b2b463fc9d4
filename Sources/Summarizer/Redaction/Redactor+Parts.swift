internal import Platform

extension Redactor {
  /// The part of a long text that is kept.
  package enum Part: Sendable {
    case beginning, end, both
  }

  /// The text beside a part that is looked at with it, in bytes: a secret that reaches into the part
  /// is known by what stands there.
  private static let margin = 16_384

  /// Returns the part of a text that is kept, cleaned and redacted before it is cut.
  ///
  /// What is cut away anyway is not looked at, but for 16 kB beside it, and for a private key that
  /// begins further ahead and is open there.
  ///
  /// - Parameters:
  ///   - text: Any text, of any length.
  ///   - part: The part that is kept.
  ///   - limit: The largest size of the result, in columns.
  /// - Returns: The part, with a mark where something was cut off.
  package func redact(_ text: String, keeping part: Part, limit: Int) -> String {
    // Cleaning and masking make a text shorter; a column has three bytes at most.
    let window = max(limit, 0) * 3 + Self.margin
    switch part {
    case .beginning: return head(of: text, window).trimmed().cut(toColumns: limit)
    case .end: return tail(of: text, window).trimmed().tail(ofColumns: limit)
    case .both:
      guard text.utf8.count > 2 * (window + Self.margin) else {
        return redact(text.cleaned()).trimmed().cutInTheMiddle(toColumns: limit)
      }
      let ends = "\(head(of: text, window))\n[…]\n\(tail(of: text, window))"
      return ends.trimmed().cutInTheMiddle(toColumns: limit)
    }
  }

  /// Returns a text on one line: redacted first, for a key has many.
  ///
  /// - Parameters:
  ///   - text: Any text, of any length.
  ///   - limit: The largest number of columns.
  /// - Returns: The line; empty where there are no words.
  package func line(_ text: String, limit: Int) -> String {
    redact(text, keeping: .beginning, limit: max(limit, 0) * 4 + 1_024).oneLine(limit: limit)
  }

  private func head(of text: String, _ window: Int) -> String {
    guard text.utf8.count > window + Self.margin else { return redact(text.cleaned()) }
    let bytes = Array(text.cut(toBytes: window + Self.margin, mark: "").cleaned().utf8)
    return redact(bytes, emitting: 0..<max(0, bytes.count - Self.margin))
  }

  private func tail(of text: String, _ window: Int) -> String {
    guard text.utf8.count > window + Self.margin else { return redact(text.cleaned()) }
    let start = text.utf8.count - window - Self.margin
    let opened = Self.openKey(in: text, before: start)
    let cut = text.tail(ofBytes: text.utf8.count - (opened ?? start), mark: "")
    let bytes = Array(cut.cleaned().utf8)
    return redact(bytes, emitting: min(Self.margin, bytes.count)..<bytes.count)
  }

  /// Returns the place at which a private key begins that is open at `start`.
  ///
  /// A key without a first line is known by nothing but the lines of base64, in which `start` is.
  private static func openKey(in text: String, before start: Int) -> Int? {
    // No key is nearly as long as what is looked through here.
    let first = max(0, start - longestKey)
    let whole = text.utf8
    let from = whole.index(whole.startIndex, offsetBy: first)
    let bytes = Array(whole[from...].prefix(start - first + 24))
    return openKey(in: bytes, before: start - first).map { $0 + first }
  }

  /// The most bytes that are looked through for the beginning of a key.
  private static let longestKey = 65_536

  private static func openKey(in bytes: [UInt8], before start: Int) -> Int? {
    var run = start
    while run > 0, bytes[run - 1].isBase64 || bytes[run - 1].isNewline || bytes[run - 1] == 0x5C {
      run -= 1
    }
    let marks: [(begin: [UInt8], end: [UInt8])] = [
      (Array("-----BEGIN ".utf8), Array("-----END ".utf8)),
      (Array("PuTTY-User-Key-File-".utf8), Array("Private-MAC:".utf8)),
    ]
    func isAt(_ index: Int, _ mark: [UInt8]) -> Bool {
      bytes.count - index >= mark.count && bytes[index..<index + mark.count].elementsEqual(mark)
    }
    var closed = Array(repeating: false, count: marks.count)
    for index in stride(from: start, through: 0, by: -1) {
      for (number, mark) in marks.enumerated()
      where !closed[number] && (bytes[index] == mark.begin[0] || bytes[index] == mark.end[0]) {
        if isAt(index, mark.begin) { return min(index, run) }
        if isAt(index, mark.end) { closed[number] = true }
      }
      if closed.allSatisfy({ $0 }) { break }
    }
    return start - run >= 64 ? run : nil
  }
}
