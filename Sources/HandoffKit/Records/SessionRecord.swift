package import Essentials
package import MachineState

/// What this machine remembers of one of its sessions between two snapshots.
package struct SessionRecord: Sendable, Codable, Hashable {
  /// When the session was first seen.
  package var created: Date
  /// The newest `transcript_path`.
  package var transcript: String?
  /// The newest `cwd`.
  package var workingFolder: String?
  /// What kind of session it is (`CLAUDE_CODE_ENTRYPOINT`).
  package var entryPoint: String?
  /// The newest `last_assistant_message`, and when it came.
  package var lastAnswer: String?
  package var lastAnswerAt: Date?
  /// When a hook of it last told something.
  package var seenAt: Date?
  /// The process that it runs in, as far as its hooks told.
  package var process: ProcessIdentity?
  /// When the snapshot was last written.
  package var snapshotAt: Date?
  /// When it last reached the remote.
  package var pushedAt: Date?
  /// Whether something was written that has not reached the remote.
  package var waitsForPush = false
  /// The last summary by a model.
  package var summary: SavedSummary?
  /// When a model was last asked, whatever came of it.
  package var modelAskedAt: Date?
  /// Why the last try failed.
  package var modelFailure: String?
  /// The summary that `/compact` made (`compact_summary`).
  package var compactSummary: String?
  /// When it was made, until it has become the session's summary.
  package var compactedAt: Date?
  /// The error that ended the last turn (`StopFailure`); `nil` once another turn went well.
  package var failure: TurnFailure?
  /// Whether what was written is to be pushed without waiting for the window.
  package var isUrgent: Bool?
  /// The snapshot that this session carries on.
  package var resumedFrom: String?
  /// The session that this one was continued in (`/background`).
  package var continuedIn: String?
  /// How the session ended; `nil` while it is open.
  package var end: End?
  /// When its task was finished.
  ///
  /// The record of a finished session is kept for a week, so that a straggling hook of it brings
  /// nothing back.
  package var finishedAt: Date?
  /// When a person said that its task is done; the snapshot does not come back until a later prompt.
  package var doneAt: Date?
  /// Whether a person asked to keep the snapshot until the task is done, however the session ends.
  package var isKept: Bool?
  /// What a person wants the snapshot to say besides, one line each, oldest first.
  package var notes: [String]?
  /// The last trouble, for `handoff status`.
  package var trouble: Trouble?

  package init(created: Date) { self.created = created }

  /// Notes that everything written so far is on the remote.
  mutating func arrive(at time: Date) {
    pushedAt = time
    waitsForPush = false
    isUrgent = nil
    trouble = nil
  }

  /// The end of a session, as the hook told it.
  package struct End: Sendable, Codable, Hashable {
    /// The reason of `SessionEnd`.
    package var reason: String
    package var at: Date
    /// Whether it ended in an SSH login.
    package var isRemoteLogin: Bool
    /// The signs of the machine then.
    package var signs: MachineSigns
    /// The login session that it ran in (`XDG_SESSION_ID`).
    package var login: String?
    /// The process that ended.
    package var process: ProcessIdentity?

    package init(
      reason: String, at: Date, isRemoteLogin: Bool, signs: MachineSigns, login: String? = nil,
      process: ProcessIdentity? = nil
    ) {
      self.reason = reason
      self.at = at
      self.isRemoteLogin = isRemoteLogin
      self.signs = signs
      self.login = login
      self.process = process
    }
  }

  /// An error that ended a turn.
  package struct TurnFailure: Sendable, Codable, Hashable {
    /// The `error` of `StopFailure`, such as `rate_limit`.
    package var kind: String
    /// What Claude Code told the user.
    package var message: String
    package var at: Date

    package init(kind: String, message: String, at: Date) {
      self.kind = kind
      self.message = message
      self.at = at
    }

    /// The kind, as text that may stand anywhere.
    package var word: String {
      let word = kind.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      return word.isEmpty ? "unknown" : word
    }

    /// Whether another call to the API would most likely fail as well, whatever it is about.
    ///
    /// The others concern the conversation alone: its answer grew too long, or its request was bad.
    package var concernsEveryCall: Bool {
      !["max_output_tokens", "invalid_request"].contains(kind)
    }
  }

  /// Something that went wrong.
  package struct Trouble: Sendable, Codable, Hashable {
    package var at: Date
    package var message: String
    package var hint: String?
  }
}
