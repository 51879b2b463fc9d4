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
  /// - Parameter event: only this event's; nil is all.
  /// - Returns: the records by the time of the call.
  /// - Throws: an error of the file system or the decoder.
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
