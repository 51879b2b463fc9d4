/// What a progress line shows at a moment; knows nothing of locks, tasks and outputs.
struct ProgressState {
  /// How long something may take before a person is told about it.
  static let delay = Duration.seconds(1)

  /// From when on the time spent is shown.
  static let longDelay = Duration.seconds(10)

  /// How long a frame of the spinner stays.
  static let frame = Duration.milliseconds(100)

  private let terminal: Terminal
  private let start: Duration
  private var phase: StyledText
  private var count: ProgressCount?
  /// Whether the current phase was named on an output without a cursor.
  private var isAnnounced = false
  /// Whether the line on the terminal has to be cleaned.
  private var isDrawn = false
  private var isFinished = false

  init(terminal: Terminal, phase: String, start: Duration) {
    self.terminal = terminal
    self.phase = StyledText(phase)
    self.start = start
  }

  mutating func begin(_ phase: String) {
    let phase = StyledText(phase)
    if phase != self.phase { isAnnounced = false }
    self.phase = phase
    count = nil
  }

  mutating func update(_ count: ProgressCount) {
    self.count = count
  }

  /// What to write at a moment; nil for nothing.
  mutating func output(at now: Duration) -> String? {
    let elapsed = now - start
    guard !isFinished, elapsed >= Self.delay, !phase.isEmpty else { return nil }
    if terminal.movesCursor {
      isDrawn = true
      return "\r" + line(elapsed: elapsed).rendered(for: terminal) + "\u{1B}[K"
    }
    guard !isAnnounced else { return nil }
    isAnnounced = true
    return phase.plain + terminal.glyphs.ellipsis + "\n"
  }

  /// What cleans the line; nil where there is nothing to clean.
  mutating func clearing() -> String? {
    guard isDrawn else { return nil }
    isDrawn = false
    return "\r\u{1B}[K"
  }

  /// Ends the line for good.
  mutating func finish() {
    isFinished = true
  }

  private func line(elapsed: Duration) -> StyledText {
    let frames = terminal.glyphs.spinner
    let step = Int(elapsed / Self.frame) % max(1, frames.count)
    var line = StyledText(frames.isEmpty ? "" : frames[step], .cyan) + " " + phase
    if let count { line += "  " + StyledText(count.text) }
    if elapsed >= Self.longDelay { line += StyledText("  \(elapsed.components.seconds) s", .dim) }
    // In the last column some terminals already go to the next line.
    return line.truncated(to: terminal.columns - 1, ellipsis: terminal.glyphs.ellipsis)
  }
}
