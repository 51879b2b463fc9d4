internal import CGit2
internal import Platform

/// Settings that hold above those of all files, as `git -c` has them: the highest level of a
/// configuration.
///
/// libgit2 reads configuration from files alone: this is one without a name, of this user alone, for as
/// long as the process lives.
struct ConfigurationSettings: Sendable {
  private let file: TemporaryFile

  /// Makes the file.
  ///
  /// - Parameter entries: The settings, such as `core.logAllRefUpdates`, in their order.
  /// - Throws: `GitError` where a name is none, or where there is no place for the file.
  init(_ entries: [ConfigurationEntry]) throws(GitError) {
    var text = ""
    for entry in entries { text += try Self.lines(entry) }
    guard let file = TemporaryFile(Array(text.utf8)) else {
      throw GitError(code: .generic, message: "there is no place for a file of settings")
    }
    self.file = file
  }

  /// Adds the settings to a configuration, in the place of those that were added before.
  func add(
    to config: borrowing GitHandle<ConfigurationKind>, of repository: OpaquePointer?
  ) throws(GitError) {
    try check(
      git_config_add_file_ondisk(
        config.pointer, file.path, GIT_CONFIG_LEVEL_APP, repository, 1))
  }

  // MARK: - The environment

  /// The settings of the environment; `nil` where it has none.
  static let ofEnvironment = environment(adding: [])

  /// The settings of the environment, and one that turns reflogs off.
  static let withoutReflogs = environment(
    adding: [ConfigurationEntry(name: "core.logAllRefUpdates", value: "false")])

  private static func environment(
    adding more: [ConfigurationEntry]
  ) -> Result<ConfigurationSettings?, GitError> {
    do throws(GitError) {
      let entries = try Self.entries { name in getenv(name).map { String(cString: $0) } } + more
      return .success(entries.isEmpty ? nil : try ConfigurationSettings(entries))
    } catch {
      return .failure(error)
    }
  }

  /// Returns true if the environment has settings.
  static func areSet() throws(GitError) -> Bool { try ofEnvironment.get() != nil }

  /// Reads `GIT_CONFIG_COUNT`, `GIT_CONFIG_KEY_<n>` and `GIT_CONFIG_VALUE_<n>`.
  ///
  /// - Parameter variable: Returns the value of a variable.
  /// - Returns: The settings.
  /// - Throws: `GitError`, where git would end: a count that is none, a name or a value that is missing.
  static func entries(
    _ variable: (String) -> String?
  ) throws(GitError) -> [ConfigurationEntry] {
    guard let text = variable("GIT_CONFIG_COUNT"), !text.isEmpty else { return [] }
    guard let count = Int(text), (0...100_000).contains(count) else {
      throw GitError(code: .generic, message: "GIT_CONFIG_COUNT is no number of settings")
    }
    var entries: [ConfigurationEntry] = []
    for number in 0..<count {
      guard let name = variable("GIT_CONFIG_KEY_\(number)") else {
        throw GitError(code: .generic, message: "GIT_CONFIG_KEY_\(number) is missing")
      }
      guard let value = variable("GIT_CONFIG_VALUE_\(number)") else {
        throw GitError(code: .generic, message: "GIT_CONFIG_VALUE_\(number) is missing")
      }
      entries.append(ConfigurationEntry(name: name, value: value))
    }
    return entries
  }

  /// Writes a setting as a file has it (git-config(1), CONFIGURATION FILE).
  private static func lines(_ entry: ConfigurationEntry) throws(GitError) -> String {
    let parts = entry.name.split(separator: ".", omittingEmptySubsequences: false)
    func isWord(_ text: Substring?) -> Bool {
      guard let text, !text.isEmpty else { return false }
      return text.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
    }
    let middle = parts.dropFirst().dropLast().joined(separator: ".")
    guard parts.count >= 2, isWord(parts.first), isWord(parts.last),
      !entry.name.utf8.contains(10), !entry.name.utf8.contains(0)
    else {
      throw GitError(code: .generic, message: "a setting of GIT_CONFIG_COUNT has no valid name")
    }
    let section = parts.count == 2 ? parts[0] : "\(parts[0]) \(quoted(middle))"
    let value = entry.value.map { " = " + quoted($0) } ?? ""
    return "[\(section)]\n\t\(parts[parts.count - 1])\(value)\n"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"", "\\": result += "\\\(character)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }
}
