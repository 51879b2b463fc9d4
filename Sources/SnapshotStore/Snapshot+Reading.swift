internal import Essentials
internal import Yams

extension Snapshot {
  /// The most bytes a snapshot file may have; what is written is far smaller.
  public static let sizeLimit = 1 << 20

  /// Reads a snapshot file, whoever wrote it.
  ///
  /// It must be UTF-8 text that begins with front matter (YAML between two `---` lines) with at
  /// least `updated`. A byte-order mark and Windows line ends are tolerated.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: `SnapshotFormatError` with the line where that can be told.
  public init(parsing bytes: [UInt8]) throws(SnapshotFormatError) {
    guard bytes.count <= Snapshot.sizeLimit else {
      throw SnapshotFormatError("it is larger than \(Snapshot.sizeLimit) bytes")
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw SnapshotFormatError("it is not UTF-8 text")
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    text = text.replacing("\r\n", with: "\n")
    let (yaml, below) = try Snapshot.split(text[...])
    let fields = try FrontMatter(yaml: String(yaml))
    let (heading, body) = SnapshotBody.parse(below)

    guard let updatedText = fields["updated"] else {
      throw SnapshotFormatError("its front matter has no “updated”")
    }
    guard let updated = Timestamp.parse(updatedText) else {
      throw SnapshotFormatError(
        line: fields.line(of: "updated"), "“updated” is not a time: \(updatedText.prefix(40))")
    }
    self.init(
      title: fields["title"].flatMap { $0.isEmpty ? nil : $0 } ?? heading ?? "", updated: updated,
      body: body)
    schema = fields["schema"].flatMap { Int($0) }
    machine = fields["machine"]
    sessionID = fields["session_id"]
    state = fields["state"].flatMap { State(rawValue: $0) } ?? .active
    created = fields["created"].flatMap(Timestamp.parse)
    summarized = fields["summarized"].flatMap(Timestamp.parse)
    summaryBy = fields["summary_by"]
    summaryError = fields["summary_error"]
    project = fields["project"]
    projectURL = fields["project_url"]
    workingFolder = fields["cwd"]
    branch = fields["branch"]
    head = fields["head"]
    dirty = fields["dirty"].flatMap { Int($0) }
    unpushed = fields["unpushed"].flatMap { Int($0) }
    resumedFrom = fields["resumed_from"]
    unknownFields = fields.unknown(besides: Snapshot.knownKeys)
  }

  /// Whether a file means to be a snapshot: it begins with front matter.
  static func hasFrontMatter(_ bytes: [UInt8]) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return start.starts(with: Array("---".utf8))
  }

  static let knownKeys: Set<String> = [
    "schema", "title", "machine", "session_id", "state", "created", "updated", "summarized",
    "summary_by", "summary_error", "project", "project_url", "cwd", "branch", "head", "dirty",
    "unpushed", "resumed_from",
  ]

  private static func split(
    _ text: Substring
  ) throws(SnapshotFormatError) -> (yaml: Substring, below: Substring) {
    guard text.hasPrefix("---\n") else {
      throw SnapshotFormatError(line: 1, "it does not begin with front matter (---)")
    }
    let content = text.dropFirst(4)
    var start = content.startIndex
    while start < content.endIndex {
      let end = content[start...].firstIndex(of: "\n") ?? content.endIndex
      let line = content[start..<end]
      if line.trimmedOfSpaces == "---" || line.trimmedOfSpaces == "..." {
        return (content[..<start], content[end...].dropFirst())
      }
      start = end < content.endIndex ? content.index(after: end) : end
    }
    throw SnapshotFormatError("its front matter does not end (no second ---)")
  }
}
