public import Essentials

/// A snapshot: a header with what is known of a session, and a text that carries its task on.
///
/// The properties of the header can be read and set on the snapshot itself: `snapshot.title`.
@dynamicMemberLookup
public struct Snapshot: Sendable, Hashable {
  /// Everything but the text.
  public var header: SnapshotHeader
  /// The text below the front matter.
  public var body: SnapshotBody

  /// The state of a session.
  public typealias State = SnapshotState

  /// The most bytes a snapshot file may have; what is written is far smaller.
  public static let sizeLimit = 1 << 20

  /// Makes a snapshot with a title, a time and a text; everything else is set afterwards.
  public init(title: String, updated: Date, body: SnapshotBody) {
    header = SnapshotHeader(title: title, updated: updated)
    self.body = body
  }

  /// A property of the header.
  public subscript<Value>(dynamicMember path: WritableKeyPath<SnapshotHeader, Value>) -> Value {
    get { header[keyPath: path] }
    set { header[keyPath: path] = newValue }
  }
}

// MARK: - Reading

extension Snapshot {
  /// Reads a snapshot file, whoever wrote it.
  ///
  /// It must be UTF-8 text that begins with front matter (YAML between two `---` lines) with at
  /// least `updated`. A byte-order mark and Windows line ends are tolerated.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: `SnapshotFormatError` with the line where that can be told.
  public init(parsing bytes: [UInt8]) throws(SnapshotFormatError) {
    let heading: String?
    (header, heading, body) = try Snapshot.parse(bytes)
    if header.title.isEmpty { header.title = heading ?? "" }
  }

  private static func parse(
    _ bytes: [UInt8]
  ) throws(SnapshotFormatError) -> (header: SnapshotHeader, heading: String?, body: SnapshotBody) {
    let (header, below) = try SnapshotHeader.parse(bytes)
    let (heading, body) = SnapshotBody.parse(text(below, of: bytes))
    return (header, heading, body)
  }

  /// Returns the text of a snapshot's file below its front matter, with the line ends of Unix.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: The text; all of the file where it has no front matter.
  package static func text(of bytes: [UInt8]) -> String {
    String(text((try? FrontMatter.split(bytes).below) ?? 0, of: bytes))
  }

  fileprivate static func text(_ below: Int, of bytes: [UInt8]) -> Substring {
    String(decoding: bytes[below...], as: UTF8.self).replacing("\r\n", with: "\n")[...]
  }
}

extension SnapshotHeader {
  /// Reads the header of a snapshot file; its text is looked at only for a title that is missing.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: `SnapshotFormatError`, as `Snapshot.init(parsing:)` does.
  public init(parsing bytes: [UInt8]) throws(SnapshotFormatError) {
    let below: Int
    (self, below) = try SnapshotHeader.parse(bytes)
    guard title.isEmpty else { return }
    // A heading stands on top: a megabyte is not looked through for one.
    let head = Array(bytes[below...].prefix(SnapshotHeader.headingRoom))
    title = SnapshotBody.parse(Snapshot.text(0, of: head)).title ?? ""
  }

  /// The bytes below the front matter in which a list looks for a title that is missing.
  private static let headingRoom = 4 << 10

  fileprivate static func parse(
    _ bytes: [UInt8]
  ) throws(SnapshotFormatError) -> (header: SnapshotHeader, below: Int) {
    guard bytes.count <= Snapshot.sizeLimit else {
      throw SnapshotFormatError("it is larger than \(Snapshot.sizeLimit) bytes")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw SnapshotFormatError("it is not UTF-8 text")
    }
    let (yaml, below) = try FrontMatter.split(bytes)
    let frontMatter = try FrontMatter(bytes[yaml])
    guard let updatedText = frontMatter["updated"] else {
      throw SnapshotFormatError("its front matter has no “updated”")
    }
    guard let updated = Timestamp.parse(updatedText) else {
      throw SnapshotFormatError(
        line: frontMatter.line(of: "updated"),
        "“updated” is not a time: \(updatedText.prefix(40))")
    }
    var header = SnapshotHeader(title: "", updated: updated)
    header.schema = nil
    for field in fields {
      if let text = frontMatter[field.name] { field.read(text, into: &header) }
    }
    header.unknownFields = frontMatter.unknown(besides: Set(fieldNames))
    return (header, below)
  }
}

// MARK: - Writing

extension Snapshot {
  /// Returns the file of this snapshot: front matter, title, all six sections.
  ///
  /// - Parameter id: The name of the file; machine and session are written from it.
  /// - Returns: UTF-8 text.
  public func serialized(as id: SnapshotID) -> [UInt8] {
    var header = header
    header.schema = SnapshotHeader.schema
    header.title = Snapshot.oneLine(header.title)
    header.machine = id.machine.rawValue
    header.sessionID = id.session.rawValue
    var lines = ["---"]
    lines += header.values.map { name, value in "\(name): \(Snapshot.scalar(value))" }
    for field in header.unknownFields where !SnapshotHeader.fieldNames.contains(field.key) {
      lines.append(Snapshot.line(for: field))
    }
    lines.append("---")
    return Array((lines.joined(separator: "\n") + "\n" + body.text(title: header.title)).utf8)
  }

  private static func scalar(_ value: SnapshotValue) -> String {
    switch value {
    case .text(let text): scalar(text)
    case .time(let time): Timestamp.format(time)
    case .number(let number): String(number)
    }
  }

  /// A text as a YAML scalar on one line, quoted where it must be.
  private static func scalar(_ text: String) -> String {
    let text = oneLine(text)
    return Timestamp.isOwnForm(text) ? text : YAMLWriter.scalar(text)
  }

  private static func line(for field: UnknownField) -> String {
    let key = scalar(field.key)
    // A collection of one member is one line, too, and must not stand beside its key.
    let beside = "k: \(field.yaml)"
    if !field.yaml.contains("\n"), (try? YAMLReader.read(Array(beside.utf8)[...])) != nil {
      return "\(key): \(field.yaml)"
    }
    let indented = field.yaml.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  \($0)" }.joined(separator: "\n")
    return "\(key):\n\(indented)"
  }

  /// The text on one line, without control characters.
  private static func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Character in
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}"
        || scalar == "\u{2029}" ? " " : Character(scalar)
    }
    return String(scalars).trimmedOfSpaces
  }
}
