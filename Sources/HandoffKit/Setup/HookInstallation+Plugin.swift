internal import ClaudeCode
internal import LocalFiles

extension HookInstallation {
  /// Whether the plugin of handoff is switched on in the user's settings: it registers the hooks and
  /// has the skill, so that what `handoff install` adds would be there twice.
  ///
  /// Plugins of other people may be called `handoff` too: one whose hooks can be read and start none
  /// of our programs is not ours. Settings that are broken, or missing, switch nothing on.
  package var isPluginEnabled: Bool {
    guard let folder = try? context.claudeFolder(),
      let bytes = try? SettingsFile.read(folder + "/settings.json").bytes,
      let document = try? SettingsDocument(bytes)
    else { return false }
    let installed = InstalledPlugins(configurationFolder: folder)
    return document.enabledPlugins.contains { name in
      name.hasPrefix("handoff@")
        && installed.folders(of: name).allSatisfy { Self.registersOurHooks($0) }
    }
  }

  private static func registersOurHooks(_ folder: String) -> Bool {
    guard let bytes = try? LocalFile.read(folder + "/hooks/hooks.json", limit: 1 << 20) else {
      return true
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return HookCommand.executables.contains { text.contains($0) }
  }
}
