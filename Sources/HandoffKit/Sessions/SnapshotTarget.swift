internal import ClaudeCode
internal import Phrases
internal import Platform
package import SnapshotStore

/// The session that `handoff snapshot` means.
package struct SnapshotTarget: Sendable {
  package let session: SessionID
  /// The transcript, if it was named.
  package let transcript: String?

  /// Finds it by what was typed, else by the session this process runs in.
  ///
  /// - Parameters:
  ///   - session: The id that was typed.
  ///   - transcript: The path that was typed; its name is the id unless one was typed too.
  ///   - context: The environment.
  /// - Throws: `HandoffError` that says what is missing or wrong.
  package init(session: String?, transcript: String?, context: HandoffContext) throws {
    self.transcript = try transcript.map { try context.absolute($0) }
    if let path = self.transcript { try SnapshotTarget.check(path) }
    if let session, let id = try CurrentSession.find(session, context) {
      self.session = id
      return
    }
    if let path = self.transcript {
      let name = LocalFile.name(of: path)
      let stem = name.hasSuffix(".jsonl") ? String(name.dropLast(6)) : name
      func inside() -> SessionID? {
        (try? TranscriptReader().sessionID(path: path)).flatMap { $0 }.flatMap(SessionID.init)
      }
      guard let id = SessionID(stem) ?? inside() else {
        throw HandoffError(
          .data, Phrases.transcriptOfNobody(path: path), hint: Phrases.transcriptOfNobodyHint())
      }
      self.session = id
      return
    }
    guard let id = try CurrentSession.find(nil, context) else {
      throw HandoffError(
        .usage,
        context.isInsideClaude
          ? Phrases.whichSessionUnknown() : Phrases.whichSessionOutside(),
        hint: Phrases.whichSessionHint())
    }
    self.session = id
  }

  private static func check(_ path: String) throws {
    switch LocalFile.exists(path) ? LocalFile.isFolder(path) : nil {
    case nil:
      throw HandoffError(
        .noInput, Phrases.transcriptMissing(path: path), hint: Phrases.transcriptMissingHint())
    case true?:
      throw HandoffError(
        .noInput, Phrases.transcriptIsFolder(path: path), hint: Phrases.transcriptIsFolderHint())
    case false?: return
    }
  }
}

extension Pause.Scope {
  /// Finds the session that a person means.
  ///
  /// - Parameters:
  ///   - text: Its id, or the beginning of one that is known here.
  ///   - context: The world around.
  /// - Throws: `HandoffError` for anything else.
  package init(session text: String, _ context: HandoffContext) throws {
    let found = SessionRecordFile.sessions(try context.state()).filter {
      $0.rawValue.hasPrefix(text.lowercased())
    }
    guard let one = found.count == 1 && !text.isEmpty ? found.first : SessionID(text) else {
      throw HandoffError(
        .usage, Phrases.notASessionID(text: text.prefix(80)), hint: Phrases.pauseWhichHint())
    }
    self = .session(id: one.rawValue)
  }
}

/// The session that a command means: the one that was typed, else the one it is run in.
package enum CurrentSession {
  /// Finds it.
  ///
  /// - Parameters:
  ///   - typed: What was typed for `--session`.
  ///   - context: The environment; Claude Code names the session to its tools from 2.1.132 on
  ///     (`CLAUDE_CODE_SESSION_ID`).
  /// - Returns: The session; `nil` where there is none, or where it cannot be told.
  /// - Throws: `HandoffError` for something typed that is no session id.
  package static func find(_ typed: String?, _ context: HandoffContext) throws -> SessionID? {
    guard let typed else { return context.currentSession.flatMap(SessionID.init) }
    guard let id = SessionID(typed) else {
      throw HandoffError(
        .usage, Phrases.notASessionID(text: typed.prefix(80)), hint: Phrases.notASessionIDHint())
    }
    return id
  }
}
