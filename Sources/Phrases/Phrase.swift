internal import Platform

/// One text that a person sees: a row of the table in `Phrases`.
///
/// Arguments are in braces and are given by their names: `Phrases.unfinished(n: 3)`. A row is a
/// whole sentence or a whole label; no sentence is put together from several rows. The count `n`
/// picks the singular of the row; any further count has its two forms where they are needed:
/// `"{n} checks, {failed} {failed:failure|failures}"`.
@dynamicCallable
package struct Phrase: Sendable {
  private let text: String
  private let singular: String?
  private let chinese: String?

  /// Makes a row.
  ///
  /// - Parameters:
  ///   - text: The English text.
  ///   - singular: The text if the argument `n` is 1; only for a row with `{n}`.
  ///   - chinese: The Chinese text, which has no plural. A space between Chinese and an argument in
  ///     Latin letters or digits is added where it is missing.
  package init(_ text: String, one singular: String? = nil, zh chinese: String? = nil) {
    self.text = text
    self.singular = singular
    self.chinese = chinese
  }

  /// Makes a row that is the same in every language: a name, a pattern, or what programs read.
  package init(always text: String, one singular: String? = nil) {
    self.init(text, one: singular)
  }

  /// Returns the text with its arguments filled in.
  package func dynamicallyCall(
    withKeywordArguments arguments: KeyValuePairs<String, any CustomStringConvertible>
  ) -> String {
    guard !arguments.isEmpty else { return inLanguage }
    return filled { name in
      arguments.first { $0.key == name }.map { name, value in
        Self.libraryWords.contains(name)
          ? LibraryText.inReadersLanguage(value.description) : value.description
      }
    }
  }

  /// The arguments that are words of a library.
  private static let libraryWords: Set = ["reason", "advice", "how", "problem", "trouble"]

  private var inLanguage: String {
    chinese.flatMap { PhraseLanguage.current == .chinese ? $0 : nil } ?? text
  }

  /// Returns the text with what a function gives for the names of its arguments.
  func filled(_ value: (Substring) -> String?) -> String {
    let chinese = chinese.flatMap { PhraseLanguage.current == .chinese ? $0 : nil }
    let template = chinese ?? singular.flatMap { value("n") == "1" ? $0 : nil } ?? text
    var result = ""
    var rest = template[...]
    while let brace = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<brace]
      rest = rest[brace...]
      // A name that is not given stays visible; a test compares all calls with their rows.
      if let argument = Argument(rest), let value = value(argument.name) {
        let filling = argument.forms.map { value == "1" ? $0.one : $0.many } ?? value[...]
        rest = rest[argument.end...]
        if chinese != nil {
          ChineseSpacing.append(filling, to: &result, before: &rest)
        } else {
          result += filling
        }
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  /// The names of the arguments in the order of the text, each once.
  var arguments: [String] {
    var names: [String] = []
    var rest = text[...]
    while let brace = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      rest = rest[brace...]
      if let argument = Argument(rest) {
        if !names.contains(String(argument.name)) { names.append(String(argument.name)) }
        rest = rest[argument.end...]
      } else {
        rest = rest.dropFirst()
      }
    }
    return names
  }
}

/// One argument in a text: `{name}`, or `{name:one|many}` for the forms of a word by a count.
private struct Argument {
  let name: Substring
  let forms: (one: Substring, many: Substring)?
  let end: Substring.Index

  /// Reads an argument; nil if the text begins with another brace.
  ///
  /// - Parameter text: The text from the brace on.
  init?(_ text: Substring) {
    guard let close = text.utf8.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let inside = text[..<close].dropFirst()
    name = inside.prefix { $0.isASCII && $0.isLetter }
    guard !name.isEmpty else { return nil }
    let rest = inside[name.endIndex...]
    if rest.isEmpty {
      forms = nil
    } else {
      let parts = rest.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
      guard rest.first == ":", parts.count == 2 else { return nil }
      forms = (parts[0], parts[1])
    }
    end = text.index(after: close)
  }
}
