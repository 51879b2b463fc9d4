internal import SnapshotStore
internal import Summarizer

extension Snapshot {
  /// Whether another snapshot of the same session has the same content, whenever it was taken.
  func saysTheSame(as other: Snapshot, _ id: SnapshotID) -> Bool {
    var copy = self
    copy.updated = other.updated
    // A summary without a model is always from the time of the snapshot.
    if copy.summaryBy == ExtractSummarizer.author { copy.summarized = other.summarized }
    return copy.serialized(as: id) == other.serialized(as: id)
  }
}
