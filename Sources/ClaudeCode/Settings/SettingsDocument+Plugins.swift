extension SettingsDocument {
  /// The plugins that are switched on (`enabledPlugins`), as `NAME@MARKETPLACE`.
  package var enabledPlugins: [String] {
    (value?["enabledPlugins"]?.members ?? []).filter { $0.value.bool == true }.map(\.name)
  }
}
