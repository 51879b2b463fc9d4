internal import ClaudeCode

extension HookInstallation {
  /// Whether a plugin that is switched on in the user's settings registers the hooks, so that what
  /// `handoff install` adds would be there twice.
  ///
  /// Settings that are broken, or missing, switch nothing on.
  package var isPluginEnabled: Bool {
    guard let folder = try? context.claudeFolder(),
      let bytes = try? SettingsFile.read(folder + "/settings.json").bytes,
      let document = try? SettingsDocument(bytes)
    else { return false }
    return PluginHooks(document, folder: folder) != nil
  }
}
