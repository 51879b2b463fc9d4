/// Why a transcript could not be read at all; what is wrong inside one never throws.
package enum TranscriptError: Error, Equatable, Sendable {
  /// There is no file at this path. Claude Code names paths before it writes to them.
  case notFound(path: String)
  /// There is something other than a regular file: what, in words.
  case notAFile(path: String, kind: String)
  /// The system refused; its reason, in words.
  case unreadable(path: String, reason: String)
}

extension TranscriptError: CustomStringConvertible {
  /// What happened and why, as full sentences.
  package var description: String {
    switch self {
    case .notFound(let path):
      "There is no transcript at \(path)"
    case .notAFile(let path, let kind):
      "The transcript path names a \(kind), not a regular file: \(path)"
    case .unreadable(let path, let reason):
      "The transcript cannot be read (\(reason)): \(path)"
    }
  }
}
