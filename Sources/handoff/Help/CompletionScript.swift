/// The completion scripts of ArgumentParser, which offer nothing behind `help`.
enum CompletionScript {
  /// Returns a script that offers words there.
  ///
  /// - Parameters:
  ///   - words: The commands and pages of help.
  ///   - script: A script for bash, zsh or fish; any other text stays as it is.
  /// - Returns: The script.
  static func offering(_ words: [String], in script: String) -> String {
    if script.hasPrefix("#!/bin/bash"), let help = script.firstRange(of: "_handoff_help() {\n"),
      let body = script[help.upperBound...].firstRange(of: "__handoff_offer_flags_options -1\n")
    {
      // As its other lists: a line for each word.
      return script[..<body.upperBound]
        + "    __handoff_add_completions -W '\(words.joined(separator: "\n"))'\n"
        + script[body.upperBound...]
    }
    let list = words.joined(separator: " ")
    if script.hasPrefix("#compdef") {
      return script.replacing("'*:subcommands:'", with: "'*:subcommands:(\(list))'")
    }
    let fish = "__handoff_should_offer_completions_for_flags_or_options"
    guard script.hasPrefix("function \(fish)") else { return script }
    let line = ["handoff", "help"].joined(separator: " ")
    return script + "\ncomplete -c 'handoff' -n '\(fish) \"\(line)\"' -f -a '\(list)'"
  }
}
