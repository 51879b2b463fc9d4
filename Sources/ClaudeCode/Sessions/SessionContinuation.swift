package import Essentials
internal import Platform

/// The session in which one goes on that ended by `/background`.
///
/// Claude Code forks such a session into a new one that lives on without a terminal. The old one
/// ends with the reason `prompt_input_exit`, like one that a person closed; only a line in its
/// transcript, written before the `SessionEnd` hook runs, tells them apart:
/// `{"type":"continued-in","timestamp":…,"sessionId":…,"continuedInSessionId":…}` (2.1.330).
package struct SessionContinuation: Sendable, Equatable {
  /// The id of the session that goes on, in lower case.
  package var session: String
  /// The time of the line; `nil` if it has none.
  package var at: Date?

  /// The line is one of the last few; those behind it are small.
  private static let tailBytes = 256 << 10

  /// Makes a continuation of its parts.
  package init(session: String, at: Date?) {
    self.session = session
    self.at = at
  }

  /// Finds the newest continuation in the last lines of a transcript.
  ///
  /// - Parameter transcript: The path of the old session's transcript.
  /// - Returns: The continuation; `nil` if there is none, or the transcript cannot be read.
  package static func find(in transcript: String) -> SessionContinuation? {
    guard let file = try? TranscriptFile(path: transcript) else { return nil }
    let start = max(0, file.size - tailBytes)
    var bytes = [UInt8](repeating: 0, count: file.size - start)
    guard let count = try? file.read(into: &bytes, bytes.indices, at: start) else { return nil }
    for line in bytes[..<count].split(separator: 0x0A).reversed() {
      if let found = SessionContinuation(line) { return found }
    }
    return nil
  }

  private init?(_ line: ArraySlice<UInt8>) {
    // Hardly any line is one, so most are not parsed.
    guard line.count < 2_000, line.prefix(300).contains(Array("\"continued-in\"".utf8)),
      let value = try? JSONValue(parsing: Array(line), in: 0..<line.count),
      value["type"]?.string == "continued-in",
      let session = value["continuedInSessionId"]?.string, SessionIDForm.isValid(session.utf8)
    else { return nil }
    self.session = session.lowercased()
    at = value["timestamp"]?.string.flatMap { Timestamp.parse(Array($0.utf8)[...]) }
  }
}
