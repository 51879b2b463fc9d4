internal import Platform

/// The `command` of a hook: the form in which ours is written, and the marks by which it is found.
///
/// Without `args` the command is a line for `/bin/sh -c`. The exec form (`args`) is read from
/// 2.1.139 on; measured, 2.1.81 runs such a command without its arguments. So ours are programs of
/// their own that need none, but on Windows, where `wsl.exe` has to be told which program to run.
package enum HookCommand {
  /// The executables by whose names our entries are known, wherever they are installed.
  package static let executables: Set<String> = ["handoff-snapshot", "handoff-cleanup"]

  /// Returns true if a command runs one of our executables: by any path, quoted or not, with or
  /// without arguments, behind variable assignments, `exec` or `env`.
  ///
  /// - Parameters:
  ///   - command: The `command` of a hook.
  ///   - arguments: The `args` of a hook that has them: the command is a path and not for a shell.
  /// - Returns: True if it is one of ours.
  package static func isOurs(_ command: String, arguments: [String]? = nil) -> Bool {
    if arguments != nil { return executable(of: command, arguments: arguments) != nil }
    // A Windows path that was not quoted for a shell loses its backslashes as shell words.
    let firstWord = command.prefix { !$0.isWhitespace }
    return isOurExecutable(String(firstWord))
      || shellWords(command).first { !isPrefix($0) }.map(isOurExecutable) ?? false
  }

  /// Returns the executable of ours that a command runs, as the command names it.
  ///
  /// - Parameters:
  ///   - command: The `command` of a hook.
  ///   - arguments: The `args` of a hook that has them: the command is a path and not for a shell.
  /// - Returns: A path or a bare name, quotes taken away; `nil` for a command that is not ours.
  package static func executable(
    of command: String, arguments: [String]? = nil
  ) -> String? {
    if let arguments {
      if isOurExecutable(command) { return command }
      return isStarter(command) ? arguments.first(where: isOurExecutable) : nil
    }
    return shellWords(command).first { !isPrefix($0) }.flatMap { isOurExecutable($0) ? $0 : nil }
  }

  /// Returns the shell command that runs an executable, quoted if the path needs it.
  package static func shellCommand(for executable: String) -> String {
    let isPlain = executable.utf8.allSatisfy { byte in
      byte.isAlphanumeric || "_@%+=:,./-".utf8.contains(byte)
    }
    if isPlain, !executable.isEmpty { return executable }
    let parts = executable.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: #"'\''"#) + "'"
  }

  /// Returns true for the program with which Windows starts one in WSL.
  package static func isStarter(_ command: String) -> Bool {
    let name = command.split { $0 == "/" || $0 == "\\" }.last?.lowercased()
    return name == "wsl.exe" || name == "wsl"
  }

  private static func isOurExecutable(_ path: String) -> Bool {
    guard var name = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else {
      return false
    }
    if name.lowercased().hasSuffix(".exe") { name = name.dropLast(4) }
    return executables.contains(String(name))
  }

  private static func isPrefix(_ word: String) -> Bool {
    if word == "exec" || word == "env" || word == "command" { return true }
    guard let equals = word.firstIndex(of: "="), equals > word.startIndex else { return false }
    return word[..<equals].utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || byte.isDigit
        || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }
  }

  /// The words of the first simple command, after quote removal as `sh` does it.
  private static func shellWords(_ command: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in command {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace || ";&|()<>".contains(character) {
        if let finished = word { words.append(finished) }
        word = nil
        if !character.isWhitespace { break }
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let finished = word { words.append(finished) }
    return words
  }
}
