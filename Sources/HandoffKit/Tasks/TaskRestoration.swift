package import SnapshotStore
package import SyncRepo

extension TaskList {
  /// Finds a finished task in history.
  ///
  /// - Parameter text: The name of its file, its session id, or the beginning of either.
  /// - Returns: The one removed last, if several begin so but are the same session.
  /// - Throws: `HandoffError` where there is none, or where several sessions are meant.
  package func findRemoved(_ text: String) async throws -> RemovedSnapshot {
    let needle = text.lowercased()
    let found = try await store.removed(limit: 20) { name in
      let name = name.lowercased()
      return name.hasPrefix(needle)
        || SnapshotID(path: "\(SnapshotID.folder)/\(name).md")?.session.rawValue.hasPrefix(needle)
          == true
    }
    guard let first = found.first, !needle.isEmpty else {
      throw HandoffError(
        .noInput, "History has no finished task “\(text.prefix(80))”.",
        hint: "See the finished ones: handoff restore")
    }
    let exact = found.filter { $0.last.name.lowercased() == needle }
    if let one = exact.first { return one }
    guard found.count == 1 else {
      let names = found.prefix(5).map(\.last.name).joined(separator: ", ")
      throw HandoffError(
        .usage, "“\(text.prefix(80))” means \(found.count) finished tasks: \(names).",
        hint: "Type more of the name.")
    }
    return first
  }

  /// Brings a finished task back, here and on the remote.
  ///
  /// - Parameter removed: What `findRemoved` returned.
  /// - Returns: Why it could not be pushed; it is back here all the same.
  /// - Throws: `SyncError` where it cannot be restored here.
  package func restore(_ removed: RemovedSnapshot) async throws -> SyncError? {
    if let id = removed.last.id, id.machine == settings.machine {
      try SessionMark(context, session: id.session).isBack()
    }
    try await store.restore(removed)
    return await push()
  }
}
