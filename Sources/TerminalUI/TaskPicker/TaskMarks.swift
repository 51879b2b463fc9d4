internal import Phrases

/// The marks of a task: its state, whether something waits here, and what only its machine has.
package struct TaskMarks: Hashable, Sendable {
  /// The states that have a mark.
  package enum State: Hashable, Sendable {
    /// It cannot be read.
    case unreadable
    /// It went on in several places.
    case forked
    /// It was taken over; the program is named if it is not Claude Code.
    case claimed(agent: String?)
    /// Its session is open.
    case open
    /// Its session was cut off.
    case interrupted
    /// Nobody is at it.
    case free
  }

  /// The state.
  package var state: State
  /// True if it stands before all others on this machine.
  package var isPinned: Bool
  /// True if something of it has not left this machine yet.
  package var isWaiting: Bool
  /// The number of files that are not committed.
  package var uncommitted: Int
  /// The number of commits that are not pushed.
  package var unpushed: Int

  /// Collects them.
  package init(
    _ state: State, isPinned: Bool = false, isWaiting: Bool = false, uncommitted: Int = 0,
    unpushed: Int = 0
  ) {
    self.state = state
    self.isPinned = isPinned
    self.isWaiting = isWaiting
    self.uncommitted = uncommitted
    self.unpushed = unpushed
  }

  /// Returns them as they stand in a row.
  ///
  /// - Parameters:
  ///   - glyphs: The symbols.
  ///   - isShort: True to leave out numbers and the spaces between.
  /// - Returns: The marks; empty where there is none.
  package func text(_ glyphs: Glyphs, isShort: Bool = false) -> StyledText {
    var marks: [StyledText] = []
    if isPinned { marks.append(StyledText(glyphs.pinned)) }
    switch state {
    case .unreadable: marks.append(StyledText(glyphs.failure, .red))
    case .forked: marks.append(StyledText(glyphs.forked, .magenta))
    case .claimed(let agent):
      marks.append(StyledText(glyphs.claimed, .cyan))
      if let agent, !isShort { marks.append(StyledText(agent)) }
    case .open: marks.append(StyledText(glyphs.open, .green))
    case .interrupted: marks.append(StyledText(glyphs.warning, .yellow))
    case .free: break
    }
    if isWaiting { marks.append(StyledText("~", .yellow)) }
    if uncommitted > 0 { marks.append(StyledText(isShort ? "*" : "*\(uncommitted)", .yellow)) }
    if unpushed > 0 {
      marks.append(StyledText(isShort ? glyphs.unpushed : "\(glyphs.unpushed)\(unpushed)", .yellow))
    }
    guard var line = marks.first else { return "" }
    for mark in marks.dropFirst() { line += isShort ? mark : StyledText(" ") + mark }
    return line
  }

  /// A mark that can occur, with its meaning.
  package enum Meaning: CaseIterable, Sendable {
    case pinned, unreadable, forked, claimed, open, interrupted, waiting, files, commits

    /// The mark.
    package func mark(_ glyphs: Glyphs) -> String {
      switch self {
      case .pinned: glyphs.pinned
      case .unreadable: glyphs.failure
      case .forked: glyphs.forked
      case .claimed: glyphs.claimed
      case .open: glyphs.open
      case .interrupted: glyphs.warning
      case .waiting: "~"
      case .files: "*"
      case .commits: glyphs.unpushed
      }
    }

    /// Its meaning in words.
    package var words: String {
      switch self {
      case .pinned: Phrases.legendPinned()
      case .unreadable: Phrases.legendUnreadable()
      case .forked: Phrases.legendForked()
      case .claimed: Phrases.legendClaimed()
      case .open: Phrases.legendOpen()
      case .interrupted: Phrases.legendInterrupted()
      case .waiting: Phrases.legendWaiting()
      case .files: Phrases.legendFiles()
      case .commits: Phrases.legendCommits()
      }
    }

    /// Its meaning in words for one task.
    ///
    /// - Parameter isHere: True for a task of this machine.
    /// - Returns: The words.
    package func words(isHere: Bool) -> String {
      self == .open && isHere ? Phrases.legendOpenHere() : words
    }

    /// True for the state of a task, of which it has one.
    package var isState: Bool {
      switch self {
      case .unreadable, .forked, .claimed, .open, .interrupted: true
      case .pinned, .waiting, .files, .commits: false
      }
    }

    /// Returns whether a task has the mark.
    package func occurs(in marks: TaskMarks) -> Bool {
      switch self {
      case .pinned: marks.isPinned
      case .unreadable: marks.state == .unreadable
      case .forked: marks.state == .forked
      case .claimed: if case .claimed = marks.state { true } else { false }
      case .open: marks.state == .open
      case .interrupted: marks.state == .interrupted
      case .waiting: marks.isWaiting
      case .files: marks.uncommitted > 0
      case .commits: marks.unpushed > 0
      }
    }
  }
}
