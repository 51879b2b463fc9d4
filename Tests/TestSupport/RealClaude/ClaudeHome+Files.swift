package import Foundation

extension ClaudeHome {
  /// Replaces the user's settings file.
  ///
  /// - Parameters:
  ///   - hooks: by event name.
  ///   - more: other top-level keys as JSON text, an object.
  /// - Throws: an error of the file system, or of the JSON text.
  package func writeSettings(hooks: [String: [ClaudeHook]], more: String = "{}") throws {
    var settings = try Self.object(Data(more.utf8))
    if !hooks.isEmpty { settings["hooks"] = hooks.mapValues { $0.map(\.entry) } }
    if settings["permissions"] == nil {
      // With these the tools of a script run without a question, in every release.
      let tools = ["Bash", "Read", "Edit", "Write", "Glob", "Grep", "Task", "Agent", "TodoWrite"]
      settings["permissions"] = ["allow": tools]
    }
    try Self.write(settings, to: settingsFile)
  }

  /// Notes in `~/.claude.json` that the first-run dialogs are over, for a made-up key.
  ///
  /// The program looks the key up by its last 20 characters.
  func writeState(key: String, trusting folders: [URL]) throws {
    let trusted: [String: Any] = [
      "hasTrustDialogAccepted": true, "hasCompletedProjectOnboarding": true,
    ]
    let projects = folders.map { ($0.path, trusted) }
    try Self.write(
      [
        "hasCompletedOnboarding": true,
        "theme": "dark",
        "bypassPermissionsModeAccepted": true,
        "customApiKeyResponses": ["approved": [String(key.suffix(20))], "rejected": [String]()],
        "projects": Dictionary(uniqueKeysWithValues: projects),
      ], to: stateFile)
  }

  /// Marks one more folder as trusted; no session may be running, as it would write the file too.
  package func trust(_ project: URL) throws {
    var state = try Self.object(Data(contentsOf: stateFile))
    var projects = state["projects"] as? [String: Any] ?? [:]
    projects[project.path] = [
      "hasTrustDialogAccepted": true, "hasCompletedProjectOnboarding": true,
    ]
    state["projects"] = projects
    try Self.write(state, to: stateFile)
  }

  /// The transcripts of all sessions of this home.
  package func transcripts() -> [URL] {
    let projects = folder.appending(path: ".claude/projects")
    let names = FileManager.default.enumerator(atPath: projects.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
      .map { projects.appending(path: $0) }
  }

  private var stateFile: URL { folder.appending(path: ".claude.json") }

  private static func object(_ data: Data) throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw HarnessError("The JSON text is not an object.")
    }
    return object
  }

  static func write(_ object: [String: Any], to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let data = try JSONSerialization.data(
      withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    try data.write(to: file, options: .atomic)
  }
}
