/// One text that a person sees: a row of the table in `Phrases`.
///
/// Arguments stand in braces and are given by their names: `Phrases.unfinished(n: 3)`. `{n}` picks
/// the singular. A sentence is one row; none is put together from pieces.
@dynamicCallable
package struct Phrase: Sendable {
  private let text: String
  private let singular: String?

  /// Makes a row.
  ///
  /// - Parameters:
  ///   - text: The English text, with its arguments in braces.
  ///   - singular: The text where the argument `n` is 1; only for one that has `{n}`.
  package init(_ text: String, one singular: String? = nil) {
    self.text = text
    self.singular = singular
  }

  /// The names of the arguments, in the order of the text.
  package var arguments: [String] {
    Self.pieces(of: text).compactMap { piece in
      if case .argument(let name) = piece { name } else { nil }
    }
  }

  /// Fills the arguments in.
  package func dynamicallyCall(
    withKeywordArguments arguments: KeyValuePairs<String, any CustomStringConvertible>
  ) -> String {
    let isOne = arguments.contains { $0.key == "n" && $0.value.description == "1" }
    let values = Dictionary(
      arguments.map { ($0.key, $0.value.description) }, uniquingKeysWith: { first, _ in first })
    return Self.pieces(of: isOne ? singular ?? text : text).map { piece in
      switch piece {
      case .literal(let text): text
      // A name that is not given stays visible; a test compares all calls with their rows.
      case .argument(let name): values[name] ?? "{\(name)}"
      }
    }.joined()
  }

  private enum Piece {
    case literal(String)
    case argument(String)
  }

  /// Splits a text at its arguments: lower-case names of ASCII letters in braces.
  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    var literal = ""
    while let brace = rest.firstIndex(of: "{") {
      literal += rest[..<brace]
      let name = rest[rest.index(after: brace)...].prefix { $0.isLetter && $0.isASCII }
      let end = name.endIndex
      if !name.isEmpty, end < rest.endIndex, rest[end] == "}" {
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = ""
        pieces.append(.argument(String(name)))
        rest = rest[rest.index(after: end)...]
      } else {
        literal += "{"
        rest = rest[rest.index(after: brace)...]
      }
    }
    literal += rest
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    return pieces
  }
}
