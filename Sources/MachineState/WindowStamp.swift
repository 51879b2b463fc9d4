package import Platform

/// The time at which a session's worker runs again, left by the worker for the process that waits, and by
/// that process for the next hook.
package struct WindowStamp: Sendable, Hashable {
  /// From when on another answer may be snapshotted: seconds since 1970.
  package var opens: Int64
  /// The time to look again even if nothing happens: seconds since 1970; `nil` if there is nothing left
  /// to do.
  package var due: Int64?
  /// The rule by which answers are pushed within the window; `nil` where there is none.
  package var quiet: Quiet?
  /// The seconds that a prompt without an answer waits at least; as long as the window.
  package var patience: Int64

  /// The patience where nobody has said otherwise.
  package static let usualPatience: Int64 = 300

  /// The push on quiet: an answer is pushed when no hook of its session has come for some time.
  package struct Quiet: Sendable, Hashable {
    /// The seconds of quiet.
    package var length: Int64
    /// The time before which no push is made by this rule: seconds since 1970.
    package var from: Int64

    /// Makes a rule.
    package init(length: Int64, from: Int64) {
      self.length = length
      self.from = from
    }
  }

  /// Makes a stamp.
  package init(
    opens: Int64, due: Int64?, quiet: Quiet? = nil, patience: Int64 = usualPatience
  ) {
    self.opens = opens
    self.due = due
    self.quiet = quiet
    self.patience = patience
  }

  /// Returns the stamp of a session; a missing or broken one says that the window is open.
  package static func read(_ path: String) -> WindowStamp {
    let bytes = SmallFile.read(path)
    var index = 0
    guard let opens = bytes.decimal(at: &index), index + 1 < bytes.count, bytes[index] == 0x20
    else { return WindowStamp(opens: 0, due: nil) }
    func next() -> Int64? {
      guard index + 1 < bytes.count, bytes[index] == 0x20 else { return nil }
      index += 1
      let number = bytes.decimal(at: &index)
      // A number that there is none of.
      if number == nil, bytes[index] == UInt8(ascii: "-") { index += 1 }
      return number
    }
    var stamp = WindowStamp(opens: opens, due: next())
    // Earlier versions leave less.
    let length = next()
    let from = next()
    if let length, let from { stamp.quiet = Quiet(length: length, from: from) }
    if let patience = next() { stamp.patience = patience }
    return stamp
  }

  /// Returns when an answer that waits has its pass: when the window opens, or when its session has been
  /// quiet for long enough.
  ///
  /// - Parameter heard: The time of the session's last hook, in seconds since 1970; `nil` where it cannot
  ///   be told.
  /// - Returns: Seconds since 1970.
  package func answerIsDue(heard: Int64?) -> Int64 {
    guard let quiet, let heard else { return opens }
    let (end, isTooLate) = heard.addingReportingOverflow(quiet.length)
    return isTooLate ? opens : min(opens, max(end, quiet.from))
  }

  /// Returns when a prompt has its pass if no answer comes: when the window opens, and no sooner than a
  /// window's length later, since the answer to most comes before that.
  ///
  /// - Parameters:
  ///   - prompted: The time of the prompt, in seconds since 1970.
  ///   - now: Seconds since 1970.
  /// - Returns: Seconds since 1970.
  package func promptIsDue(_ prompted: Int64, now: Int64) -> Int64 {
    let (end, isTooLate) = prompted.addingReportingOverflow(patience)
    // The time of a note is rounded up; one in the future means that the clock was set back.
    return isTooLate || prompted > now + 1 ? opens : max(opens, end)
  }

  /// Returns whether the process that waits will look by itself when the window opens, so that an answer
  /// within the window does not have to wake it.
  ///
  /// - Parameter now: Seconds since 1970.
  /// - Returns: Whether it will.
  package func coversAnswer(now: Int64) -> Bool {
    guard let due, now < opens else { return false }
    return due <= opens
  }

  /// Writes the stamp.
  package func write(to path: String) throws(FileError) {
    let rule = quiet.map { "\($0.length) \($0.from)" } ?? "- -"
    let line = "\(opens) \(due.map(String.init) ?? "-") \(rule) \(patience)\n"
    try LocalFile.write(Array(line.utf8), to: path, durable: false)
  }
}
