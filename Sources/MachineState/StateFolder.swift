package import Platform

/// The folder of this machine's state, and the names of the files in it.
///
/// The hook programs, the worker and the command all meet here.
package struct StateFolder: Sendable, Hashable {
  /// The folder: `HANDOFF_STATE_DIR`, else `$XDG_STATE_HOME/handoff`, else
  /// `~/.local/state/handoff`.
  package let path: String

  /// Makes the description of a folder.
  package init(path: String) { self.path = path }

  /// Finds the folder by the environment; `nil` where not even `HOME` is set.
  package init?(environment: (String) -> String?) {
    func value(_ name: String) -> String? {
      guard let path = environment(name), path.utf8.first == UInt8(ascii: "/") else { return nil }
      return path
    }
    if let own = value("HANDOFF_STATE_DIR") {
      path = own
    } else if let state = value("XDG_STATE_HOME") {
      path = state + "/handoff"
    } else if let home = value("HOME") {
      path = home + "/.local/state/handoff"
    } else {
      return nil
    }
  }

  /// The notes of hooks that no worker has taken yet.
  package var inbox: String { path + "/inbox" }
  /// A session's part of it.
  package func inbox(of session: String) -> String { inbox + "/" + session }
  /// The prompts that no answer has followed yet: see `Inbox`.
  package var prompts: String { path + "/prompts" }
  /// The prompt of a session.
  package func prompt(of session: String) -> String { prompts + "/" + session }
  /// The records of the sessions.
  package var sessions: String { path + "/sessions" }
  /// The file of one session.
  package func record(of session: String) -> String { sessions + "/" + session + ".json" }
  /// The places of the lines of one session's transcript.
  package func index(of session: String) -> String { sessions + "/" + session + ".index" }
  /// The stamp that says when a session's worker looks again.
  package func window(of session: String) -> String { sessions + "/" + session + ".window" }
  /// A mark for each session that is open, as far as is known.
  package var openSessions: String { path + "/open" }
  /// The mark of one session.
  package func openMark(of session: String) -> String { openSessions + "/" + session }
  /// The folder of all lock files.
  package var locks: String { path + "/locks" }
  /// Held by the process that waits for a session.
  package func workerLock(of session: String) -> String { "\(locks)/\(session).worker" }
  /// Held while a session's snapshot is being taken.
  package func passLock(of session: String) -> String { "\(locks)/\(session).pass" }
  /// Held while a push on quiet is taken; see `Debounce`.
  package var quietPushLock: String { locks + "/quiet-push" }
  /// The pipe that wakes the process that waits.
  package func wakePipe(of session: String) -> String { locks + "/" + session + ".wake" }
  /// The event log: a line of JSON for each event.
  package var eventLog: String { path + "/events.jsonl" }
  /// The time at which a prompt last asked for a fetch: seconds since 1970.
  package var fetchAsked: String { path + "/fetch-asked" }
  /// The notes for sessions whose tasks were taken over: see `TakeoverNote`.
  package var claimed: String { path + "/claimed" }
  /// The hints for a new session: see `HintIndex`.
  package var hints: String { path + "/hints" }
  /// The projects that addresses mean on this machine: see `ProjectTable`.
  package var projects: String { path + "/projects" }
  /// The finding that anybody can read the remote; no file while nobody can, as far as is known.
  package var publicRemote: String { path + "/public-remote" }
  /// The trouble with pushes: see `PushTrouble`.
  package var pushTrouble: String { path + "/push-trouble" }
  /// The empty folder that `claude -p` is run in.
  package var emptyFolder: String { path + "/empty" }

  /// The user that the folder belongs to, where that is not the one who runs this process.
  ///
  /// Nobody's notes are mixed with those of another: whoever owns the folder could read and change them.
  package var otherOwner: uid_t? {
    var info = stat()
    guard unsafe stat(path, &info) == 0, info.st_uid != geteuid() else { return nil }
    return info.st_uid
  }

  /// Makes the folders.
  ///
  /// - Throws: `FileError`, also where they belong to another user.
  package func create() throws(FileError) {
    if let otherOwner {
      throw FileError("use", path, reason: "it belongs to another user (\(otherOwner.description))")
    }
    for folder in [path, inbox, prompts, sessions, openSessions, locks] {
      try LocalFile.createFolder(folder)
    }
  }
}
