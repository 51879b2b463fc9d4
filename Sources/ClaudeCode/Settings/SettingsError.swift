/// Why Claude Code's settings were left as they are.
package enum SettingsError: Error, Equatable, Sendable {
  /// The text is not JSON as Claude Code reads it; the line and column of the first wrong byte.
  case notJSON(line: Int, column: Int)
  /// The text ends inside a value.
  case cutOff
  /// The text is nested too deeply or has too many values.
  case tooComplex
  /// A value is of another type than Claude Code's schema has there; its place, such as
  /// `hooks.Stop`, or nothing for the whole text.
  case unexpectedType(place: String, expected: String)
  /// A registration names an executable that would not be recognised again later.
  case unknownExecutable(path: String)
  /// The path names something other than a regular file; what, in words.
  case notAFile(path: String, kind: String)
  /// The file has more bytes than `SettingsFile.maximumBytes`.
  case tooLarge(path: String)
  /// Another program wrote the file between reading and writing.
  case changedMeanwhile(path: String)
  /// The system refused a step; its reason, in words.
  case system(step: String, path: String, reason: String)
}

extension SettingsError: CustomStringConvertible {
  /// What happened and why, as full sentences.
  package var description: String {
    switch self {
    case .notJSON(let line, let column):
      "The settings are not valid JSON: line \(line), column \(column). They were not changed."
    case .cutOff:
      "The settings are not valid JSON: the text ends too early. They were not changed."
    case .tooComplex:
      "The settings are nested too deeply or have too many values. They were not changed."
    case .unexpectedType("", let expected):
      "The settings are not \(expected). They were not changed."
    case .unexpectedType(let place, let expected):
      "\"\(place)\" in the settings is not \(expected). The settings were not changed."
    case .unknownExecutable(let path):
      "Only handoff-snapshot and handoff-cleanup can be registered as hooks, not \(path)"
    case .notAFile(let path, let kind):
      "The settings path names a \(kind), not a regular file: \(path)"
    case .tooLarge(let path):
      "The settings have more than \(SettingsFile.maximumBytes) bytes: \(path)"
    case .changedMeanwhile(let path):
      "Another program wrote the settings just now; they were not changed. Try again: \(path)"
    case .system(let step, let path, let reason):
      "Cannot \(step) (\(reason)): \(path)"
    }
  }
}
