/// Why a hook's standard input could not be used.
package enum HookInputError: Error, Equatable, Sendable {
  /// There was nothing, or only white space: some versions start asynchronous hooks so.
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
  /// What happened and why, as full sentences.
  package var description: String {
    switch self {
    case .empty:
      "The hook got no input. Claude Code writes one JSON object to a hook's standard input."
    case .tooLarge(let bytes):
      "The hook input has \(bytes) bytes or more, but at most \(HookInput.maximumBytes) are read."
    case .cutOff(let bytes):
      "The hook input ends in the middle of its JSON text, after \(bytes) bytes."
    case .notJSON(let offset):
      "The hook input is not JSON: the byte at offset \(offset) cannot stand there."
    case .tooComplex(let offset):
      "The hook input is nested too deeply or has too many values, at offset \(offset)."
    case .notAnObject:
      "The hook input is JSON, but not an object."
    case .noSessionID:
      "The hook input has no \"session_id\" that is a string."
    case .badSessionID:
      "The \"session_id\" of the hook input is not a UUID, so it is not used in file names."
    case .noEvent:
      "The hook input has no \"hook_event_name\" that is a string."
    }
  }
}
