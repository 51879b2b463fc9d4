internal import Platform

/// A parsed value together with its text, for reading: a wrong type gives `nil`, never an error.
struct JSONValue: Sendable {
  let bytes: [UInt8]
  let node: JSONNode

  init(bytes: [UInt8], node: JSONNode) {
    self.bytes = bytes
    self.node = node
  }

  /// Parses the bytes, or a part of them.
  init(
    parsing bytes: [UInt8], in range: Range<Int>? = nil, maximumNodes: Int = 400_000,
  ) throws(JSONSyntaxError) {
    let node = try JSONParser.parse(bytes, in: range, maximumNodes: maximumNodes)
    self.init(bytes: bytes, node: node)
  }

  /// Reads one of the small files of Claude Code's configuration folder; a byte order mark, which
  /// occurs on Windows, is passed over.
  ///
  /// - Parameters:
  ///   - path: The file; anything but a regular one is none.
  ///   - limit: The most bytes that it may have.
  init?(file path: String, limit: Int) {
    guard let bytes = try? LocalFile.read(path, limit: limit) else { return nil }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let value = try? JSONValue(parsing: bytes, in: start..<bytes.count) else { return nil }
    self = value
  }

  /// The member of this name; of several, the last, as in `JSON.parse`.
  subscript(key: String) -> JSONValue? {
    node.members?.last { JSONString.isEqual(bytes, $0.key, to: key) }
      .map { JSONValue(bytes: bytes, node: $0.value) }
  }

  var isObject: Bool { node.members != nil }

  /// The members with decoded names, in the order of the text; empty for another kind.
  var members: [(name: String, value: JSONValue)] {
    (node.members ?? []).map {
      (JSONString.decode(bytes, $0.key), JSONValue(bytes: bytes, node: $0.value))
    }
  }

  /// The elements of an array; `nil` for another kind.
  var elements: [JSONValue]? {
    node.elements?.map { JSONValue(bytes: bytes, node: $0) }
  }

  var string: String? { string(limit: .max) }

  /// The text of a string, cut to `limit` UTF-8 bytes.
  func string(limit: Int) -> String? {
    node.kind == .string ? JSONString.decode(bytes, node.range, limit: limit) : nil
  }

  var bool: Bool? {
    if case .bool(let value) = node.kind { value } else { nil }
  }

  /// A number without fraction that fits.
  var integer: Int? {
    node.kind == .number ? Int(String(decoding: bytes[node.range], as: UTF8.self)) : nil
  }

  /// A string, number or boolean as text, cut to `limit` UTF-8 bytes.
  func scalarText(limit: Int) -> String? {
    switch node.kind {
    case .string: string(limit: limit)
    case .number: JSONString.string(Array(bytes[node.range]), limit: limit)
    case .bool(let value): value ? "true" : "false"
    case .object, .array, .null: nil
    }
  }
}

/// One value of a JSON text, as byte ranges of that text.
///
/// Strings and numbers are not decoded: a settings file is edited by its bytes, and most of a
/// transcript line is never looked at.
struct JSONNode: Sendable, Equatable {
  /// The type of a value; strings and numbers are to be read from `range`.
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

/// One `"key": value` pair of a JSON object, as byte ranges.
struct JSONMember: Sendable, Equatable {
  /// The key's bytes, quotes included.
  var key: Range<Int>
  var value: JSONNode

  /// From the key's first byte to the value's last.
  var range: Range<Int> { key.lowerBound..<value.range.upperBound }
}

/// The reason for which bytes are not the JSON text that was expected (RFC 8259, nothing beyond
/// it).
enum JSONSyntaxError: Error, Equatable {
  /// The text ends inside a value.
  case cutOff
  /// The byte at this offset is wrong there.
  case unexpected(offset: Int)
  /// More nesting or more values than the parser accepts, reached at this offset.
  case tooComplex(offset: Int)
}
