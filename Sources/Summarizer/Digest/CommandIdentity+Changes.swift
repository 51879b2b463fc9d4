internal import Platform

/// The files that shell commands change.
extension CommandIdentity {
  /// Finds what a shell command changes, by the words that it is written with.
  ///
  /// A command that checks the work counts for a check alone: what it writes is its report.
  ///
  /// - Parameter command: The command, with all its lines.
  /// - Returns: The paths, or the command's own words where it names none.
  static func changes(in command: String) -> [String] {
    guard command.utf8.contains(UInt8(ascii: ">")) || changing.isFound(in: command),
      !CommandIdentity(command).isCheck
    else { return [] }
    // Behind it stands the text of a file.
    var lines = command.cut(toBytes: 4_096, mark: "").split(separator: "\n")[...]
    if let document = lines.firstIndex(where: { $0.contains("<<") }) { lines = lines[...document] }
    return segments(lines.joined(separator: "\n")).flatMap { changes(in: $0) }
      .filter { !isPassing($0) }
  }

  /// The words of all that changes a file; most commands have none of them.
  private static let changing = ByteTexts([
    "rm ", "rm\t", "mv ", "mv\t", "cp ", "cp\t", "patch", "sed", "perl", "git", "tee",
  ])

  private static func changes(in segment: Segment) -> [String] {
    var words = words(segment.text)
    unwrap(&words)
    guard let path = words.first else { return [] }
    let program = path.split(separator: "/").last.map(String.init) ?? path
    let targets = words.dropFirst().filter { !$0.hasPrefix("-") }
    let options = words.dropFirst().filter { $0.hasPrefix("-") }
    switch program {
    case "rm": return Array(targets)
    case "patch": return [program]
    case "mv", "cp": return targets.last.map { [$0] } ?? []
    case "sed", "perl":
      let isInPlace = options.contains { option in
        option.hasPrefix("--in-place") || option.hasPrefix("-i")
          || !option.hasPrefix("--") && option.utf8.count <= 4 && option.contains("i")
      }
      return isInPlace ? [targets.last ?? program] : []
    case "git": return targets.first.map { changes(byGit: $0, targets, options) } ?? []
    default:
      // Of a program that works, the output that is kept is a report.
      guard looking.contains(program) else { return [] }
      return redirections(segment.text) + tees(segment.piped)
    }
  }

  private static func changes(
    byGit verb: String, _ targets: [String], _ options: [String]
  ) -> [String] {
    let isChange =
      switch verb {
      case "checkout", "switch": !options.contains { ["-b", "-B", "-c", "-C"].contains($0) }
      case "reset": options.contains("--hard")
      case "apply":
        !options.contains { ["--check", "--stat", "--numstat", "--cached"].contains($0) }
      case "restore": !options.contains("--staged")
      case "stash": !["list", "show", "drop"].contains(targets.dropFirst().first ?? "")
      case "am", "cherry-pick", "merge", "pull", "rebase", "revert", "rm", "mv": true
      default: false
      }
    return isChange ? ["git \(targets.prefix(3).joined(separator: " "))"] : []
  }

  /// Returns the files that an output goes to.
  private static func redirections(_ text: String) -> [String] {
    // A sign in quotes is text.
    let plain = text.replacing(/"[^"]*[>\s][^"]*"|'[^']*[>\s][^']*'/, with: "_")
    return plain.matches(of: /(?:^|[\s1&])>>?\s*([^\s<>&|;]+)/)
      .map { $0.output.1.filter { !"'\"".contains($0) } }
  }

  private static func tees(_ piped: String) -> [String] {
    piped.split(separator: "|").flatMap { part -> [String] in
      var words = words(String(part))
      unwrap(&words)
      return words.first == "tee" ? words.dropFirst().filter { !$0.hasPrefix("-") } : []
    }
  }

  /// True for what is no part of the work: devices, folders for what passes, and what a build makes anew.
  private static func isPassing(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return ["/dev/", "/tmp/", "/var/tmp/", "$TMPDIR"].contains { path.hasPrefix($0) }
      || [".log", ".tmp", ".pyc", ".pid"].contains { path.hasSuffix($0) }
      || parts.contains { made.contains(String($0)) }
  }

  private static let made: Set<String> = [
    ".build", ".cache", ".next", ".pytest_cache", "__pycache__", "build", "coverage", "dist",
    "node_modules", "target",
  ]
}
