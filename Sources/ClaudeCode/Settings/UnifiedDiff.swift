/// Shows the difference of two texts in the unified format of `diff -u`.
package enum UnifiedDiff {
  private static let contextLines = 3
  /// The most cells of the table that finds equal lines; beyond it, all between the first and
  /// the last difference is shown as replaced.
  private static let maximumCells = 4_000_000

  private enum Line: Equatable {
    case kept(String)
    case removed(String)
    case added(String)

    var isKept: Bool { if case .kept = self { true } else { false } }
    var isOld: Bool { if case .added = self { false } else { true } }
    var isNew: Bool { if case .removed = self { false } else { true } }

    var text: String {
      switch self {
      case .kept(let text): " " + text
      case .removed(let text): "-" + text
      case .added(let text): "+" + text
      }
    }
  }

  /// Renders the difference.
  ///
  /// - Parameters:
  ///   - old: The old text; `nil` for a file that does not exist.
  ///   - new: The new text; `nil` for a file that is to go.
  ///   - label: The name shown for the old text, such as the path.
  ///   - newLabel: The name shown for the new one; `nil` for the same.
  /// - Returns: The lines, each with its line end; nothing for equal texts.
  package static func render(old: [UInt8]?, new: [UInt8]?, label: String, newLabel: String? = nil)
    -> String
  {
    guard old != new else { return "" }
    let lines = difference(lines(of: old ?? []), lines(of: new ?? []))
    var text = "--- \(old == nil ? "/dev/null" : label)\n"
    text += "+++ \(new == nil ? "/dev/null" : newLabel ?? label)\n"
    for hunk in hunks(lines) {
      text += header(of: hunk, in: lines)
      for line in lines[hunk] {
        text += line.text
        // Not `hasSuffix`: CR LF is one character.
        if line.text.utf8.last != 0x0A { text += "\n\\ No newline at end of file\n" }
      }
    }
    return text
  }

  /// Lines with their line feeds; a text that ends with one has no further line.
  private static func lines(of bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end
    }
    return lines
  }

  private static func difference(_ old: [String], _ new: [String]) -> [Line] {
    let limit = min(old.count, new.count)
    let head = (0..<limit).first { old[$0] != new[$0] } ?? limit
    let tail =
      (0..<limit - head).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] }
      ?? limit - head
    let oldMiddle = Array(old[head..<old.count - tail])
    let newMiddle = Array(new[head..<new.count - tail])
    return old[..<head].map { .kept($0) } + middle(oldMiddle, newMiddle)
      + old[(old.count - tail)...].map { .kept($0) }
  }

  /// Compares by the longest common subsequence.
  private static func middle(_ old: [String], _ new: [String]) -> [Line] {
    let width = new.count + 1
    guard !old.isEmpty, !new.isEmpty, old.count < maximumCells / width else {
      return old.map { .removed($0) } + new.map { .added($0) }
    }
    // lengths[i * width + j]: of the common subsequence of old[i...] and new[j...]
    var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i * width + j] =
          old[i] == new[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        lines.append(.kept(old[i]))
        (i, j) = (i + 1, j + 1)
      } else if j == new.count
        || i < old.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]
      {
        lines.append(.removed(old[i]))
        i += 1
      } else {
        lines.append(.added(new[j]))
        j += 1
      }
    }
    return lines
  }

  /// The ranges of lines around the differences.
  private static func hunks(_ lines: [Line]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in lines.indices where !lines[index].isKept {
      let range =
        max(0, index - contextLines)..<min(lines.count, index + contextLines + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks
  }

  private static func header(of hunk: Range<Int>, in lines: [Line]) -> String {
    let before = lines[..<hunk.lowerBound]
    let old = position(before.count(where: \.isOld), lines[hunk].count(where: \.isOld))
    let new = position(before.count(where: \.isNew), lines[hunk].count(where: \.isNew))
    return "@@ -\(old) +\(new) @@\n"
  }

  /// `start,count` of the format: an empty range starts at the line before it.
  private static func position(_ before: Int, _ count: Int) -> String {
    count == 1 ? "\(before + 1)" : "\(count == 0 ? before : before + 1),\(count)"
  }
}
