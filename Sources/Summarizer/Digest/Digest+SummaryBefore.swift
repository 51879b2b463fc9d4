extension Digest {
  /// The digest without what compactions left, where that is the session's summary itself.
  package var withoutCompaction: Digest {
    var copy = self
    copy.compactSummary = nil
    copy.earlierCompactions = []
    return copy
  }

  /// Adds the summary that a model wrote of this session before, at the expense of the timeline.
  ///
  /// - Parameters:
  ///   - summary: Its sections, redacted.
  ///   - time: The time when it was written.
  package mutating func add(summaryBefore summary: String, of time: String) {
    summaryBefore = "[\(time)]\n" + summary.cut(toColumns: Limits.standard.share(10))
    shortenTimeline(
      to: Limits.standard.total + inherited.reduce(0) { $0 + $1.columns + 1 })
  }

  /// Leaves out of the middle of the timeline what is too much.
  mutating func shortenTimeline(to limit: Int) {
    var excess = text.columns - limit
    guard excess > 0, timeline.count > 2 else { return }
    // Where something is left out already, more may go: there stands one mark.
    let start = timeline.firstIndex { Self.omitted($0) != nil } ?? timeline.count / 4
    var end = start
    var omitted = 0
    excess += Self.gap(timeline.count).columns + 1
    while excess > 0, end < timeline.count - 1 {
      excess -= timeline[end].columns + 1
      omitted += Self.omitted(timeline[end]) ?? 1
      end += 1
    }
    timeline.replaceSubrange(start..<end, with: [Self.gap(omitted)])
  }

  /// Returns the line that stands for entries that are left out.
  static func gap(_ count: Int) -> String { "[… \(count) steps left out …]" }

  /// Reads such a line; every other one begins with its label.
  private static func omitted(_ line: String) -> Int? {
    guard line.hasPrefix("[… ") else { return nil }
    return Int(line.dropFirst(3).prefix(while: \.isNumber))
  }
}
