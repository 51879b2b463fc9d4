package import Essentials

/// The part of a transcript that is worth keeping: the current branch of the conversation, in
/// order.
///
/// Everything in it is untrusted text from a file another program wrote; lengths are bounded by
/// the reader's limits.
package struct Conversation: Sendable, Equatable {
  /// The `sessionId` of the last line that carries one.
  package var sessionID: String?
  /// The newest `custom-title`, else the newest `ai-title`.
  package var title: String?
  /// The newest `custom-title`: the title that a person gave.
  package var customTitle: String?
  /// The working folder of the newest line that names one.
  package var workingDirectory: String?
  /// The git branch of the newest line that names one.
  package var gitBranch: String?
  /// The Claude Code version of the newest line that names one.
  package var version: String?
  /// The time of the first line of the conversation.
  package var startedAt: Date?
  /// The time of the last line of the conversation.
  package var updatedAt: Date?
  /// The events before the last compaction, oldest first; empty without one.
  package var earlier: [Event]
  /// The events since the last compaction (or since the start), oldest first.
  package var events: [Event]
  /// The summary that the last compaction left behind.
  package var compactSummary: String?
  /// The summaries of the compactions before the last one, oldest first.
  package var earlierSummaries: [String] = []
  /// The lines of a long conversation that were passed over.
  package var unread = Unread()
  /// The state of the file that was read.
  package var reading: Reading

  package init(
    sessionID: String? = nil, title: String? = nil, workingDirectory: String? = nil,
    gitBranch: String? = nil, version: String? = nil, startedAt: Date? = nil,
    updatedAt: Date? = nil, earlier: [Event] = [], events: [Event] = [],
    compactSummary: String? = nil, reading: Reading = Reading()
  ) {
    self.sessionID = sessionID
    self.title = title
    self.workingDirectory = workingDirectory
    self.gitBranch = gitBranch
    self.version = version
    self.startedAt = startedAt
    self.updatedAt = updatedAt
    self.earlier = earlier
    self.events = events
    self.compactSummary = compactSummary
    self.reading = reading
  }

  /// One thing that happened.
  package struct Event: Sendable, Equatable {
    package var time: Date?
    package var kind: Kind
    /// True for a prompt that the person stopped with Esc before anything came of it.
    package var isStopped = false

    package init(time: Date? = nil, kind: Kind) {
      self.time = time
      self.kind = kind
    }

    package enum Kind: Sendable, Equatable {
      /// A prompt that a person typed.
      case prompt(String)
      /// Text that the assistant wrote.
      case answer(String)
      /// A tool call with its result, if one is there already.
      case tool(ToolUse)
      /// The end of a turn by an API error, with its text (`isApiErrorMessage`).
      case failure(String)
    }
  }

  /// The state of a file that was read.
  package struct Reading: Sendable, Equatable {
    package var bytes: Int
    var keptLines: Int
    var skippedLines: Int
    /// True if the last line had no newline or could not be parsed: the file was being written.
    var tornTail: Bool
    /// The number of the oldest lines that the index had no room for.
    package var droppedLines: Int

    package init(
      bytes: Int = 0, keptLines: Int = 0, skippedLines: Int = 0, tornTail: Bool = false,
      droppedLines: Int = 0
    ) {
      self.bytes = bytes
      self.keptLines = keptLines
      self.skippedLines = skippedLines
      self.tornTail = tornTail
      self.droppedLines = droppedLines
    }
  }

  /// The numbers of lines that were passed over where a conversation was too long to be read whole.
  package struct Unread: Sendable, Equatable {
    package var prompts = 0
    package var answers = 0
    package var calls = 0

    package init(prompts: Int = 0, answers: Int = 0, calls: Int = 0) {
      self.prompts = prompts
      self.answers = answers
      self.calls = calls
    }
  }
}
