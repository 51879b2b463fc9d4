package import Platform

/// The time at which a session's worker runs again, left by the worker for the process that waits, and by
/// that process for the next hook.
package struct WindowStamp: Sendable, Hashable {
  /// From when on another answer may be snapshotted: seconds since 1970.
  package var opens: Int64
  /// The time to look again even if nothing happens: seconds since 1970; `nil` if there is nothing left
  /// to do.
  package var due: Int64?

  /// Makes a stamp.
  package init(opens: Int64, due: Int64?) {
    self.opens = opens
    self.due = due
  }

  /// Returns the stamp of a session; a missing or broken one says that the window is open.
  package static func read(_ path: String) -> WindowStamp {
    let bytes = SmallFile.read(path)
    var index = 0
    guard let opens = bytes.decimal(at: &index), index + 1 < bytes.count, bytes[index] == 0x20
    else { return WindowStamp(opens: 0, due: nil) }
    index += 1
    return WindowStamp(opens: opens, due: bytes.decimal(at: &index))
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
    let line = "\(opens) \(due.map(String.init) ?? "-")\n"
    try LocalFile.write(Array(line.utf8), to: path, durable: false)
  }
}
