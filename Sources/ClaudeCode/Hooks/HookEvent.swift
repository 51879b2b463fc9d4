/// The `hook_event_name` of a hook input.
///
/// A name that is not known here is kept: versions differ in the events they have.
package struct HookEvent: RawRepresentable, Hashable, Sendable {
  package var rawValue: String

  /// Makes an event of any name.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// A session began, was resumed, cleared, compacted or forked (`source` says which).
  package static let sessionStart = HookEvent(rawValue: "SessionStart")
  /// A session ended (`reason` says how).
  package static let sessionEnd = HookEvent(rawValue: "SessionEnd")
  /// The assistant finished an answer.
  package static let stop = HookEvent(rawValue: "Stop")
  /// An API error ended the turn in place of `Stop`.
  package static let stopFailure = HookEvent(rawValue: "StopFailure")
  /// A prompt was sent, by a person or by a task notification.
  package static let userPromptSubmit = HookEvent(rawValue: "UserPromptSubmit")
  /// The conversation is about to be compacted.
  package static let preCompact = HookEvent(rawValue: "PreCompact")
  /// The conversation was compacted (`compact_summary` holds the summary).
  package static let postCompact = HookEvent(rawValue: "PostCompact")
  /// A subagent began.
  package static let subagentStart = HookEvent(rawValue: "SubagentStart")
  /// A subagent finished.
  package static let subagentStop = HookEvent(rawValue: "SubagentStop")
  /// A tool is about to run.
  package static let preToolUse = HookEvent(rawValue: "PreToolUse")
  /// A tool ran.
  package static let postToolUse = HookEvent(rawValue: "PostToolUse")
  /// A tool failed.
  package static let postToolUseFailure = HookEvent(rawValue: "PostToolUseFailure")
  /// Claude Code wants attention.
  package static let notification = HookEvent(rawValue: "Notification")
}

/// The `reason` of a `SessionEnd` input.
///
/// A reason that is not known here is kept: versions differ in the reasons they have.
package struct SessionEndReason: RawRepresentable, Hashable, Sendable {
  package var rawValue: String

  /// Makes a reason of any name.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// `/clear`: the next session has a new id.
  package static let clear = SessionEndReason(rawValue: "clear")
  /// `/resume` or `/branch`: the user went to another session; this one can be resumed.
  package static let resume = SessionEndReason(rawValue: "resume")
  /// `/logout`.
  package static let logout = SessionEndReason(rawValue: "logout")
  /// `/exit`, Ctrl-D or Ctrl-C twice.
  package static let promptInputExit = SessionEndReason(rawValue: "prompt_input_exit")
  /// Anything else: SIGHUP of a closed terminal, SIGTERM, the end of `claude -p`.
  package static let other = SessionEndReason(rawValue: "other")
  /// Bypass mode was taken away (until 2.1.234).
  package static let bypassPermissionsDisabled = SessionEndReason(
    rawValue: "bypass_permissions_disabled")
}
