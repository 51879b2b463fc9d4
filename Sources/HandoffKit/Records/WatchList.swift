internal import Essentials
internal import MachineState
internal import Platform
internal import SnapshotStore

/// The sessions that something may have to be done for although no hook tells so.
///
/// A mark is a small file, so that looking at all of them costs a folder's listing and little more.
struct WatchList: Sendable {
  let state: StateFolder

  init(_ state: StateFolder) { self.state = state }

  /// A session with a mark.
  struct Mark: Sendable, Hashable {
    let session: SessionID
    /// The process that it runs in, if that is known.
    let process: ProcessIdentity?
  }

  /// Sets or removes a session's mark; one that cannot be written is missed, no more.
  ///
  /// - Parameters:
  ///   - session: The session, whose pass the caller runs.
  ///   - record: What is known of it.
  func note(_ session: SessionID, _ record: SessionRecord) {
    let path = state.openMark(of: session.rawValue)
    let isOpen = record.life == .open
    guard
      isOpen && record.process != nil || record.isOwed || record.isUndecided
        || record.trouble != nil
    else {
      try? LocalFile.remove(path)
      return
    }
    let line = Array((ProcessIdentity.words(isOpen ? record.process : nil) + "\n").utf8)
    guard LocalFile.beginning(path) != line else { return }
    try? LocalFile.write(line, to: path, named: false)
  }

  /// Removes a session's mark.
  func forget(_ session: SessionID) {
    try? LocalFile.remove(state.openMark(of: session.rawValue))
  }

  /// All marks.
  var marks: [Mark] {
    LocalFile.names(in: state.openSessions).compactMap { name in
      guard let session = SessionID(name),
        let bytes = LocalFile.beginning("\(state.openSessions)/\(name)")
      else { return nil }
      let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
      return Mark(session: session, process: ProcessIdentity(words: words))
    }
  }
}
