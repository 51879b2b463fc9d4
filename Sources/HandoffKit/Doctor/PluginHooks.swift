internal import ClaudeCode
internal import LocalFiles

/// A plugin of Claude Code's that registers our hooks too.
struct PluginHooks: Sendable, Hashable {
  /// `name@marketplace`.
  let name: String

  /// Finds it.
  ///
  /// A plugin counts that is switched on, and either is called `handoff` or has hooks that run one
  /// of our programs.
  ///
  /// - Parameters:
  ///   - document: The user's settings.
  ///   - folder: Claude Code's own folder; plugins are copied to `plugins` in it.
  init?(_ document: SettingsDocument, folder: String) {
    let found = document.enabledPlugins.first { name in
      let plugin = String(name.prefix { $0 != "@" })
      return plugin == "handoff" || PluginHooks.runsOurs(plugin, in: "\(folder)/plugins")
    }
    guard let found else { return nil }
    name = String(found.prefix(100))
  }

  private static func runsOurs(_ plugin: String, in folder: String) -> Bool {
    guard !plugin.isEmpty, !plugin.contains("/"), plugin != "." && plugin != ".." else {
      return false
    }
    var left = 2_000
    func look(_ folder: String, depth: Int, isInside: Bool) -> Bool {
      for name in LocalFile.names(in: folder) {
        left -= 1
        guard left > 0 else { return false }
        let path = "\(folder)/\(name)"
        if isInside, name == "hooks.json" {
          let bytes = (try? LocalFile.read(path, limit: 1 << 20)) ?? []
          let text = String(decoding: bytes, as: UTF8.self)
          if HookCommand.executables.contains(where: text.contains) { return true }
        } else if depth > 0, LocalFile.kind(path) == .folder,
          look(path, depth: depth - 1, isInside: isInside || name == plugin)
        {
          return true
        }
      }
      return false
    }
    return look(folder, depth: 6, isInside: false)
  }
}
