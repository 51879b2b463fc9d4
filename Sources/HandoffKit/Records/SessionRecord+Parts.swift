package import Essentials

/// The parts of a session's record.
extension SessionRecord {
  /// The end of a turn.
  enum Turn: Sendable, Hashable {
    /// An answer (`Stop`), with its text where the hook has told it (`last_assistant_message`).
    case answer(String?, at: Date)
    /// An error of the API (`StopFailure`).
    case failure(TurnFailure)
  }

  /// The time at which the newest turn ended.
  var lastAnswerAt: Date? {
    switch lastTurn {
    case .answer(_, let time)?: time
    case .failure(let failure)?: failure.at
    case nil: nil
    }
  }

  /// The text of the newest answer; `nil` where the newest turn has none.
  var lastAnswer: String? {
    if case .answer(let text, _)? = lastTurn { text } else { nil }
  }

  /// The error that ended the newest turn.
  var failure: TurnFailure? {
    if case .failure(let failure)? = lastTurn { failure } else { nil }
  }

  /// An error that ended a turn.
  struct TurnFailure: Sendable, Hashable {
    /// The `error` of `StopFailure`, such as `rate_limit`.
    var kind: String
    /// The message that Claude Code showed the user.
    var message: String
    var at: Date
    /// True if a snapshot says so; the first one that does is pushed at once.
    var isWritten = false

    /// Describes an error that no snapshot tells of yet.
    init(kind: String, message: String, at: Date) {
      self.kind = kind
      self.message = message
      self.at = at
    }

    /// The kind, as text that may stand anywhere.
    var word: String {
      let word = kind.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      return word.isEmpty ? "unknown" : word
    }

    /// True if another call to the API would most likely fail as well, whatever it is about.
    ///
    /// The others concern the conversation alone: its answer grew too long, or its request was bad.
    var concernsEveryCall: Bool {
      !["max_output_tokens", "invalid_request"].contains(kind)
    }
  }

  /// The summary that `/compact` made.
  struct Compaction: Sendable, Hashable {
    /// The text (`compact_summary`).
    var text: String
    /// The time at which it was made, until it has become the session's summary; `nil` from then on.
    var pendingSince: Date?

    /// Describes a compaction.
    init(text: String, pendingSince: Date?) {
      self.text = text
      self.pendingSince = pendingSince
    }
  }

  /// The last try to have a model write a summary.
  struct ModelTry: Sendable, Hashable {
    /// The time at which a model was last asked, whatever came of it.
    var at: Date?
    /// The reason for which there is no newer summary.
    var failure: String?

    /// Describes a session for which no model was asked.
    init() {}
  }

  /// The state of what was written: on the remote, or on its way.
  enum Delivery: Sendable, Hashable {
    /// The remote has all of it, since the given time; `nil` where there was nothing to bring yet.
    case delivered(at: Date?)
    /// Something has not reached the remote. What is urgent does not wait for the push window; `last`
    /// is the time at which something older arrived.
    case waiting(isUrgent: Bool, last: Date?)

    /// True if something has not reached the remote.
    var isWaiting: Bool {
      if case .waiting = self { true } else { false }
    }

    /// True if something must not wait for the push window.
    var isUrgent: Bool {
      if case .waiting(isUrgent: true, _) = self { true } else { false }
    }

    /// The time at which something last reached the remote.
    var lastArrival: Date? {
      switch self {
      case .delivered(let time): time
      case .waiting(_, let last): last
      }
    }

    /// Notes that something was written; what was urgent before stays so until it has arrived.
    mutating func wait(isUrgent: Bool = false) {
      self = .waiting(isUrgent: isUrgent || self.isUrgent, last: lastArrival)
    }
  }

  /// True if the session's snapshot is to be on the remote: it was written, and nothing has removed it.
  var isToBeThere: Bool {
    snapshotAt != nil && life.finishedAt == nil && ancestor?.isReleased != true
  }

  /// Notes that everything written so far is on the remote.
  mutating func arrive(at time: Date) {
    delivery = .delivered(at: time)
    trouble = nil
  }

  /// The wishes of a person for the snapshot.
  struct Wishes: Sendable, Hashable {
    /// True if the snapshot stays until the task is done, however the session ends.
    var isKept = false
    /// The notes that it is to contain, oldest first.
    var notes: [Note] = []
    /// The title that the task is to have.
    var title: Title?

    /// A remark on one line.
    struct Note: Sendable, Hashable {
      var text: String
      /// The time at which it was made; `nil` where a version before has not kept it.
      var at: Date?
    }

    /// A title that a person gave here; one that they give in Claude Code afterwards takes its place.
    struct Title: Sendable, Hashable {
      var text: String
      /// The title in Claude Code beside which this one was given: `nil` until a pass has looked, empty
      /// where there was none.
      var custom: String?
    }

    /// Describes nobody's wishes.
    init() {}

    /// Adds a note; the oldest goes where there are too many.
    mutating func add(_ note: Note) {
      notes = (notes.filter { $0.text != note.text } + [note]).suffix(ChainNotes.maximumNotes)
    }

    /// Compares the title with the one in Claude Code, and drops it where that is newer.
    mutating func look(atCustomTitle custom: String?) {
      let custom = custom ?? ""
      if let before = title?.custom, before != custom, !custom.isEmpty { title = nil }
      title?.custom = custom
    }
  }
}

/// A session's last trouble.
package struct SessionTrouble: Sendable, Codable, Hashable {
  package var at: Date
  package var message: String
  package var hint: String?
}
