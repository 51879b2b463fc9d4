import Foundation

/// The tokens of a Swift file, as far as a look for calls and string literals needs them.
struct SwiftSource {
  indirect enum Token: Equatable {
    case word(String)
    case mark(Character)
    /// A string literal: its text without interpolations, and the tokens inside of those.
    case text(String, inside: [[Token]])
  }

  let name: String
  let tokens: [Token]

  /// The repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Reads all Swift files of a folder of `Sources`, or of all folders; a hole stands for what is filled in.
  static func all(in folder: String = "", hole: String = "") throws -> [SwiftSource] {
    let sources = root.appending(path: "Sources").appending(path: folder)
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "swift" }
      .map { file in
        var scanner = Scanner(try String(contentsOf: file, encoding: .utf8), hole: hole)
        let path = file.path.dropFirst(root.path.count + 1)
        return SwiftSource(name: String(path), tokens: scanner.tokens())
      }
  }

  init(name: String, tokens: [Token]) {
    self.name = name
    self.tokens = tokens
  }

  init(_ text: String) {
    var scanner = Scanner(text)
    self.init(name: "", tokens: scanner.tokens())
  }

  /// All lists of tokens: that of the file, and those of the interpolations in it.
  var lists: [[Token]] { Self.lists(of: tokens) }

  private static func lists(of tokens: [Token]) -> [[Token]] {
    [tokens]
      + tokens.flatMap { token in
        if case .text(_, let inside) = token { inside.flatMap(lists) } else { [[Token]]() }
      }
  }
}

private struct Scanner {
  private let characters: [Character]
  private let hole: String
  private var index = 0

  init(_ text: String, hole: String = "") {
    characters = Array(text)
    self.hole = hole
  }

  /// Scans to the end, or to the parenthesis that ends an interpolation.
  mutating func tokens(untilParenthesis: Bool = false) -> [SwiftSource.Token] {
    var tokens: [SwiftSource.Token] = []
    var depth = 0
    while index < characters.count {
      let character = characters[index]
      if starts(with: "//") {
        while index < characters.count, !characters[index].isNewline { index += 1 }
      } else if starts(with: "/*") {
        while index < characters.count, !starts(with: "*/") { index += 1 }
        index += 2
      } else if let literal = literal() {
        tokens.append(literal)
      } else if character.isLetter || character == "_" {
        let start = index
        while index < characters.count,
          characters[index].isLetter || characters[index].isNumber
            || characters[index] == "_"
        { index += 1 }
        tokens.append(.word(String(characters[start..<index])))
      } else {
        if untilParenthesis {
          if character == ")" && depth == 0 { return tokens }
          if character == "(" { depth += 1 }
          if character == ")" { depth -= 1 }
        }
        if !character.isWhitespace { tokens.append(.mark(character)) }
        index += 1
      }
    }
    return tokens
  }

  private func starts(with text: String) -> Bool { characters[index...].starts(with: text) }

  /// Scans a string literal of any form; nil if there is none here.
  private mutating func literal() -> SwiftSource.Token? {
    let hashes = characters[index...].prefix { $0 == "#" }.count
    guard characters[(index + hashes)...].first == "\"" else { return nil }
    index += hashes
    let quotes = starts(with: "\"\"\"") ? 3 : 1
    index += quotes
    let end = String(repeating: "\"", count: quotes) + String(repeating: "#", count: hashes)
    let escape = "\\" + String(repeating: "#", count: hashes)
    var text = ""
    var inside: [[SwiftSource.Token]] = []
    while index < characters.count, !starts(with: end) {
      guard starts(with: escape) else {
        text.append(characters[index])
        index += 1
        continue
      }
      index += escape.count
      let kind = characters[index]
      index += 1
      switch kind {
      case "(":
        inside.append(tokens(untilParenthesis: true))
        text += hole
        index += 1
      case "u":
        while characters[index] != "}" { index += 1 }
        index += 1
      case "n", "r", "t", "0", "\n": text.append(" ")
      default: text.append(kind)
      }
    }
    index += end.count
    return .text(text, inside: inside)
  }
}
