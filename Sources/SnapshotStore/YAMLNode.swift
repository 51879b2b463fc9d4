/// A YAML text as a tree.
///
/// Two nodes are equal where YAML takes them for the same key: same text and same type.
indirect enum YAMLNode: Hashable {
  case scalar(YAMLScalar)
  case sequence([YAMLNode], YAMLCollection)
  case mapping([YAMLPair], YAMLCollection)

  /// The line that it begins on, from 1.
  var line: Int {
    switch self {
    case .scalar(let scalar): scalar.line
    case .sequence(_, let collection), .mapping(_, let collection): collection.line
    }
  }
}

/// A key of a mapping with its value.
struct YAMLPair: Hashable {
  let key: YAMLNode
  let value: YAMLNode
}

/// A text, a number, a date and the like.
struct YAMLScalar: Hashable {
  /// The quoting, by the numbers of libyaml's `yaml_scalar_style_t`.
  enum Style: UInt32 { case any, plain, singleQuoted, doubleQuoted, literal, folded }

  let text: String
  /// The type that is written in front of it; `nil` where the text tells.
  let tag: String?
  let style: Style
  let line: Int

  /// True for one that stands for nothing: `~`, `null` or no text at all, without quotes.
  var isNull: Bool { style == .plain && PlainScalar.type(of: text) == .null }

  static func == (first: YAMLScalar, second: YAMLScalar) -> Bool {
    first.text == second.text && first.type == second.type
  }

  /// The type is in it: a thousand keys of one text and as many types would be compared in pairs.
  func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(type)
  }

  private var type: String { tag ?? PlainScalar.type(of: text).rawValue }
}

/// The outside of a sequence or a mapping.
struct YAMLCollection: Hashable {
  /// The type that is written in front of it; `nil` where there is none.
  let tag: String?
  let line: Int

  static func == (first: YAMLCollection, second: YAMLCollection) -> Bool {
    first.tag == second.tag
  }

  func hash(into hasher: inout Hasher) { hasher.combine(tag) }
}
