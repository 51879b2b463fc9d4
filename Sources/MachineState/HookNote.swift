internal import Platform

/// What a hook leaves for the worker: a line about the moment, then the hook's own input.
///
/// A session has one note for each kind of event; a later one replaces an earlier one, so a hundred
/// answers leave one note and nothing is lost that the transcript does not have.
package struct HookNote: Sendable, Hashable {
  /// Nanoseconds since 1970 when the hook ran.
  package let received: Int64
  /// What kind of session it is (`CLAUDE_CODE_ENTRYPOINT`): `cli`, or `sdk-cli` for `claude -p`.
  package let entryPoint: String
  /// Whether the hook ran in an SSH login (`SSH_CONNECTION`, `SSH_TTY` of ssh(1)).
  package let isRemoteLogin: Bool
  /// The login session that the hook ran in (`XDG_SESSION_ID` of pam_systemd(8)); empty without.
  package let login: String
  /// The process of the session; `nil` where it is not known.
  package let process: ProcessIdentity?
  /// The hook's standard input.
  package let input: [UInt8]

  /// Makes a note of its parts.
  package init(
    received: Int64, entryPoint: String, isRemoteLogin: Bool, login: String = "",
    process: ProcessIdentity? = nil, input: [UInt8]
  ) {
    self.received = received
    self.entryPoint = entryPoint
    self.isRemoteLogin = isRemoteLogin
    self.login = login
    self.process = process
    self.input = input
  }

  /// The note as it is written.
  package var bytes: [UInt8] {
    let remote = isRemoteLogin ? 1 : 0
    let line = "2 \(received) \(Self.word(entryPoint)) \(remote) \(Self.word(login)) "
    return Array((line + ProcessIdentity.words(process) + "\n").utf8) + input
  }

  /// Reads a note; `nil` for anything else.
  package init?(bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 0x0A), end < 500 else { return nil }
    let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 9, words[0] == "2", let received = Int64(words[1]) else { return nil }
    self.init(
      received: received, entryPoint: words[2] == "-" ? "" : String(words[2]),
      isRemoteLogin: words[3] == "1", login: words[4] == "-" ? "" : String(words[4]),
      process: ProcessIdentity(words: words[5...]), input: Array(bytes[(end + 1)...]))
  }

  /// A text of the environment as one word.
  private static func word(_ text: String) -> String {
    let bytes = text.utf8.prefix(40).filter { $0 > 0x20 && $0 < 0x7F }
    return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
  }
}
