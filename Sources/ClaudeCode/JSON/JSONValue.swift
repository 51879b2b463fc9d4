/// A parsed value together with its text, for reading: a wrong type is `nil`, never an error.
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

  /// The member of this name; of several, the last, as in `JSON.parse`.
  subscript(key: String) -> JSONValue? {
    node.members?.last { JSONString.decode(bytes, $0.key) == key }
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
