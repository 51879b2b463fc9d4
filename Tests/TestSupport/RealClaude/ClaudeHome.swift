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
  ///   - baseURL: of the stand-in for the Messages API.
  ///   - hooks: by event name; a name that the old release does not know voids all of them there.
  ///   - extra: environment variables on top of the fixed ones; may replace those.
  ///   - environment: of the test's process; only `PATH` is used.
  /// - Returns: the home; whoever makes it removes it.
  /// - Throws: an error of the file system, or `HarnessError` if git fails.
  package static func make(
    baseURL: String, hooks: [String: [ClaudeHook]] = [:], extra: [String: String] = [:],
    environment: [String: String],
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
  /// - Parameter name: its path below `~/src`.
  /// - Returns: its folder.
  /// - Throws: an error of the file system, or `HarnessError` if git fails.
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
