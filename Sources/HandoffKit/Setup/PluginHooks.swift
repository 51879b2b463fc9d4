internal import ClaudeCode
internal import Platform

/// A plugin of Claude Code's that is switched on and registers our hooks.
struct PluginHooks: Sendable, Hashable {
  /// `name@marketplace`.
  let name: String

  /// Finds it in the user's settings.
  ///
  /// A plugin counts whose hooks run one of our programs; one called `handoff` also where its hooks
  /// cannot be read.
  ///
  /// - Parameters:
  ///   - document: The user's settings.
  ///   - folder: Claude Code's own folder, with its register of installed plugins.
  init?(_ document: SettingsDocument, folder: String) {
    let installed = InstalledPlugins(configurationFolder: folder)
    let found = document.enabledPlugins.first { name in
      let answers = installed.folders(of: name).map(PluginHooks.runsOurs)
      return answers.contains(true) || (name.hasPrefix("handoff@") && !answers.contains(false))
    }
    guard let found else { return nil }
    name = String(found.prefix(100))
  }

  /// Whether the hooks of an installed plugin run one of our programs; `nil` where it has none that
  /// can be read.
  private static func runsOurs(_ folder: String) -> Bool? {
    guard let bytes = try? LocalFile.read("\(folder)/hooks/hooks.json", limit: 1 << 20) else {
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return HookCommand.executables.contains { text.contains($0) }
  }
}
