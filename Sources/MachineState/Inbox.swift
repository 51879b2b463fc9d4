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

  /// Takes all notes, oldest first; one that cannot be read is left out.
  ///
  /// A note that a hook leaves from now on is a new one. Those that are taken stay on the disk until
  /// `dropTaken()`, so that one who is killed before he has saved what they say loses nothing.
  package func take() -> [HookNote] {
    for event in events {
      try? LocalFile.moveFile("\(folder)/\(event)", to: "\(folder)/\(event)\(Self.taken)")
    }
    return taken.compactMap(note).sorted { $0.received < $1.received }
  }

  /// Removes the notes that were taken.
  package func dropTaken() {
    for name in taken { try? LocalFile.remove("\(folder)/\(name)") }
    _ = LocalFile.removeEmptyFolder(folder)
  }

  /// What the name of a note that was taken ends with.
  private static let taken = ".taken.tmp"

  private var taken: [String] {
    LocalFile.names(in: folder).filter { $0.hasSuffix(Self.taken) }
  }

  private func note(_ name: String) -> HookNote? {
    (try? LocalFile.read("\(folder)/\(name)")).flatMap(HookNote.init(bytes:))
  }

  /// When the oldest note came, in nanoseconds since 1970; `nil` without one that can be read.
  package var oldest: Int64? { (events + taken).compactMap { note($0)?.received }.min() }

  /// The sessions that have notes waiting, also those that were taken and never dropped.
  package static func sessions(_ state: StateFolder) -> [String] {
    LocalFile.names(in: state.inbox).filter { session in
      guard SessionIDForm.isValid(session.utf8) else { return false }
      let inbox = Inbox(state, session: session)
      return !inbox.events.isEmpty || !inbox.taken.isEmpty
    }
  }
}
