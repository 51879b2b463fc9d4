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
  package init(opens: Int64, due: Int64?, quiet: Quiet? = nil) {
    self.opens = opens
    self.due = due
    self.quiet = quiet
  }

  /// Returns the stamp of a session; a missing or broken one says that the window is open.
  package static func read(_ path: String) -> WindowStamp {
    let bytes = SmallFile.read(path)
    var index = 0
    guard let opens = bytes.decimal(at: &index), index + 1 < bytes.count, bytes[index] == 0x20
    else { return WindowStamp(opens: 0, due: nil) }
    index += 1
    var stamp = WindowStamp(opens: opens, due: bytes.decimal(at: &index))
    if stamp.due == nil { index += 1 }
    // Both numbers, or none: earlier versions leave none.
    guard index < bytes.count, bytes[index] == 0x20 else { return stamp }
    index += 1
    guard let length = bytes.decimal(at: &index), index < bytes.count, bytes[index] == 0x20 else {
      return stamp
    }
    index += 1
    if let from = bytes.decimal(at: &index) { stamp.quiet = Quiet(length: length, from: from) }
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
    let rule = quiet.map { " \($0.length) \($0.from)" } ?? ""
    let line = "\(opens) \(due.map(String.init) ?? "-")\(rule)\n"
    try LocalFile.write(Array(line.utf8), to: path, durable: false)
  }
}
