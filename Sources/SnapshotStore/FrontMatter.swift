/// The YAML at the head of a snapshot file.
///
/// It begins on the file's second line: the lines in errors are those of the file.
struct FrontMatter {
  private let pairs: [(key: String, value: YAMLNode)]

  /// Reads a YAML mapping; of keys that are the same text in different types the first counts.
  ///
  /// - Parameter bytes: The lines between the two `---`.
  /// - Throws: `SnapshotFormatError` where it is no such mapping.
  init(_ bytes: ArraySlice<UInt8>) throws(SnapshotFormatError) {
    let root: YAMLNode?
    do throws(SnapshotFormatError) {
      root = try YAMLReader.read(bytes)
    } catch {
      throw SnapshotFormatError(line: error.line.map { $0 + 1 }, error.reason)
    }
    guard let root else {
      pairs = []
      return
    }
    guard case .mapping(let members, _) = root else {
      throw SnapshotFormatError(line: 2, "its front matter is not a list of “key: value”")
    }
    var seen: Set<String> = []
    pairs = members.compactMap { pair in
      guard case .scalar(let key) = pair.key, seen.insert(key.text).inserted else { return nil }
      return (key.text, pair.value)
    }
  }

  /// The text of a scalar value; `nil` where the key is missing, null or not a scalar.
  subscript(key: String) -> String? {
    guard case .scalar(let scalar)? = node(key), !scalar.isNull else { return nil }
    return scalar.text
  }

  /// The line of the file that a key's value begins on.
  func line(of key: String) -> Int? { node(key).map { $0.line + 1 } }

  /// The fields with other keys, as YAML.
  func unknown(besides known: Set<String>) -> [UnknownField] {
    pairs.compactMap { key, node in
      guard !known.contains(key), let yaml = YAMLWriter.value(node) else { return nil }
      return UnknownField(key: key, yaml: yaml)
    }
  }

  private func node(_ key: String) -> YAMLNode? { pairs.first { $0.key == key }?.value }
}

extension FrontMatter {
  /// Finds the front matter of a file, which may have a byte-order mark and Windows line ends.
  ///
  /// - Parameter bytes: The whole file, or as much of it as has the front matter.
  /// - Returns: The YAML between the two lines `---`, and the place where the text below begins.
  /// - Throws: `SnapshotFormatError` where there is none.
  static func split(
    _ bytes: [UInt8]
  ) throws(SnapshotFormatError) -> (yaml: Range<Int>, below: Int) {
    let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    var line = start..<(bytes[start...].firstIndex(of: .lineFeed) ?? bytes.count)
    guard bytes[line].elementsEqual(fence) || bytes[line].elementsEqual(fence + [.carriageReturn])
    else { throw SnapshotFormatError(line: 1, "it does not begin with front matter (---)") }
    let yaml = min(line.upperBound + 1, bytes.count)
    var next = yaml
    while next < bytes.count, next - yaml <= YAMLReader.sizeLimit {
      line = next..<(bytes[next...].firstIndex(of: .lineFeed) ?? bytes.count)
      next = min(line.upperBound + 1, bytes.count)
      if isEnd(bytes[line]) { return (yaml..<line.lowerBound, next) }
    }
    guard bytes.count - yaml <= YAMLReader.sizeLimit else {
      throw SnapshotFormatError(
        "its front matter is larger than \(YAMLReader.sizeLimit) bytes, or does not end")
    }
    throw SnapshotFormatError("its front matter does not end (no second ---)")
  }

  /// Indicates that a file means to be a snapshot: it begins with front matter.
  static func begins(_ bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    return bytes[start...].starts(with: fence)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let fence = Array("---".utf8)
  private static let documentEnd = Array("...".utf8)

  /// A line `---` or `...`, with any white space around it.
  private static func isEnd(_ line: ArraySlice<UInt8>) -> Bool {
    // Nearly every line is told by its first byte that is no space.
    guard let first = line.first(where: { $0 > 0x20 }),
      first == fence[0] || first == documentEnd[0] || first >= 0x80
    else { return false }
    let text = String(decoding: line, as: UTF8.self).trimmedOfSpaces
    return text == "---" || text == "..."
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
