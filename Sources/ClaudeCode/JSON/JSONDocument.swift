internal import Platform

/// A JSON object in a text that a person may have written, edited by the smallest changes.
///
/// Layout, key order, line ends, a byte order mark and every other member survive byte for byte.
/// Text that is not JSON is refused, never repaired.
package struct JSONDocument: Sendable, Equatable {
  /// The value of a member.
  package enum Value: Sendable, Equatable {
    case text(String)
    case number(Int)
    case bool(Bool)
    case null
    /// An array of nothing but texts.
    case list([String])
    /// A fraction, another array or an object, as it is in the text.
    case other(String)

    /// The value as a JSON text has it.
    package var literal: String {
      switch self {
      case .text(let text): JSONString.encode(text)
      case .number(let number): String(number)
      case .bool(let isOn): String(isOn)
      case .null: "null"
      case .list(let texts): "[" + texts.map(JSONString.encode).joined(separator: ", ") + "]"
      case .other(let text): text
      }
    }
  }

  /// The reason why a text is not a JSON object.
  package enum Problem: Error, Equatable, Sendable {
    /// A byte that is wrong there.
    case unexpected(line: Int, column: Int)
    /// The text ends inside a value.
    case cutOff
    /// The text is nested too deeply or has too many values.
    case tooComplex
    /// The text is JSON, but no object.
    case notAnObject
  }

  /// The text.
  package let bytes: [UInt8]
  /// Its value; `nil` for a text of nothing but white space, which counts as an empty object.
  private let root: JSONNode?

  /// Reads a text.
  ///
  /// - Parameter bytes: The whole file; nothing for one that does not exist.
  /// - Throws: `Problem`.
  package init(_ bytes: [UInt8]) throws(Problem) {
    self.bytes = bytes
    let start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    guard bytes[start...].contains(where: { !$0.isSpace }) else {
      root = nil
      return
    }
    do throws(JSONSyntaxError) {
      root = try JSONParser.parse(bytes, in: start..<bytes.count)
    } catch {
      switch error {
      case .cutOff: throw .cutOff
      case .tooComplex: throw .tooComplex
      case .unexpected(let offset):
        let before = bytes[..<min(offset, bytes.count)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        throw .unexpected(
          line: before.count { $0 == 0x0A } + 1, column: before.count - lineStart + 1)
      }
    }
    guard root?.members != nil else { throw .notAnObject }
  }

  /// The names of the members, in the order of the text.
  package var names: [String] { members.map(name) }

  /// The value of the member of this name; of several the last counts.
  package subscript(key: String) -> Value? {
    guard let member = members.last(where: { name($0) == key }) else { return nil }
    let value = JSONValue(bytes: bytes, node: member.value)
    switch value.node.kind {
    case .string: return .text(value.string ?? "")
    case .bool(let isOn): return .bool(isOn)
    case .null: return .null
    case .object: break
    case .array(let elements):
      let texts = elements.compactMap { JSONValue(bytes: bytes, node: $0).string }
      if texts.count == elements.count { return .list(texts) }
    case .number:
      if let number = value.integer { return .number(number) }
      // A whole number may be written as `60.0` or `6e1`.
      let number = Double(String(decoding: bytes[value.node.range], as: UTF8.self))
      if let number = number.flatMap({ Int(exactly: $0) }) { return .number(number) }
    }
    return .other(JSONString.string(Array(bytes[value.node.range]), limit: 200))
  }

  /// Returns the line that a member's value begins in.
  ///
  /// - Parameters:
  ///   - key: The member's name.
  ///   - element: An element of its array; the member itself where it has none of that number.
  /// - Returns: The number of the line, from 1; `nil` where there is no such member.
  package func line(of key: String, element: Int? = nil) -> Int? {
    guard let value = members.last(where: { name($0) == key })?.value else { return nil }
    let elements = value.elements ?? []
    let node = element.flatMap { elements.indices.contains($0) ? elements[$0] : nil } ?? value
    return bytes[..<node.range.lowerBound].count { $0 == 0x0A } + 1
  }

  /// Returns the text with a member set, in its place or behind the others.
  ///
  /// - Parameters:
  ///   - key: The member's name.
  ///   - value: Its new value; `other` is written as it is.
  /// - Returns: The new text; the same one where the member has the value already.
  package func setting(_ key: String, to value: Value) -> [UInt8] {
    guard self[key] != value else { return bytes }
    let literal = value.literal
    if let member = members.last(where: { name($0) == key }) {
      return TextEdit(member.value.range, literal.utf8).applied(to: bytes)
    }
    let layout = JSONLayout(bytes, root: root)
    let member = JSONString.encode(key) + layout.colon + literal
    if let root, let container = JSONContainer(root, bytes, layout) {
      return container.appending(isRoot: true) { _ in member }.applied(to: bytes)
    }
    let text = "{" + layout.newline + layout.unit + member + layout.newline + "}" + layout.newline
    let mark = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark : []
    return mark + Array(text.utf8)
  }

  /// Returns the text without a member, and without its doubles.
  ///
  /// - Parameter key: The member's name.
  /// - Returns: The new text; the same one where there is no such member.
  package func removing(_ key: String) -> [UInt8] {
    guard let root, let index = members.lastIndex(where: { name($0) == key }),
      let container = JSONContainer(root, bytes, JSONLayout(bytes, root: root))
    else { return bytes }
    let interior = root.range.lowerBound + 1..<root.range.upperBound - 1
    let edit = members.count > 1 ? container.removing(index) : TextEdit(interior, [])
    let rest = edit.applied(to: bytes)
    return (try? JSONDocument(rest))?.removing(key) ?? rest
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private var members: [JSONMember] { root?.members ?? [] }

  private func name(_ member: JSONMember) -> String { JSONString.decode(bytes, member.key) }
}
