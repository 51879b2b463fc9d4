package import Platform

/// The notes that wait for a session's worker.
package struct Inbox: Sendable {
  private let folder: String

  /// Makes the description of a session's inbox; the id has been checked.
  package init(_ state: StateFolder, session: String) { folder = state.inbox(of: session) }

  /// Leaves a note in the place of an earlier one of the same event.
  ///
  /// It is not flushed to the disk: a hook must return at once, and what a power cut takes is in the
  /// transcript.
  package func leave(_ note: HookNote, event: String) throws(FileError) {
    let path = folder + "/" + event
    do throws(FileError) {
      try SmallFile.replace(path, with: note.bytes, mark: note.received)
    } catch  where error.isNotFound {
      // The first note since the last pass.
      try LocalFile.createFolder(folder)
      try SmallFile.replace(path, with: note.bytes, mark: note.received)
    }
  }

  /// The events that notes wait for, as `hook_event_name` has them.
  package var events: [String] {
    LocalFile.names(in: folder).filter { !$0.hasSuffix(".tmp") }
  }

  /// Takes all notes out, oldest first; one that cannot be read is dropped.
  package func takeAll() -> [HookNote] {
    let notes = events.compactMap { (event) -> HookNote? in
      let path = "\(folder)/\(event)"
      // Renamed first: a note that a hook leaves meanwhile is a new one, and stays.
      let taken = "\(path).taken.tmp"
      guard (try? LocalFile.moveFile(path, to: taken)) != nil else { return nil }
      defer { try? LocalFile.remove(taken) }
      return (try? LocalFile.read(taken)).flatMap(HookNote.init(bytes:))
    }
    _ = LocalFile.removeEmptyFolder(folder)
    return notes.sorted { $0.received < $1.received }
  }

  /// When the oldest note came, in nanoseconds since 1970; `nil` without one that can be read.
  package var oldest: Int64? {
    events.compactMap { event in
      (try? LocalFile.read("\(folder)/\(event)")).flatMap(HookNote.init(bytes:))?.received
    }.min()
  }

  /// The sessions that have notes waiting.
  package static func sessions(_ state: StateFolder) -> [String] {
    LocalFile.names(in: state.inbox).filter { session in
      SessionIDForm.isValid(session.utf8) && !Inbox(state, session: session).events.isEmpty
    }
  }
}
