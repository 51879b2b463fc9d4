internal import SnapshotStore

extension SessionRecord {
  /// Takes what only the state folder knew back out of the last snapshot, where it has lost it.
  mutating func recover(from snapshot: Snapshot?) {
    guard let snapshot else { return }
    summary = summary ?? SavedSummary(snapshot)
    resumedFrom = resumedFrom ?? snapshot.resumedFrom
    let lines = snapshot.body[.nextSteps].split(separator: "\n")
    let mark = SnapshotComposer.noteMark
    let found = lines.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
    if wishes.notes.isEmpty { wishes.notes = Array(found.prefix(10)) }
  }
}
