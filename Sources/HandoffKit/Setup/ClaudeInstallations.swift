internal import ClaudeCode
internal import Phrases
internal import Platform

/// The installations of Claude Code on this machine; all of them read the same settings.
struct ClaudeInstallations: Sendable {
  /// A program.
  struct Installation: Sendable, Hashable {
    /// Its path, symbolic links resolved.
    let path: String
    /// The version; `nil` if the program does not tell it.
    let version: ClaudeVersion?
  }

  /// In the order in which they were found.
  let all: [Installation]

  /// Their versions.
  var versions: [ClaudeVersion?] { all.map(\.version) }

  /// Looks for the programs and asks each for its version (`claude --version`).
  ///
  /// They are looked for at the place that the setting `claude` names, in `PATH`, at
  /// `CLAUDE_CODE_EXECPATH` (which Claude Code sets for its children), and at the places of its
  /// installers.
  ///
  /// - Parameters:
  ///   - context: The environment, and the way in which a program is asked.
  ///   - setting: The setting `claude`: a name or a path.
  /// - Returns: Those that can be run, each once.
  static func find(_ context: HandoffContext, setting: String) async -> Self {
    var seen: Set<String> = []
    let paths = candidates(context, setting).compactMap { path -> String? in
      guard LocalFile.isExecutable(path) else { return nil }
      let resolved = LocalFile.resolved(path) ?? path
      return seen.insert(resolved).inserted ? resolved : nil
    }
    let passed = context.passedVariables
    // Each is a program of hundreds of megabytes; more than a few are leftovers of old versions.
    let asked = await withTaskGroup(
      of: (Int, Installation).self, returning: [Installation].self
    ) { group in
      for (number, path) in paths.prefix(8).enumerated() {
        group.addTask {
          let text = await context.claudeVersion(path, passed)
          return (
            number, Installation(path: path, version: text.flatMap { ClaudeVersion(in: $0) })
          )
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return ClaudeInstallations(all: asked)
  }

  /// Returns the reason for which events are left out, as a sentence with what to do.
  func reason(omitting events: [HookEvent]) -> String {
    let names = events.map(\.rawValue).joined(separator: ", ")
    let old = all.first { installation in
      !events.allSatisfy { $0.isKnown(to: [installation.version]) }
    }
    guard let old else { return Phrases.hooksOmittedNoClaude(events: names) }
    guard let version = old.version else {
      return Phrases.hooksOmittedSilent(events: names, path: old.path)
    }
    return Phrases.hooksOmittedOld(events: names, path: old.path, version: version)
  }

  private static func candidates(_ context: HandoffContext, _ setting: String) -> [String] {
    let folders = (context.variable("PATH") ?? "").split(separator: ":").map(String.init)
      .filter { $0.hasPrefix("/") }
    var paths: [String] = []
    if setting.hasPrefix("/") {
      paths.append(setting)
    } else if !setting.contains("/"), setting != "claude" {
      paths += folders.map { "\($0)/\(setting)" }
    }
    if let running = context.variable("CLAUDE_CODE_EXECPATH"), running.hasPrefix("/"),
      LocalFile.name(of: running).hasPrefix("claude")
    {
      paths.append(running)
    }
    paths += folders.map { "\($0)/claude" }
    if let home = try? context.home() {
      paths += ["\(home)/.local/bin/claude", "\(home)/.claude/local/claude"]
    }
    if let folder = try? context.claudeFolder() { paths.append("\(folder)/local/claude") }
    return paths + ["/usr/local/bin/claude", "/opt/homebrew/bin/claude"]
  }
}
