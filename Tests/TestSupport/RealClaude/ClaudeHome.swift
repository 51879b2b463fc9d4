package import Foundation

/// A throw-away home folder in which Claude Code starts without a question.
package struct ClaudeHome: Sendable {
  /// The folder that holds everything else; ``remove()`` deletes it.
  package let root: URL
  /// The home folder.
  package let folder: URL
  /// A git repository with one commit on `main`, below the home folder.
  package let project: URL
  /// The whole environment of what runs here.
  package var environment: [String: String]
  /// The user's settings file.
  package var settingsFile: URL { folder.appending(path: ".claude/settings.json") }

  /// Makes the folders and files.
  ///
  /// - Parameters:
  ///   - baseURL: Of the stand-in for the Messages API.
  ///   - hooks: By event name; a name that the old release does not know voids all of them there.
  ///   - extra: Environment variables on top of the fixed ones; may replace those.
  ///   - environment: Of the test's process; only `PATH` is used.
  /// - Returns: The home; whoever makes it removes it.
  /// - Throws: An error of the file system, or `HarnessError` if git fails.
  package static func make(
    baseURL: String, hooks: [String: [ClaudeHook]] = [:], extra: [String: String] = [:],
    environment: [String: String]
  ) async throws -> ClaudeHome {
    let root = try makeRoot()
    let folder = root.appending(path: "home")
    let key = "sk-ant-api03-stand-in-" + UUID().uuidString
    var variables = fixedVariables
    variables["HOME"] = folder.path
    let temporary = root.appending(path: "tmp").path
    variables["TMPDIR"] = temporary
    variables["CLAUDE_CODE_TMPDIR"] = temporary
    variables["PATH"] = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    variables["ANTHROPIC_BASE_URL"] = baseURL
    variables["ANTHROPIC_API_KEY"] = key
    let home = ClaudeHome(
      root: root, folder: folder, project: folder.appending(path: "src/project"),
      environment: variables.merging(extra) { $1 })
    do {
      try await home.makeProject(at: home.project)
      try home.writeState(key: key, trusting: [home.project])
      try home.writeSettings(hooks: hooks)
    } catch {
      home.remove()
      throw error
    }
    return home
  }

  /// Makes another trusted git repository with one commit.
  ///
  /// - Parameter name: Its path below `~/src`.
  /// - Returns: Its folder.
  /// - Throws: An error of the file system, or `HarnessError` if git fails.
  package func addProject(_ name: String) async throws -> URL {
    let folder = folder.appending(path: "src").appending(path: name)
    try await makeProject(at: folder)
    try trust(folder)
    return folder
  }

  /// Makes a place for the recording hooks of one session.
  package func makeRecorder() throws -> HookRecorder {
    let name = "hooks-" + UUID().uuidString.prefix(8).lowercased()
    return try HookRecorder(folder: root.appending(path: name))
  }

  /// The processes that run with this home folder, with their arguments; Linux only.
  package func processes() -> [Int32: String] {
    ProcessList.withEnvironment("HOME", folder.path)
  }

  /// Kills what still runs here and deletes the folder.
  package func remove() {
    // Again and again, since a child may have been started between the look and the kill.
    for _ in 0..<200 {
      guard ProcessList.kill(processes().keys) else { break }
      Thread.sleep(forTimeInterval: 0.01)
    }
    try? FileManager.default.removeItem(at: root)
  }

  private func makeProject(at folder: URL) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("A project.\n".utf8).write(to: folder.appending(path: "README.md"))
    var environment = environment
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    let commands = [
      ["init", "--quiet", "--initial-branch=main"],
      ["config", "user.name", "Test"], ["config", "user.email", "test@example.invalid"],
      ["config", "commit.gpgsign", "false"],
      ["add", "."], ["commit", "--quiet", "--message", "Start"],
    ]
    for arguments in commands {
      let git = ExternalProgram(
        ["git"] + arguments, environment: environment, folder: folder.path)
      _ = try await git.output()
    }
  }

  /// Makes the outer folder, whose path is short and has no symbolic links.
  ///
  /// A tmux socket's path may have about 100 bytes, and Claude Code names a project's transcripts
  /// after its real path. The path also gets into the system prompt, so it does not hold the
  /// product's name, by which a test may know summary calls.
  private static func makeRoot() throws -> URL {
    let name = "claude-home-" + UUID().uuidString.prefix(8).lowercased()
    let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: name)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: false)
    // Claude Code keeps files with fixed names there, which another user's could stand in the way of.
    try FileManager.default.createDirectory(
      at: root.appending(path: "tmp"), withIntermediateDirectories: false)
    return URL(filePath: root.path)
  }

  /// What keeps the program from calling anyone but the stand-in, and from asking questions.
  private static let fixedVariables = [
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    "CLAUDE_CODE_DISABLE_OFFICIAL_MARKETPLACE_AUTOINSTALL": "1",
    "CLAUDE_CODE_ENABLE_PROMPT_SUGGESTION": "false",
    "DISABLE_AUTOUPDATER": "1",
    "DISABLE_ERROR_REPORTING": "1",
    "DISABLE_INSTALLATION_CHECKS": "1",
    "DISABLE_TELEMETRY": "1",
  ]
}

extension ClaudeHome {
  /// Replaces the user's settings file.
  ///
  /// - Parameters:
  ///   - hooks: By event name.
  ///   - more: Other top-level keys as JSON text, an object.
  /// - Throws: An error of the file system, or of the JSON text.
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
