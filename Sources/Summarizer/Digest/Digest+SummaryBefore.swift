extension Digest {
  /// The digest without the summary of the last compaction, where that is the session's summary itself.
  package var withoutCompaction: Digest {
    var copy = self
    copy.compactSummary = nil
    return copy
  }

  /// Adds the summary that a model wrote of this session before, at the expense of the timeline.
  ///
  /// - Parameters:
  ///   - summary: Its sections, redacted.
  ///   - time: The time when it was written.
  package mutating func add(summaryBefore summary: String, of time: String) {
    summaryBefore = "[\(time)]\n" + summary.cut(toBytes: Limits.standard.share(10))
    let room = Limits.standard.total + inherited.reduce(0) { $0 + $1.utf8.count + 1 }
    var excess = text.utf8.count - room
    guard excess > 0, timeline.count > 2 else { return }
    let mark = timeline.firstIndex { $0.hasPrefix("[… ") } ?? timeline.count / 4
    var omitted = 0
    if timeline[mark].hasPrefix("[… ") {
      omitted = Int(timeline[mark].dropFirst(3).prefix(while: \.isNumber)) ?? 0
    } else {
      timeline.insert("", at: mark)
    }
    excess += 40
    var end = mark + 1
    while excess > 0, end < timeline.count {
      excess -= timeline[end].utf8.count + 1
      end += 1
    }
    omitted += end - mark - 1
    timeline.replaceSubrange(mark..<end, with: ["[… \(omitted) steps left out …]"])
  }
}
