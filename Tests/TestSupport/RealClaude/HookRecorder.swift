package import Foundation

/// Hooks of the harness that only keep their input.
///
/// They are given to a session by `--settings`, next to those of the user's settings file, which
/// stays as the test wrote it; Claude Code runs the hooks of both.
package struct HookRecorder: Sendable {
  /// Events that the old release knows too: there an unknown one would void all of them.
  private static let events = [
    "SessionStart", "UserPromptSubmit", "Stop", "StopFailure", "SessionEnd",
  ]

  let folder: URL

  /// The value for `--settings`.
  package var settingsFile: URL { folder.appending(path: "settings.json") }

  /// Makes the folder and the settings file.
  init(folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let hooks = Self.events.map { event in
      let script = """
        new=$(mktemp "$0/new.XXXXXXXX") && cat >"$new" && mv "$new" "$0/\(event)-${new##*.}.json"
        """
      return (event, [ClaudeHook("sh -c '\(script)' '\(folder.path)'").entry])
    }
    try ClaudeHome.write(
      ["hooks": Dictionary(uniqueKeysWithValues: hooks)], to: settingsFile)
  }

  /// What was recorded so far, oldest first.
  ///
  /// - Parameter event: Only this event's; nil is all.
  /// - Returns: The records by the time of the call.
  /// - Throws: An error of the file system or the decoder.
  package func records(_ event: String? = nil) throws -> [HookRecord] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let known = names.filter { name in
      name.hasSuffix(".json") && name.contains("-")
        && event.map { name.hasPrefix("\($0)-") } ?? true
    }
    let dated = try known.map { name in
      let file = folder.appending(path: name)
      let values = try FileManager.default.attributesOfItem(atPath: file.path)
      return (date: values[.modificationDate] as? Date ?? .distantPast, file: file)
    }
    return try dated.sorted { $0.date < $1.date }.map { _, file in
      let data = try Data(contentsOf: file)
      var record = try JSONDecoder().decode(HookRecord.self, from: data)
      record.input = data
      return record
    }
  }
}

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

/// One command hook of a settings file.
package struct ClaudeHook: Sendable, ExpressibleByStringLiteral {
  /// The command; run by `/bin/sh -c` unless there are arguments.
  package var command: String
  /// Arguments of the exec form, which needs 2.1.139; nil writes the shell form.
  package var arguments: [String]?
  /// Seconds.
  package var timeout: Int?
  /// Which values of the event it is for; nil is all.
  package var matcher: String?

  /// Describes a hook.
  package init(
    _ command: String, arguments: [String]? = nil, timeout: Int? = nil, matcher: String? = nil
  ) {
    self.command = command
    self.arguments = arguments
    self.timeout = timeout
    self.matcher = matcher
  }

  package init(stringLiteral command: String) {
    self.init(command)
  }

  /// The hook as an entry of its event's array in `settings.json`.
  var entry: [String: Any] {
    var handler: [String: Any] = ["type": "command", "command": command]
    handler["args"] = arguments
    handler["timeout"] = timeout
    var entry: [String: Any] = ["hooks": [handler]]
    entry["matcher"] = matcher
    return entry
  }
}
