internal import LocalFiles

/// What a hook leaves for the worker: a line about the moment, then the hook's own input.
///
/// A session has one note for each kind of event; a later one replaces an earlier one, so a hundred
/// answers leave one note and nothing is lost that the transcript does not have.
package struct HookNote: Sendable, Hashable {
  /// Nanoseconds since 1970 when the hook ran.
  package let received: Int64
  /// What kind of session it is (`CLAUDE_CODE_ENTRYPOINT`): `cli`, or `sdk-cli` for `claude -p`.
  package let entryPoint: String
  /// Whether the hook ran in an SSH login (`SSH_CONNECTION`).
  package let isRemoteLogin: Bool
  /// The process of the session (`CLAUDE_PID`); 0 where the version does not tell.
  package let process: Int32
  /// The hook's standard input.
  package let input: [UInt8]

  package init(
    received: Int64, entryPoint: String, isRemoteLogin: Bool, process: Int32, input: [UInt8]
  ) {
    self.received = received
    self.entryPoint = entryPoint
    self.isRemoteLogin = isRemoteLogin
    self.process = process
    self.input = input
  }

  /// The note as it is written.
  package var bytes: [UInt8] {
    let entryPoint = entryPoint.utf8.prefix(40).filter { $0 > 0x20 && $0 < 0x7F }
    let word = entryPoint.isEmpty ? "-" : String(decoding: entryPoint, as: UTF8.self)
    return Array("1 \(received) \(word) \(isRemoteLogin ? 1 : 0) \(process)\n".utf8) + input
  }

  /// Reads a note; `nil` for anything else.
  package init?(bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 0x0A), end < 200 else { return nil }
    let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 5, words[0] == "1", let received = Int64(words[1]),
      let process = Int32(words[4])
    else { return nil }
    self.init(
      received: received, entryPoint: words[2] == "-" ? "" : String(words[2]),
      isRemoteLogin: words[3] == "1", process: process, input: Array(bytes[(end + 1)...]))
  }
}
