/// Claude Code's register of installed plugins, `plugins/installed_plugins.json`.
package struct InstalledPlugins: Sendable {
  private let value: JSONValue?

  /// Reads it; a register that is missing or broken knows no plugin.
  ///
  /// - Parameter configurationFolder: `CLAUDE_CONFIG_DIR`, or `.claude` in the home folder.
  package init(configurationFolder: String) {
    value = BoundedFile.json(
      at: configurationFolder + "/plugins/installed_plugins.json", limit: 1 << 20)
  }

  /// The folders that a plugin was installed into; version 2 of the file has one for each scope.
  ///
  /// - Parameter name: The plugin as `NAME@MARKETPLACE`.
  /// - Returns: The absolute paths (`installPath`).
  package func folders(of name: String) -> [String] {
    (value?["plugins"]?[name]?.elements ?? []).compactMap {
      $0["installPath"]?.string(limit: 4_096)
    }
  }
}
