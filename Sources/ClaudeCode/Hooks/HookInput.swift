internal import Phrases
internal import Platform

/// The object that Claude Code writes to a hook's standard input.
///
/// The fields are those of the events this project registers for; versions differ in which of them
/// they send. Everything is untrusted text. Recorded (the tests hold the inputs of 2.0.72, 2.1.81,
/// 2.1.176 and 2.1.330): one line of JSON; 2.0.72 ends it without a line feed, and 2.1.81 and
/// 2.1.176 start an asynchronous `SessionEnd` hook with no input at all.
package struct HookInput: Sendable, Equatable {
  /// The largest input that is read; the texts of an input are far smaller.
  static let maximumBytes = 8 << 20

  /// `session_id`, a UUID as written.
  package var sessionID: String
  /// `transcript_path`; the file need not exist (`SessionStart`, `SessionEnd` of an unused session,
  /// a session that was resumed in another folder).
  package var transcriptPath: String?
  /// `cwd`, which follows `cd` and worktrees; the folder may be gone.
  package var cwd: String?
  /// `hook_event_name`.
  package var event: HookEvent
  /// `reason` of `SessionEnd`.
  package var reason: SessionEndReason?
  /// `source` of `SessionStart`: startup, resume, clear, compact or fork.
  var source: String?
  /// `last_assistant_message` of `Stop` and `StopFailure` (from 2.1.47).
  ///
  /// The transcript may lag behind it by some 100 ms.
  package var lastAssistantMessage: String?
  /// `compact_summary` of `PostCompact`.
  package var compactSummary: String?
  /// `error` of `StopFailure`, such as `server_error` or `rate_limit`.
  package var errorKind: String?
  /// `permission_mode`: default, plan, acceptEdits, auto, dontAsk or bypassPermissions.
  var permissionMode: String?
  /// `prompt_id` (from 2.1.196).
  var promptID: String?
  /// `agent_id`, present inside a subagent.
  var agentID: String?
  /// The session id of the claim that this session takes the place of: not Claude Code's, but noted by the
  /// hook program of a `claude` that `handoff resume` started (`HANDOFF_CLAIM`).
  package var claim: String?
  /// `session_title` of a forked session's `SessionStart`.
  var sessionTitle: String?
  /// `stop_hook_active`: a `Stop` hook has kept this turn going.
  var stopHookActive: Bool
  /// `background_tasks` (from 2.1.145).
  package var backgroundTasks: [BackgroundTask]
  /// `session_crons` (from 2.1.145): the words of each, as far as they are texts.
  package var scheduled: [String]

  /// Makes an input with nothing but an id and an event; the rest is for the caller to set.
  init(sessionID: String, event: HookEvent) {
    self.sessionID = sessionID
    self.event = event
    stopHookActive = false
    backgroundTasks = []
    scheduled = []
  }

  /// Reads an input as Claude Code writes it: one JSON object, with or without a byte order mark
  /// before it and a line feed behind it.
  ///
  /// Unknown fields are skipped; an optional field of another type than expected counts as absent.
  ///
  /// - Parameter bytes: All of standard input, up to its end.
  /// - Returns: The fields of the input.
  /// - Throws: ``HookInputError`` if there is no usable object.
  package static func parse(_ bytes: [UInt8]) throws(HookInputError) -> HookInput {
    guard bytes.count <= maximumBytes else { throw .tooLarge(bytes: bytes.count) }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[start...].contains(where: { !$0.isSpace }) else { throw .empty }
    let root: JSONValue
    do {
      root = try JSONValue(parsing: bytes, in: start..<bytes.count)
    } catch {
      switch error {
      case .cutOff: throw .cutOff(bytes: bytes.count)
      case .unexpected(let offset): throw .notJSON(offset: offset)
      case .tooComplex(let offset): throw .tooComplex(offset: offset)
      }
    }
    guard root.isObject else { throw .notAnObject }
    guard let id = root["session_id"]?.string else { throw .noSessionID }
    guard SessionIDForm.isValid(id.utf8) else { throw .badSessionID }
    guard let event = root["hook_event_name"]?.string else { throw .noEvent }
    var input = HookInput(sessionID: id, event: HookEvent(rawValue: event))
    input.readOptionalFields(of: root)
    return input
  }

  private mutating func readOptionalFields(of root: JSONValue) {
    transcriptPath = root["transcript_path"]?.path
    cwd = root["cwd"]?.path
    reason = root["reason"]?.string.map(SessionEndReason.init(reported:))
    source = root["source"]?.string
    lastAssistantMessage = root["last_assistant_message"]?.string
    compactSummary = root["compact_summary"]?.string
    errorKind = root["error"]?.string
    permissionMode = root["permission_mode"]?.string
    promptID = root["prompt_id"]?.string
    agentID = root["agent_id"]?.string
    claim = root["handoff_claim"]?.string
    sessionTitle = root["session_title"]?.string
    stopHookActive = root["stop_hook_active"]?.bool ?? false
    backgroundTasks = (root["background_tasks"]?.elements ?? []).compactMap { task in
      guard let id = task["id"]?.string else { return nil }
      return BackgroundTask(
        id: id, type: task["type"]?.string, status: task["status"]?.string,
        description: task["description"]?.string, command: task["command"]?.string)
    }
    // No recording has one; the names are those of the tools that make them.
    scheduled = (root["session_crons"]?.elements ?? []).compactMap { cron in
      let words = ["schedule", "cron", "prompt", "description", "command"]
        .compactMap { cron[$0]?.string }
      return words.isEmpty ? cron.string : words.joined(separator: " ")
    }
  }
}

extension JSONValue {
  /// A string that can be a path: not empty, and without the NUL at which C would cut it.
  fileprivate var path: String? {
    guard let text = string, !text.isEmpty, !text.utf8.contains(0) else { return nil }
    return text
  }
}

/// A shell or subagent that is still running when a turn ends (`background_tasks`, from 2.1.145).
package struct BackgroundTask: Sendable, Equatable {
  var id: String
  /// `shell` or `subagent`.
  package var type: String?
  /// `running`, as far as is known.
  package var status: String?
  package var description: String?
  /// The command of a shell.
  package var command: String?
}

/// An unusable standard input of a hook.
package enum HookInputError: Error, Equatable, Sendable {
  /// There was nothing, or only white space: 2.1.81 and 2.1.176 start asynchronous hooks like that.
  case empty
  /// The input has more bytes than `HookInput.maximumBytes`; its size.
  case tooLarge(bytes: Int)
  /// The JSON text ends too early, after this many bytes.
  case cutOff(bytes: Int)
  /// The bytes are not one JSON text; the offset of the first byte that is wrong.
  case notJSON(offset: Int)
  /// The JSON text is nested too deeply or has too many values; the offset where it got so.
  case tooComplex(offset: Int)
  /// The JSON text is valid, but not an object.
  case notAnObject
  /// The object has no `session_id`, or it is not a string.
  case noSessionID
  /// The `session_id` is not a UUID.
  case badSessionID
  /// The object has no `hook_event_name`, or it is not a string.
  case noEvent
}

extension HookInputError: CustomStringConvertible {
  /// The event and its cause, as full sentences.
  package var description: String {
    switch self {
    case .empty: Phrases.hookInputNone()
    case .tooLarge(let bytes): Phrases.hookInputLarge(bytes: bytes, limit: HookInput.maximumBytes)
    case .cutOff(let bytes): Phrases.hookInputCut(bytes: bytes)
    case .notJSON(let offset): Phrases.hookInputNoJSON(offset: offset)
    case .tooComplex(let offset): Phrases.hookInputComplex(offset: offset)
    case .notAnObject: Phrases.hookInputNoObject()
    case .noSessionID: Phrases.hookInputNoText(member: "session_id")
    case .badSessionID: Phrases.hookInputNoUUID()
    case .noEvent: Phrases.hookInputNoText(member: "hook_event_name")
    }
  }
}
