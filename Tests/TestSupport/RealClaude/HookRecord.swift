package import Foundation

/// One call of a hook, as the program made it.
package struct HookRecord: Sendable, Decodable {
  /// `hook_event_name`.
  package let event: String
  /// `session_id`.
  package let sessionID: String
  /// `transcript_path`.
  package let transcriptPath: String?
  /// `cwd`.
  package let folder: String?
  /// SessionEnd: `reason`.
  package let reason: String?
  /// SessionStart: `source`.
  package let source: String?
  /// UserPromptSubmit: `prompt`.
  package let prompt: String?
  /// Stop, StopFailure: `last_assistant_message`.
  package let lastAssistantMessage: String?
  /// The hook's whole standard input.
  package internal(set) var input = Data()

  private enum CodingKeys: String, CodingKey {
    case event = "hook_event_name"
    case sessionID = "session_id"
    case transcriptPath = "transcript_path"
    case folder = "cwd"
    case reason, source, prompt
    case lastAssistantMessage = "last_assistant_message"
  }
}
