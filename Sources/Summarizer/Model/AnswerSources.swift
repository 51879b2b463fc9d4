/// All that an answer can have been made of.
struct AnswerSources {
  /// The words of the person, a prompt a paragraph, also those of the sessions before.
  let words: String
  private let digest: String
  private let plainWords: String
  private let plainDigest: String

  /// Takes them out of the digest that the model was given.
  init(_ digest: Digest) {
    let text = digest.text
    words = digest.personsWords.joined(separator: "\n")
    self.digest = text.lowercased()
    plainWords = Self.plain(words)
    plainDigest = Self.plain(text)
  }

  /// Returns true if a file or program, in lower case, is named somewhere.
  func know(_ name: String) -> Bool { digest.contains(name) }

  /// Returns true if the person said so, apart from punctuation and what an ellipsis leaves out.
  func wasSaid(_ text: String) -> Bool { Self.has(text, in: plainWords) }

  /// Returns true if it stands somewhere in the digest.
  func stands(_ text: String) -> Bool { Self.has(text, in: plainDigest) }

  private static func has(_ text: String, in source: String) -> Bool {
    let parts = text.replacing("[…]", with: "…").replacing("[...]", with: "…")
      .replacing("...", with: "…").split(separator: "…").map { plain(String($0)) }
      .filter { !$0.isEmpty }
    return !parts.isEmpty && parts.allSatisfy { source.contains($0) }
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension Digest {
  /// The words of the person in it, oldest first, also those of the sessions before.
  var personsWords: [String] {
    inherited.filter { $0.hasPrefix("- the user") } + [firstPrompt].compactMap { $0 } + prompts
  }
}

/// Takes the marks of quotes off what nobody said: a quote is the person, word for word.
struct QuoteCheck {
  private let sources: AnswerSources

  /// Checks against these.
  init(_ sources: AnswerSources) { self.sources = sources }

  /// Returns a line as it may stand; `nil` for the source under a quote, which only handoff writes.
  func line(_ line: Substring) -> String? {
    let content = line.drop(while: \.isWhitespace)
    guard content.first == ">" else { return inline(String(line)) }
    let words = String(content.drop { $0 == ">" || $0.isWhitespace })
    if words.hasPrefix("— you") { return nil }
    return sources.wasSaid(words) || words.isEmpty ? String(line) : inline(words)
  }

  /// Takes the marks off sentences between quotation marks that stand nowhere in the digest.
  private func inline(_ line: String) -> String {
    var result = ""
    for span in MarkdownSpan.split(line) {
      result += span.isCode ? String(span.whole) : unquoted(span.text)
    }
    return result
  }

  private func unquoted(_ text: Substring) -> String {
    var rest = text
    var result = ""
    while let open = rest.firstIndex(where: { Self.marks[$0] != nil }),
      let mark = Self.marks[rest[open]],
      let close = rest[rest.index(after: open)...].firstIndex(of: mark)
    {
      let inner = rest[rest.index(after: open)..<close]
      let isLong =
        inner.split(separator: " ").count > 3
        || inner.unicodeScalars.count { $0.value > 0x2E80 } > 8
      let isNone = isLong && !sources.stands(String(inner))
      result += rest[..<open]
      result += isNone ? String(inner) : String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static let marks: [Character: Character] = [
    "“": "”", "\"": "\"", "「": "」", "『": "』", "«": "»", "„": "“",
  ]
}
