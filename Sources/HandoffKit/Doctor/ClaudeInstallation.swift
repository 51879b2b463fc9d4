internal import ClaudeCode
internal import Git2
internal import LocalFiles

/// The `claude` program of this machine, as far as it can be told without a session.
struct ClaudeInstallation: Sendable, Hashable {
  /// Its path; `nil` where there is none.
  let path: String?
  /// Where it lies, if not where the setting says: it is then not found by a bare name.
  let strayPath: String?
  /// What `claude --version` said, such as `2.1.330 (Claude Code)`; `nil` without an answer.
  let answer: String?

  /// Its version as numbers, such as `[2, 1, 330]`; `nil` where it is not known.
  var version: [Int]? {
    guard let word = answer?.split(separator: " ").first else { return nil }
    let numbers = word.split(separator: ".").map { Int($0) }
    return numbers.count == 3 ? numbers.compactMap(\.self) : nil
  }

  /// Whether its version is known, and below another one.
  func isBelow(_ other: [Int]) -> Bool {
    version.map { $0.lexicographicallyPrecedes(other) } ?? false
  }

  /// Looks for the program and asks for its version.
  ///
  /// - Parameters:
  ///   - name: The setting: a name that is looked for in `PATH`, or a path.
  ///   - context: The world around it.
  /// - Returns: What was found; without a path where there is none.
  static func find(_ name: String, _ context: HandoffContext) -> ClaudeInstallation {
    guard let path = locate(name, context) else {
      let places = [".local/bin/claude", ".claude/local/claude"]
      let stray = (try? context.home()).flatMap { home in
        places.map { "\(home)/\($0)" }.first { isProgram($0) }
      }
      return ClaudeInstallation(path: nil, strayPath: stray, answer: nil)
    }
    var environment = context.environment
    environment["DISABLE_AUTOUPDATER"] = "1"
    let answer = ProgramAnswer.of([path, "--version"], environment: environment, seconds: 15)
    return ClaudeInstallation(
      path: path, strayPath: nil,
      answer: answer.flatMap { $0.isSuccess && !$0.text.isEmpty ? $0.text : nil })
  }

  /// The path of a program, by the rule of the shell.
  static func locate(_ name: String, _ context: HandoffContext) -> String? {
    if name.contains("/") {
      return (try? context.absolute(name)).flatMap { isProgram($0) ? $0 : nil }
    }
    let folders = (context.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first(where: isProgram)
  }

  /// Whether a path names a file that may be run.
  static func isProgram(_ path: String) -> Bool {
    unsafe access(path, X_OK) == 0 && !LocalFile.isFolder(path)
  }
}
