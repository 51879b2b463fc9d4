/// The `hook_event_name` of a hook input.
///
/// A name that is not known here is kept: versions differ in the events they have. 2.1.330 has 33
/// of them, 2.1.332 one more; named here are those that this project registers for, or writes
/// about.
package struct HookEvent: RawRepresentable, Hashable, Sendable {
  package var rawValue: String

  /// Makes an event of any name.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// A session began, was resumed, cleared, compacted or forked (`source` says which).
  package static let sessionStart = HookEvent(rawValue: "SessionStart")
  /// A session ended (`reason` says how).
  ///
  /// Not every end has one: a killed process runs no hook, and
  /// in 2.0.72 closing the terminal ran none either.
  package static let sessionEnd = HookEvent(rawValue: "SessionEnd")
  /// A person has sent a prompt (`prompt`), or a background task has finished: then it begins with
  /// `<task-notification>`.
  ///
  /// A `systemMessage` on standard output is shown to the person (`UserPromptSubmit says: …`), and the
  /// model gets nothing of it; any other text there would reach the model.
  package static let userPromptSubmit = HookEvent(rawValue: "UserPromptSubmit")
  /// The assistant finished an answer.
  ///
  /// Esc during an answer gives no `Stop`; a background task that
  /// finishes gives another one, with no person involved.
  package static let stop = HookEvent(rawValue: "Stop")
  /// An API error ended the turn in place of `Stop`.
  package static let stopFailure = HookEvent(rawValue: "StopFailure")
  /// The conversation was compacted (`compact_summary` holds the summary); there is no `Stop` then.
  package static let postCompact = HookEvent(rawValue: "PostCompact")
}

/// The way in which a session ended: the `reason` of a `SessionEnd` input, or that no hook ran.
///
/// Measured with 2.1.330: a closed terminal (SIGHUP), SIGTERM (which a shutdown sends), `claude
/// stop` and every `claude -p` all give `other`, so a hook cannot tell a closed window from a
/// machine that goes down.
package enum SessionEndReason: Hashable, Sendable {
  /// `/clear`: the next session has a new id.
  case clear
  /// `/resume` or `/branch`: the user went to another session; this one can be resumed.
  case resume
  /// `/logout`.
  case logout
  /// `/exit`, Ctrl-D or Ctrl-C twice; also `/background`, which forks the session.
  case promptInputExit
  /// Anything else: a closed terminal, SIGTERM, the end of `claude -p`.
  case other
  /// No hook ran: the process was killed, crashed, or lost its power.
  case noHook
  /// A reason that is not named here, such as `bypass_permissions_disabled` (until 2.1.234); empty
  /// where a hook ran and gave none.
  case unknown(String)

  private static let named: [SessionEndReason] = [
    .clear, .resume, .logout, .promptInputExit, .other, .noHook,
  ]

  /// Reads the `reason` of a hook input, which is never `noHook`.
  package init(reported name: String) {
    let reason = SessionEndReason(rawValue: name)
    self = reason == .noHook ? .unknown("") : reason
  }
}

extension SessionEndReason: RawRepresentable, Codable {
  /// Reads a reason as it was saved.
  package init(rawValue: String) {
    self = Self.named.first { $0.rawValue == rawValue } ?? .unknown(rawValue)
  }

  /// The name that Claude Code gives it; `none` where no hook ran.
  package var rawValue: String {
    switch self {
    case .clear: "clear"
    case .resume: "resume"
    case .logout: "logout"
    case .promptInputExit: "prompt_input_exit"
    case .other: "other"
    case .noHook: "none"
    case .unknown(let name): name
    }
  }
}
