package import LocalFiles

/// When a session's worker shall run again, left by the worker for the process that waits.
package struct WindowStamp: Sendable, Hashable {
  /// From when on another answer may be snapshotted: seconds since 1970.
  package var opens: Int64
  /// When to look again even if nothing happens: seconds since 1970; `nil` if there is nothing left
  /// to do.
  package var due: Int64?

  package init(opens: Int64, due: Int64?) {
    self.opens = opens
    self.due = due
  }

  /// Reads the stamp of a session; a missing or broken one says that the window is open.
  package static func read(_ path: String) -> WindowStamp {
    let text = (try? LocalFile.read(path, limit: 200)).map { String(decoding: $0, as: UTF8.self) }
    let words = (text ?? "").split { $0 == " " || $0 == "\n" }
    guard words.count == 2, let opens = Int64(words[0]) else {
      return WindowStamp(opens: 0, due: nil)
    }
    return WindowStamp(opens: opens, due: Int64(words[1]))
  }

  /// Writes the stamp.
  package func write(to path: String) throws(FileError) {
    let line = "\(opens) \(due.map(String.init) ?? "-")\n"
    try LocalFile.write(Array(line.utf8), to: path, durable: false)
  }
}
