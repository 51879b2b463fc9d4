internal import ClaudeCode
package import Platform

/// Names of variables of the environment; `NAME*` means all that begin with `NAME`.
package struct VariableNames: Sendable, Hashable {
  /// The names, in the order in which they were written.
  let names: [String]

  /// Makes a list without any.
  package init() { names = [] }

  /// Reads `MY_CA CORP_*`, with spaces or commas between; `nil` where a part is something else.
  init?(_ text: String) {
    self.init(text.split { $0 == " " || $0 == "," }.map(String.init))
  }

  /// Takes names over; `nil` where one is none.
  init?(_ names: [String]) {
    self.names = names
    guard names.allSatisfy(Self.isName) else { return nil }
  }

  /// The list as the configuration has it.
  var text: String { names.joined(separator: " ") }

  private static func isName(_ text: String) -> Bool {
    let name = (text.hasSuffix("*") ? text.dropLast() : text[...]).utf8
    return name.first.map { !(0x30...0x39).contains($0) } == true
      && name.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
  }
}

extension HandoffContext {
  /// The names that the setting `pass_environment` adds for all programs.
  ///
  /// Where it cannot be read, nothing is added: whoever loads all settings says what is wrong.
  var passedVariables: [String] {
    var settings = Settings(repo: "", file: "")
    for row in Setting.of(\.passEnvironment) {
      let value =
        variable(row.variable).map { JSONDocument.Value.text($0) }
        ?? (try? ConfigurationFile(self).document())?[row.name]
      if let value { try? row.read(&settings, value, self) }
    }
    return settings.passEnvironment.names
  }

  /// The names that `claude -p` gets: those of the setting, and those of the cloud that the user's
  /// own settings of Claude Code choose.
  var variablesOfModel: [String] {
    let file = try? SettingsFile.read(claudeFolder() + "/settings.json")
    let settings = try? SettingsDocument(file?.bytes ?? [])
    return passedVariables
      + ChildVariables.names(switchedOnBy: settings?.environmentNames ?? [])
  }

  /// Returns the environment of a program that is started for this person.
  package func environment(for kind: ChildVariables.Kind) -> [String: String] {
    ChildVariables.environment(for: kind, from: environment, adding: passedVariables)
  }
}
