internal import Phrases

/// The state of a progress line; it knows nothing of locks, tasks and outputs.
struct ProgressState {
  /// The time that work may take before anything is shown.
  static let delay = Duration.seconds(1)

  /// The time that a frame of the spinner stays.
  static let frame = Duration.milliseconds(100)

  private let terminal: Terminal
  private let start: Duration
  private var phase: StyledText
  private var count: ProgressCount?
  /// True if the work was named on an output without a cursor: once, however often it begins anew.
  private var isAnnounced = false
  /// True if the line on the terminal has to be cleaned.
  private var isDrawn = false
  private var isFinished = false

  init(terminal: Terminal, phase: String, start: Duration) {
    self.terminal = terminal
    self.phase = StyledText(phase)
    self.start = start
  }

  mutating func begin(_ phase: String) {
    self.phase = StyledText(phase)
    count = nil
  }

  mutating func update(_ count: ProgressCount) {
    self.count = count
  }

  /// Returns the characters to write at a moment; nil for none.
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

  /// Returns the sequence that cleans the line; nil if there is nothing to clean.
  mutating func clearing() -> String? {
    guard isDrawn else { return nil }
    isDrawn = false
    return "\r\u{1B}[K"
  }

  /// Ends the line: there is no output after this.
  mutating func finish() {
    isFinished = true
  }

  private func line(elapsed: Duration) -> StyledText {
    let frames = terminal.glyphs.spinner
    let step = Int(elapsed / Self.frame) % max(1, frames.count)
    var line = StyledText(frames.isEmpty ? "" : frames[step], .cyan) + " " + phase
    if let count { line += "  " + StyledText(count.text) }
    let seconds = Phrases.progressSeconds(n: elapsed.components.seconds)
    line += StyledText("  " + seconds, .dim)
    // In the last column some terminals already go to the next line.
    return line.truncated(to: terminal.columns - 1, ellipsis: terminal.glyphs.ellipsis)
  }
}

/// The progress of a phase in numbers.
package struct ProgressCount: Hashable, Sendable {
  /// The things that a count counts.
  package enum Unit: Hashable, Sendable {
    /// Things: objects, files, snapshots.
    case items
    /// Bytes, shown in decimal multiples.
    case bytes
  }

  /// The part that is done.
  var received: Int

  /// The whole, or nil if that is unknown.
  var total: Int?

  /// The things that are counted.
  var unit: Unit

  /// The bytes that they have; 0 where that is not known.
  var bytes: Int

  /// Makes a count; negative numbers count as 0, a total of 0 as unknown.
  ///
  /// - Parameters:
  ///   - received: The part that is done.
  ///   - total: The whole, nil if unknown.
  ///   - unit: The things that are counted.
  ///   - bytes: The bytes that they have; 0 where that is not known.
  package init(received: Int, total: Int? = nil, unit: Unit = .items, bytes: Int = 0) {
    self.bytes = max(0, bytes)
    self.received = max(0, received)
    self.total = total.flatMap { $0 > 0 ? $0 : nil }
    self.unit = unit
  }

  /// The count in words: `45% (450/1000), 84.0 kB`, `1.2 MB`.
  var text: String { bytes > 0 ? "\(count), \(ByteCount.describe(bytes))" : count }

  private var count: String {
    guard let total else { return amount(received) }
    // A server may announce less than it sends.
    let part = min(received, total)
    let percent = Int(Double(part) / Double(total) * 100)
    return "\(percent)% (\(amount(part))/\(amount(total)))"
  }

  private func amount(_ number: Int) -> String {
    unit == .bytes ? ByteCount.describe(number) : String(number)
  }
}

/// An amount of data in words: `29 B`, `1.4 MB`.
package enum ByteCount {
  /// Describes a number of bytes, in units of a thousand.
  package static func describe(_ number: Int) -> String {
    var value = Double(number)
    var suffix = "B"
    for larger in ["kB", "MB", "GB", "TB"] where value >= 1_000 {
      value /= 1_000
      suffix = larger
    }
    guard suffix != "B" else { return "\(number) B" }
    let tenths = Int(value * 10)
    return "\(tenths / 10).\(tenths % 10) \(suffix)"
  }
}
