internal import Essentials
internal import MachineState
internal import Platform
internal import Summarizer

/// The options that an installed Claude Code names in its help.
package struct ClaudeOptions: Sendable, Hashable {
  private let names: Set<Substring>

  /// Reads them from the text of `claude --help`.
  package init(help: String) {
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
  /// - Returns: The options; none where the program is not there or does not tell.
  package static func read(of program: String, context: HandoffContext) async -> ClaudeOptions {
    guard let path = executable(program, context), let file = LocalFile.resolved(path),
      let info = LocalFile.information(file)
    else { return ClaudeOptions(help: "") }
    let cache = (try? context.state()).map { $0.path + "/claude-options" }
    // An update leads the link elsewhere, or changes the file.
    let identity = "\(file) \(info.size) \(info.modified.seconds).\(info.modified.nanoseconds)"
    if let cache, let bytes = try? LocalFile.read(cache, limit: 1 << 16) {
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1)
      if lines.count == 2, lines[0] == identity { return ClaudeOptions(help: String(lines[1])) }
    }
    guard
      let help = await ClaudeQuestion.help.ask(
        path, environment: context.environment, workingFolder: "/")
    else { return ClaudeOptions(help: "") }
    let options = ClaudeOptions(help: help)
    if let cache {
      let text = "\(identity)\n\(options.names.sorted().joined(separator: " "))\n"
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
