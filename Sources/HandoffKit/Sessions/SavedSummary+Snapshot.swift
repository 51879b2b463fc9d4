internal import SnapshotStore
internal import Summarizer

extension SavedSummary {
  /// Takes a model's summary back out of a snapshot, where the state folder has lost it.
  ///
  /// - Parameter snapshot: The snapshot; `nil` is returned for one that no model wrote.
  init?(_ snapshot: Snapshot) {
    guard let author = snapshot.summaryBy, author != ExtractSummarizer.author,
      let at = snapshot.summarized
    else { return nil }
    // Of no conversation: it is older than what the transcript says now.
    self.init(
      Summary(title: snapshot.title, sections: Self.sections(of: snapshot), author: author),
      at: at, conversationHash: "")
  }

  private static func sections(of snapshot: Snapshot) -> [Section: String] {
    Dictionary(
      uniqueKeysWithValues: Section.allCases.map { section in
        let text = SnapshotBody.Section(rawValue: section.heading).map { snapshot.body[$0] } ?? ""
        // What was added later is added anew.
        let end = text.firstRange(of: "\n\n### Since this summary (")?.lowerBound ?? text.endIndex
        let lines = text[..<end].split(separator: "\n", omittingEmptySubsequences: false)
        let kept = lines.filter { !$0.hasPrefix(SnapshotComposer.noteMark) }
        return (section, kept.joined(separator: "\n"))
      })
  }
}
