/// How a JSON text is laid out, as far as its first lines show; two spaces where they do not.
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

  /// The white space at the start of the line that holds `offset`.
  static func indentation(_ bytes: [UInt8], at offset: Int) -> String {
    let lineStart = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let space = bytes[lineStart..<offset].prefix { $0 == 0x20 || $0 == 0x09 }
    return String(decoding: space, as: UTF8.self)
  }
}
