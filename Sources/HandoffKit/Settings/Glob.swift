/// A pattern for one name, the part of a path between two slashes.
struct NamePattern: Sendable, Hashable {
  /// A piece of the pattern.
  private enum Piece: Sendable, Hashable {
    /// Any text (`*`).
    case text
    /// Any character (`?`).
    case character
    /// One of some characters (`[a-z]`), or none of them (`[!a-z]`).
    case oneOf([ClosedRange<Character>], isNegated: Bool)
    case literal(Character)
  }

  private let pieces: [Piece]

  /// The signs that mean something in a pattern.
  enum Signs: Sendable {
    /// `*` alone.
    case star
    /// Those of gitignore(5): `*`, `?`, `[]`, and `\` before a sign that means itself.
    case all
  }

  /// Reads a pattern.
  init(_ text: some StringProtocol, _ signs: Signs) {
    var pieces: [Piece] = []
    var rest = Array(text)[...]
    while let first = rest.popFirst() {
      switch (first, signs) {
      case ("*", _): if pieces.last != .text { pieces.append(.text) }
      case ("?", .all): pieces.append(.character)
      case ("\\", .all): pieces.append(.literal(rest.popFirst() ?? first))
      case ("[", .all):
        if let set = Self.takeSet(from: &rest) {
          pieces.append(set)
        } else {
          pieces.append(.literal(first))
        }
      default: pieces.append(.literal(first))
      }
    }
    self.pieces = pieces
  }

  /// Reads a set up to its bracket; `nil` where there is none.
  private static func takeSet(from rest: inout ArraySlice<Character>) -> Piece? {
    var text = rest
    let isNegated = text.first == "!" || text.first == "^"
    if isNegated { text.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    while var first = text.popFirst() {
      if first == "]" && !ranges.isEmpty {
        rest = text
        return .oneOf(ranges, isNegated: isNegated)
      }
      if first == "\\", let next = text.popFirst() { first = next }
      if text.first == "-", let last = text.dropFirst().first, last != "]" {
        text.removeFirst(2)
        // An empty range fits nothing, but stands in the set.
        ranges.append(first <= last ? first...last : last...last)
        if first > last { ranges[ranges.count - 1] = "\u{0}"..."\u{0}" }
      } else {
        ranges.append(first...first)
      }
    }
    return nil
  }

  /// True if only one name fits.
  var isLiteral: Bool {
    pieces.allSatisfy { if case .literal = $0 { true } else { false } }
  }

  /// True if every name fits.
  var isOpen: Bool { pieces == [.text] }

  /// The one name that fits; `nil` where several do.
  var literal: String? {
    isLiteral
      ? String(pieces.compactMap { if case .literal(let sign) = $0 { sign } else { nil } }) : nil
  }

  /// Returns whether a name fits.
  func fits(_ name: some StringProtocol) -> Bool {
    Glob.fits(Array(name), pieces) {
      $0 == .text
    } one: { piece, character in
      switch piece {
      case .text: false
      case .character: true
      case .literal(let own): own == character
      case .oneOf(let ranges, let isNegated):
        ranges.contains { $0.contains(character) } != isNegated
      }
    }
  }
}

/// A pattern for a path: names, and `**` for any number of them.
struct Glob: Sendable, Hashable {
  /// A part between two slashes.
  enum Part: Sendable, Hashable {
    /// Any number of names, also none (`**`).
    case any
    case name(NamePattern)
  }

  let parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }

  /// Reads the parts of a pattern.
  init(_ parts: [some StringProtocol], _ signs: NamePattern.Signs) {
    self.parts = parts.map { $0 == "**" ? .any : .name(NamePattern($0, signs)) }
  }

  /// The share of a path that the pattern names: two points for a name, one for a part of a name.
  var weight: Int {
    parts.reduce(0) { sum, part in
      if case .name(let name) = part {
        sum + (name.isLiteral ? 2 : name.isOpen ? 0 : 1)
      } else {
        sum
      }
    }
  }

  /// Returns whether all names of a path fit.
  func fits(_ names: [Substring]) -> Bool {
    Self.fits(names, parts) {
      $0 == .any
    } one: { part, name in
      if case .name(let pattern) = part { pattern.fits(name) } else { false }
    }
  }

  /// Returns whether the path, or one that it lies in, fits.
  func fitsBeginning(of names: [Substring]) -> Bool { Glob(parts + [.any]).fits(names) }

  /// Returns whether a sequence fits a pattern in which some pieces stand for any number of items.
  ///
  /// Only the last such piece has to be tried again, so it takes no more steps than the product of both
  /// lengths.
  static func fits<Item, Piece>(
    _ items: [Item], _ pieces: [Piece], isAny: (Piece) -> Bool, one: (Piece, Item) -> Bool
  ) -> Bool {
    var (item, piece) = (0, 0)
    var last: (item: Int, piece: Int)?
    while item < items.count {
      if piece < pieces.count, isAny(pieces[piece]) {
        last = (item, piece)
        piece += 1
      } else if piece < pieces.count, one(pieces[piece], items[item]) {
        (item, piece) = (item + 1, piece + 1)
      } else if let again = last {
        last = (again.item + 1, again.piece)
        (item, piece) = (again.item + 1, again.piece + 1)
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy(isAny)
  }
}
