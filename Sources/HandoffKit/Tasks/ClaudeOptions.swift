package import ClaudeCode
internal import Essentials
internal import MachineState
internal import Platform
internal import Summarizer

/// The version of an installed Claude Code, and the options that it names in its help.
package struct ClaudeOptions: Sendable, Hashable {
  /// The version; `nil` where the program does not tell.
  package let version: ClaudeVersion?
  private let names: Set<Substring>

  /// Nothing: a program that is not there, or does not tell.
  package static let unknown = ClaudeOptions(help: "", version: nil)

  /// Reads them from the text of `claude --help`.
  package init(help: String, version: ClaudeVersion?) {
    self.version = version
    let words = help.split { !($0.isLetter || $0.isNumber || $0 == "-") }
    names = Set(words.filter { $0.hasPrefix("--") && $0.count > 2 })
  }

  /// Returns whether the program knows an option, such as `--session-id`.
  package func contains(_ option: String) -> Bool { names.contains(option[...]) }

  /// Asks a program, once for each version of it: its answer is kept in the state folder.
  ///
  /// - Parameters:
  ///   - program: A path, or a name that is looked for in `PATH`.
  ///   - context: The world around.
  /// - Returns: Version and options; `unknown` where the program is not there or does not tell.
  package static func read(of program: String, context: HandoffContext) async -> ClaudeOptions {
    guard let path = executable(program, context), let file = LocalFile.resolved(path),
      let info = LocalFile.information(file)
    else { return .unknown }
    let cache = (try? context.state()).map { $0.path + "/claude-options" }
    // An update leads the link elsewhere, or changes the file.
    let identity = "\(file) \(info.size) \(info.modified.seconds).\(info.modified.nanoseconds)"
    if let cache, let bytes = try? LocalFile.read(cache, limit: 1 << 16) {
      let lines = String(decoding: bytes, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
      if lines.count == 4, lines[0] == identity {
        return ClaudeOptions(help: String(lines[2]), version: ClaudeVersion(in: String(lines[1])))
      }
    }
    guard
      let help = await ClaudeQuestion.help.ask(
        path, environment: context.environment, passedVariables: context.passedVariables,
        workingFolder: "/")
    else { return .unknown }
    let version = await context.claudeVersion(path, context.passedVariables).flatMap {
      ClaudeVersion(in: $0)
    }
    let options = ClaudeOptions(help: help, version: version)
    if let cache {
      let text = """
        \(identity)
        \(version?.description ?? "")
        \(options.names.sorted().joined(separator: " "))

        """
      try? LocalFile.update(Array(text.utf8), at: cache)
    }
    return options
  }

  /// The path of a program.
  private static func executable(_ program: String, _ context: HandoffContext) -> String? {
    let folders = (context.variable("PATH") ?? "").split(separator: ":")
    let places = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
    return places.first { LocalFile.isExecutable($0) }
  }
}
