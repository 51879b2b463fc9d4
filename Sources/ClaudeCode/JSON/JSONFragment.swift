/// A JSON value to be written in the style of the text around it.
indirect enum JSONFragment {
  case string(String)
  case integer(Int)
  case bool(Bool)
  case array([JSONFragment])
  case object([(key: String, value: JSONFragment)])

  /// The layout of brackets and members.
  enum Style {
    /// Every child on a line of its own; the indentation of the line where the value begins.
    case lines(indentation: String)
    /// Everything on one line.
    case oneLine
  }

  /// Returns the value as text.
  func text(_ layout: JSONLayout, _ style: Style) -> String {
    switch self {
    case .string(let text): JSONString.encode(text)
    case .integer(let number): String(number)
    case .bool(let value): value ? "true" : "false"
    case .array(let elements):
      Self.bracketed("[", elements.map { $0.text(layout, style.inner(layout)) }, "]", layout, style)
    case .object(let members):
      Self.bracketed(
        "{", members.map { Self.member($0.key, $0.value, layout, style.inner(layout)) }, "}",
        layout,
        style)
    }
  }

  /// Returns a member of an object as text.
  static func member(
    _ key: String, _ value: JSONFragment, _ layout: JSONLayout, _ style: Style,
  ) -> String {
    JSONString.encode(key) + layout.colon + value.text(layout, style)
  }

  private static func bracketed(
    _ open: String, _ children: [String], _ close: String, _ layout: JSONLayout, _ style: Style,
  ) -> String {
    switch style {
    case .oneLine: open + children.joined(separator: layout.comma) + close
    case .lines(let indentation):
      open
        + children.map { layout.newline + indentation + layout.unit + $0 }.joined(separator: ",")
        + layout.newline + indentation + close
    }
  }
}

extension JSONFragment.Style {
  /// Returns the style of a child.
  fileprivate func inner(_ layout: JSONLayout) -> JSONFragment.Style {
    switch self {
    case .oneLine: .oneLine
    case .lines(let indentation): .lines(indentation: indentation + layout.unit)
    }
  }
}

/// The layout of a JSON text, as far as its first lines show it; two spaces where they do not.
struct JSONLayout: Equatable {
  /// One step of indentation.
  var unit = "  "
  /// The line end: LF or CRLF.
  var newline = "\n"
  /// Between a key and its value.
  var colon = ": "
  /// Between two children on one line.
  var comma: String { colon == ":" ? "," : ", " }

  init(_ bytes: [UInt8], root: JSONNode?) {
    if let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D { newline = "\r\n" }
    guard let root, let first = root.members?.first else { return }
    let space = bytes[root.range.lowerBound + 1..<first.key.lowerBound]
    if let end = space.lastIndex(of: 0x0A), end + 1 < first.key.lowerBound {
      unit = String(decoding: bytes[end + 1..<first.key.lowerBound], as: UTF8.self)
    }
    if first.value.range.lowerBound == first.key.upperBound + 1 { colon = ":" }
  }

  /// Returns the white space at the start of the line that holds `offset`.
  static func indentation(_ bytes: [UInt8], at offset: Int) -> String {
    let lineStart = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let space = bytes[lineStart..<offset].prefix { $0 == 0x20 || $0 == 0x09 }
    return String(decoding: space, as: UTF8.self)
  }
}
