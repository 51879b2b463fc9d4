internal import Essentials
internal import Yams

extension Snapshot {
  /// Returns the file of this snapshot: front matter, title, all six sections.
  ///
  /// - Parameter id: What the file is named by; machine and session are written from it.
  /// - Returns: UTF-8 text.
  public func serialized(as id: SnapshotID) -> [UInt8] {
    var lines = ["---", "schema: \(Snapshot.schema)"]
    func add(_ key: String, _ value: String?) {
      guard let value else { return }
      lines.append("\(key): \(Snapshot.scalar(value))")
    }
    func add(_ key: String, _ value: Date?) { add(key, value.map(Timestamp.format)) }
    func add(_ key: String, _ value: Int?) { if let value { lines.append("\(key): \(value)") } }
    let title = Snapshot.oneLine(title)
    add("title", title)
    add("machine", id.machine.rawValue)
    add("session_id", id.session.rawValue)
    add("state", state.rawValue)
    add("created", created)
    add("updated", updated)
    add("summarized", summarized)
    add("summary_by", summaryBy)
    add("summary_error", summaryError.map(Snapshot.oneLine))
    add("project", project)
    add("project_url", projectURL)
    add("cwd", workingFolder)
    add("branch", branch)
    add("head", head)
    add("dirty", dirty)
    add("unpushed", unpushed)
    add("resumed_from", resumedFrom)
    for field in unknownFields where !Snapshot.knownKeys.contains(field.key) {
      lines.append(Snapshot.line(for: field))
    }
    lines.append("---")
    return Array((lines.joined(separator: "\n") + "\n" + body.text(title: title)).utf8)
  }

  /// A text as a YAML scalar on one line, quoted where it must be.
  private static func scalar(_ text: String) -> String {
    let text = oneLine(text)
    // A time or a number of ours is plain on purpose; other text that would be read as one is quoted.
    if Timestamp.isOwnForm(text) { return text }
    let node = Node.scalar(text.represented())
    guard let yaml = try? Yams.serialize(node: node, width: -1, allowUnicode: true)
    else { return "''" }
    return yaml.trimmedOfBlankLines.replacing("\n...", with: "")
  }

  private static func line(for field: UnknownField) -> String {
    let key = scalar(field.key)
    guard field.yaml.contains("\n") || field.yaml.hasPrefix("- ") else {
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
