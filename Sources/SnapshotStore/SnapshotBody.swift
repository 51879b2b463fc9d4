@_exported public import SnapshotSections

/// The text of a snapshot: six sections, in this order.
public struct SnapshotBody: Sendable, Hashable {
  /// The headings of the six sections.
  public typealias Section = SnapshotSection

  /// The sections that are there, without their headings.
  public var sections: [Section: String]
  /// The rest of a file of another writer, as it stands there.
  public var rest: String

  /// Makes a body.
  public init(sections: [Section: String], rest: String = "") {
    self.sections = sections
    self.rest = rest
  }

  /// The text of a section; empty where it is missing.
  public subscript(section: Section) -> String {
    get { sections[section] ?? "" }
    set { sections[section] = newValue }
  }

  /// Reads a text; sections are found by their headings, outside code fences.
  ///
  /// - Parameter text: Markdown below the front matter.
  /// - Returns: The title of a `# ` heading, if there is one, and the body.
  static func parse(_ text: Substring) -> (title: String?, body: SnapshotBody) {
    var (title, rest): (String?, [Substring]) = (nil, [])
    var found: [Section: [Substring]] = [:]
    var (current, fence): (Section?, Substring?) = (nil, nil)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if line.hasPrefix(open) { fence = nil }
      } else if line.hasPrefix("```") || line.hasPrefix("~~~") {
        fence = line.prefix(3)
      } else if line.hasPrefix("## ") {
        let name = line.dropFirst(3).trimmedOfSpaces.lowercased()
        current = Section.allCases.first { $0.rawValue.lowercased() == name }
        if let current {
          found[current] = found[current] ?? []
          continue
        }
      } else if line.hasPrefix("# "), title == nil, current == nil {
        title = String(line.dropFirst(2).trimmedOfSpaces)
        continue
      }
      if let current { found[current]?.append(line) } else { rest.append(line) }
    }
    let sections = found.mapValues { $0.joined(separator: "\n").trimmedOfBlankLines }
    return (
      title,
      SnapshotBody(sections: sections, rest: rest.joined(separator: "\n").trimmedOfBlankLines)
    )
  }

  /// The text as it is written below the front matter: all six sections, then the rest.
  func text(title: String) -> String {
    var lines = ["# \(title)"]
    for section in Section.allCases {
      lines.append("## \(section.rawValue)\n\n\(self[section].trimmedOfBlankLines)")
    }
    if !rest.isEmpty { lines.append(rest) }
    return lines.joined(separator: "\n\n") + "\n"
  }
}

extension StringProtocol {
  /// The text without spaces and tabs around it.
  var trimmedOfSpaces: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text.drop { $0.isWhitespace })
  }

  /// The text without blank lines around it.
  var trimmedOfBlankLines: String {
    var text = self[...]
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    while let end = text.firstIndex(where: \.isNewline), text[..<end].allSatisfy(\.isWhitespace) {
      text = text[text.index(after: end)...]
    }
    return text.allSatisfy(\.isWhitespace) ? "" : String(text)
  }
}
