/// One value of a JSON text, as byte ranges of that text.
///
/// Strings and numbers are not decoded: a settings file is edited by its bytes, and most of a
/// transcript line is never looked at.
struct JSONNode: Sendable, Equatable {
  /// What the value is; strings and numbers are to be read from `range`.
  enum Kind: Sendable, Equatable {
    case object([JSONMember])
    case array([JSONNode])
    case string
    case number
    case bool(Bool)
    case null
  }

  var kind: Kind
  /// The bytes of the value, brackets and quotes included.
  var range: Range<Int>

  /// The members of an object, in the order of the text; `nil` for another kind.
  var members: [JSONMember]? {
    if case .object(let members) = kind { members } else { nil }
  }

  /// The elements of an array; `nil` for another kind.
  var elements: [JSONNode]? {
    if case .array(let elements) = kind { elements } else { nil }
  }
}
