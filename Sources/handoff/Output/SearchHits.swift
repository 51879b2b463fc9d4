internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

/// The tasks that a search found, each with the lines that have the words.
struct SearchHits {
  private let search: TaskSearch
  private let now: Date

  init(_ search: TaskSearch, now: Date) {
    self.search = search
    self.now = now
  }

  /// Lays them out for a person.
  ///
  /// - Parameters:
  ///   - hits: The tasks.
  ///   - terminal: The output; no line is wider.
  /// - Returns: The lines.
  func lines(_ hits: [TaskSearch.Hit], for terminal: Terminal) -> [StyledText] {
    hits.flatMap { hit -> [StyledText] in
      var head = StyledText(hit.shortID, .cyan) + "  " + marked(Self.title(of: hit))
      for part in [hit.stored.header?.projectName, hit.stored.machine].compactMap(\.self) {
        head += StyledText("  ") + marked(part)
      }
      head += StyledText("  " + when(hit), .dim)
      return [fitted(head, terminal)]
        + hit.excerpts.map { excerpt in
          fitted(
            StyledText("      ") + StyledText(label(of: excerpt), .dim) + " "
              + marked(excerpt.text),
            terminal)
        }
    }
  }

  /// The rows for programs: id, time of the last answer, `open` or `finished`, title, project,
  /// machine, section and line; with a tab between two of them, and a row for each line.
  func tabbed(_ hit: TaskSearch.Hit) -> [String] {
    let header = hit.stored.header
    let row = [
      hit.shortID, header.map { LocalTime.utc($0.updated) } ?? "",
      hit.finished == nil ? "open" : "finished", Self.title(of: hit), header?.projectName ?? "",
      hit.stored.machine ?? "",
    ]
    let lines = hit.excerpts.map { [$0.section.rawValue, $0.text] }
    return (lines.isEmpty ? [["", ""]] : lines).map { line in
      (row + line).map { StyledText($0).plain }.joined(separator: "\t")
    }
  }

  private static func title(of hit: TaskSearch.Hit) -> String {
    hit.stored.header?.title ?? hit.stored.name
  }

  private func when(_ hit: TaskSearch.Hit) -> String {
    if hit.finished != nil { return Phrases.searchFinished() }
    return hit.stored.header.map { RelativeTime.short($0.updated, now: now) } ?? ""
  }

  private func label(of excerpt: TaskSearch.Excerpt) -> String {
    excerpt.isQuote
      ? Phrases.searchSaid() : Phrases.searchSection(section: excerpt.section.rawValue)
  }

  private func marked(_ text: String) -> StyledText {
    search.occurrences(in: text).reduce(StyledText(text)) {
      $0.highlighting($1, Style([.bold, .underline]))
    }
  }

  private func fitted(_ line: StyledText, _ terminal: Terminal) -> StyledText {
    terminal.isTTY
      ? line.truncated(to: terminal.columns, ellipsis: terminal.glyphs.ellipsis) : line
  }
}
