internal import ClaudeCode
internal import Phrases

/// Reads the settings: flag before environment before file before default.
package struct SettingsLoader: Sendable {
  private let context: HandoffContext

  package init(_ context: HandoffContext) { self.context = context }

  /// Reads all settings.
  ///
  /// An empty value counts as none.
  ///
  /// - Parameter flags: The values that were typed, by the settings' names.
  /// - Returns: The settings, with the origin of each.
  /// - Throws: `HandoffError` that names the setting and where it is set, if a value is not what it
  ///   must be (`usage` for a flag, else `configuration`).
  package func load(flags: [String: String?] = [:]) async throws -> Settings {
    let file = try ConfigurationFile(context)
    let document = try file.document()
    var settings = Settings(repo: try defaultRepo(), file: file.path)
    for setting in Setting.all {
      if let text = flags[setting.name] ?? nil {
        try take(
          .text(text), from: .flag(setting.flag ?? setting.name), setting, document, &settings)
      } else if let text = context.variable(setting.variable) {
        try take(.text(text), from: .environment(setting.variable), setting, document, &settings)
      } else if let value = document[setting.name], value != .null, value != .text("") {
        try take(value, from: .file(file.path), setting, document, &settings)
      }
    }
    return settings
  }

  private func take(
    _ value: JSONDocument.Value, from origin: Settings.Origin, _ setting: Setting,
    _ document: JSONDocument, _ settings: inout Settings
  ) throws {
    do {
      try setting.read(&settings, value, context)
    } catch let refusal as SettingRefusal {
      throw Self.error(refusal, setting, origin, document)
    }
    settings.origins[setting.name] = origin
  }

  private static func error(
    _ refusal: SettingRefusal, _ setting: Setting, _ origin: Settings.Origin,
    _ document: JSONDocument
  ) -> HandoffError {
    switch origin {
    case .flag(let flag):
      HandoffError(.usage, refusal.message, hint: Phrases.setByFlag(flag: flag))
    case .environment(let name):
      HandoffError(.configuration, refusal.message, hint: Phrases.setByVariable(variable: name))
    case .file(let path): refusal.error(setting, in: path, document)
    case .standard: HandoffError(.configuration, refusal.message)
    }
  }

  private func defaultRepo() throws -> String {
    if let data = context.variable("XDG_DATA_HOME"), data.hasPrefix("/") {
      return data + "/handoff/repo"
    }
    return try context.home() + "/.local/share/handoff/repo"
  }
}

extension SettingRefusal {
  /// Returns the error for a value in the configuration file.
  ///
  /// - Parameters:
  ///   - setting: The setting.
  ///   - path: The file.
  ///   - document: Its content.
  /// - Returns: The error, which names the line.
  func error(_ setting: Setting, in path: String, _ document: JSONDocument) -> HandoffError {
    HandoffError(
      .configuration, message,
      hint: Phrases.setInFile(
        path: path, line: document.line(of: setting.name, element: element) ?? 1,
        name: setting.name))
  }
}
