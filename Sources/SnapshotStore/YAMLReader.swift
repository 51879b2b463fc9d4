internal import CYaml

/// Reads YAML by libyaml, whoever wrote it.
///
/// Size, depth and number of nodes are bounded, and aliases are refused: a short text could stand for
/// a tree of any size. The bounds are looked at before libyaml sees the text, too, which takes time
/// with brackets that never close, and with thousands of lines: a front matter has a few dozen. libyaml looks at most 1,024 characters ahead of the event that it returns, so
/// the bounds hold for its work, too.
@safe struct YAMLReader {
  /// The most bytes of a text.
  static let sizeLimit = 32 << 10
  private static let depthLimit = 64
  private static let nodeLimit = 1_000

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var nodesLeft = nodeLimit

  /// Reads a text with one document.
  ///
  /// - Parameter bytes: The text in UTF-8.
  /// - Returns: The document; `nil` where there is none.
  /// - Throws: `SnapshotFormatError` with the line, from 1.
  static func read(_ bytes: ArraySlice<UInt8>) throws(SnapshotFormatError) -> YAMLNode? {
    guard bytes.count <= sizeLimit else {
      throw SnapshotFormatError("its front matter is larger than \(sizeLimit) bytes")
    }
    guard isModest(bytes) else { throw tooMany }
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { unsafe parser.deallocate() }
    guard unsafe yaml_parser_initialize(parser) == 1 else { throw notYAML }
    defer { unsafe yaml_parser_delete(parser) }
    return unsafe try bytes.withUnsafeBufferPointer {
      (buffer) throws(SnapshotFormatError) -> YAMLNode? in
      unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      unsafe yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
      var reader = unsafe YAMLReader(parser: parser)
      return try reader.document()
    }
  }

  private init(parser: UnsafeMutablePointer<yaml_parser_t>) { unsafe self.parser = parser }

  /// The events of libyaml, one after the other.
  private enum Event {
    case scalar(YAMLScalar)
    case sequence(YAMLCollection)
    case mapping(YAMLCollection)
    case endOfCollection
    case alias(line: Int)
    case documentStart(line: Int)
    case endOfStream
    /// The beginning of the stream, the end of a document.
    case other
  }

  private mutating func document() throws(SnapshotFormatError) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      switch try next() {
      case .endOfStream: return root
      case .documentStart(let line):
        guard root == nil else {
          throw SnapshotFormatError(
            line: line, "its front matter is not YAML: but found another document")
        }
      case .other: continue
      case let event: root = try node(event, depth: 0)
      }
    }
  }

  private mutating func node(
    _ event: Event, depth: Int
  ) throws(SnapshotFormatError) -> YAMLNode {
    nodesLeft -= 1
    guard nodesLeft > 0, depth < YAMLReader.depthLimit else {
      throw YAMLReader.tooMany
    }
    switch event {
    case .scalar(let scalar): return .scalar(scalar)
    case .sequence(let collection):
      var nodes: [YAMLNode] = []
      while let event = try nextInCollection() { nodes.append(try node(event, depth: depth + 1)) }
      return .sequence(nodes, collection)
    case .mapping(let collection):
      var pairs: [YAMLPair] = []
      while let event = try nextInCollection() {
        let key = try node(event, depth: depth + 1)
        pairs.append(YAMLPair(key: key, value: try node(try next(), depth: depth + 1)))
      }
      try YAMLReader.checkForDoubles(pairs)
      return .mapping(pairs, collection)
    case .alias(let line):
      throw SnapshotFormatError(line: line, "its front matter has an alias (*name)")
    case .endOfCollection, .documentStart, .endOfStream, .other: throw YAMLReader.notYAML
    }
  }

  private mutating func nextInCollection() throws(SnapshotFormatError) -> Event? {
    let event = try next()
    if case .endOfCollection = event { return nil }
    return event
  }

  private static func checkForDoubles(_ pairs: [YAMLPair]) throws(SnapshotFormatError) {
    var seen: Set<YAMLNode> = []
    var doubles: Set<String> = []
    for pair in pairs where !seen.insert(pair.key).inserted {
      if case .scalar(let scalar) = pair.key {
        doubles.insert(scalar.text)
      } else {
        doubles.insert("?")
      }
    }
    guard !doubles.isEmpty else { return }
    throw SnapshotFormatError(
      "its front matter has a key twice: \(doubles.sorted().prefix(3).joined(separator: ", "))")
  }

  /// Returns true if the text can have no more nodes than are allowed, nor lie deeper.
  private static func isModest(_ bytes: ArraySlice<UInt8>) -> Bool {
    var brackets = 0
    var marks = 0
    var previous = UInt8.lineFeed
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
      case .lineFeed, UInt8(ascii: ","): marks += 1
      case 0x20 where previous == UInt8(ascii: "-") || previous == UInt8(ascii: "?"): marks += 1
      case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
        if previous == 0x20 || previous == .lineFeed { marks += 8 }
      default: break
      }
      previous = byte
      // Texts have brackets and commas, too.
      if brackets > 256 || marks > nodeLimit { return false }
    }
    return true
  }

  private static var tooMany: SnapshotFormatError {
    SnapshotFormatError("its front matter is nested too deeply or has too many values")
  }

  private static var notYAML: SnapshotFormatError {
    SnapshotFormatError("its front matter is not YAML")
  }

  // MARK: - libyaml

  private func next() throws(SnapshotFormatError) -> Event {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&event) }
    let line = unsafe event.start_mark.line + 1
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let data = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: data.value, count: data.length)
      let tag = unsafe data.tag.map { unsafe String(cString: $0) }
      return unsafe .scalar(
        YAMLScalar(
          text: String(decoding: bytes, as: UTF8.self),
          // A quoted text is a text, whatever it looks like.
          tag: data.quoted_implicit == 1 ? PlainScalar.text.rawValue : tag,
          style: YAMLScalar.Style(rawValue: data.style.rawValue) ?? .any, line: line))
    case YAML_SEQUENCE_START_EVENT:
      let data = unsafe event.data.sequence_start
      return unsafe .sequence(
        YAMLCollection(
          tag: YAMLReader.tag(data.tag, isImplied: data.implicit != 0, "tag:yaml.org,2002:seq"),
          line: line))
    case YAML_MAPPING_START_EVENT:
      let data = unsafe event.data.mapping_start
      return unsafe .mapping(
        YAMLCollection(
          tag: YAMLReader.tag(data.tag, isImplied: data.implicit != 0, "tag:yaml.org,2002:map"),
          line: line))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .endOfCollection
    case YAML_ALIAS_EVENT: return .alias(line: line)
    case YAML_DOCUMENT_START_EVENT: return .documentStart(line: line)
    case YAML_STREAM_END_EVENT: return .endOfStream
    default: return .other
    }
  }

  /// Returns a tag; `nil` for one that says no more than the form: `!`, or the default.
  private static func tag(
    _ tag: UnsafeMutablePointer<UInt8>?, isImplied: Bool, _ usual: String
  ) -> String? {
    guard !isImplied, let tag = unsafe tag else { return nil }
    let name = unsafe String(cString: tag)
    return name == "!" || name == usual ? nil : name
  }

  private func failure() -> SnapshotFormatError {
    let error = unsafe parser.pointee.error
    guard error == YAML_SCANNER_ERROR || error == YAML_PARSER_ERROR,
      let problem = unsafe parser.pointee.problem
    else { return YAMLReader.notYAML }
    let line = unsafe parser.pointee.problem_mark.line + 1
    return unsafe SnapshotFormatError(
      line: line, "its front matter is not YAML: \(String(cString: problem))")
  }
}
