internal import Platform

/// What the newest lines of a transcript say about its session.
struct SessionFacts {
  private var rawSessionID: [UInt8] = []
  private var rawWorkingDirectory: [UInt8] = []
  private var rawGitBranch: [UInt8] = []
  private var rawVersion: [UInt8] = []
  private var rawCustomTitle: [UInt8] = []
  private var rawAITitle: [UInt8] = []

  /// Longer values are none: no path, branch or title is.
  private static let maximumBytes = 16 << 10

  /// Takes over what the line says; lines come in the order of the file.
  mutating func take(_ line: TranscriptLine, _ bytes: [UInt8]) {
    guard !line.flags.contains(.sidechain) else { return }
    Self.replace(&rawSessionID, line.sessionID, bytes)
    Self.replace(&rawWorkingDirectory, line.workingDirectory, bytes)
    Self.replace(&rawGitBranch, line.gitBranch, bytes)
    Self.replace(&rawVersion, line.version, bytes)
    Self.replace(&rawCustomTitle, line.customTitle, bytes)
    Self.replace(&rawAITitle, line.aiTitle, bytes)
  }

  var sessionID: String? {
    Self.text(rawSessionID).flatMap { SessionIDForm.isValid($0.utf8) ? $0 : nil }
  }
  var workingDirectory: String? { Self.text(rawWorkingDirectory) }
  var gitBranch: String? { Self.text(rawGitBranch) }
  var version: String? { Self.text(rawVersion) }
  /// The title that a person gave, else the generated one.
  var title: String? { Self.text(rawCustomTitle) ?? Self.text(rawAITitle) }

  /// Hardly ever differs from what is there, so it compares before it copies.
  private static func replace(_ text: inout [UInt8], _ range: Range<Int>?, _ bytes: [UInt8]) {
    guard let range, range.count <= maximumBytes else { return }
    guard !text.elementsEqual(bytes[range]) else { return }
    text = Array(bytes[range])
  }

  private static func text(_ raw: [UInt8]) -> String? {
    guard !raw.isEmpty else { return nil }
    let quoted = [UInt8(ascii: "\"")] + raw + [UInt8(ascii: "\"")]
    let text = JSONString.decode(quoted, quoted.indices)
    return text.contains { !$0.isWhitespace } ? text : nil
  }
}
