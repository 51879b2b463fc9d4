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
