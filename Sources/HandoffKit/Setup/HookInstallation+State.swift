package import ClaudeCode
internal import Phrases
internal import Platform

extension HookInstallation {
  /// The state of the registration.
  package struct State: Sendable, Hashable {
    /// The events that one of our programs is registered for.
    package let registered: [String]
    /// The events that `handoff install` would add: hooks were never installed, or Claude Code has
    /// been updated since.
    package let missing: [String]
    /// The events that `handoff install` would remove: an installation of Claude Code may not know
    /// them, and one of 2.1.81 and older would then ignore all of its settings.
    package let unknown: [String]
    /// True if the settings turn all hooks off (`disableAllHooks`).
    package let isDisabled: Bool
    /// The newest installed Claude Code; `nil` where none is known.
    package let claude: ClaudeVersion?

    /// True if nothing is to be done.
    package var isRight: Bool { missing.isEmpty && unknown.isEmpty && !isDisabled }
  }

  /// Compares the settings with what should be registered.
  ///
  /// - Returns: The differences.
  /// - Throws: `HandoffError` if the settings file is broken.
  package func state() async throws -> State {
    let installations = await installations()
    let path = try context.claudeFolder() + "/settings.json"
    do throws(SettingsError) {
      let file = try SettingsFile.read(path)
      let document = try SettingsDocument(file.bytes ?? [])
      var registered: [String] = []
      for hook in document.hooks where hook.isOurs && !registered.contains(hook.event.rawValue) {
        registered.append(hook.event.rawValue)
      }
      let (known, omitted) = HookInstallation.events(installations.versions)
      return State(
        registered: registered,
        missing: known.map(\.rawValue).filter { !registered.contains($0) },
        unknown: omitted.map(\.rawValue).filter { registered.contains($0) },
        isDisabled: document.disablesAllHooks,
        claude: installations.versions.compactMap(\.self).max())
    } catch {
      throw HandoffError(
        .data, Phrases.claudeSettingsUnreadable(reason: error),
        hint: Phrases.claudeSettingsUnreadableHint())
    }
  }
}

extension HookInstallation {
  /// True if a plugin that is enabled in the user's settings registers the hooks, so that what
  /// `handoff install` adds would be there twice.
  ///
  /// Settings that are broken, or missing, enable nothing.
  package var isPluginEnabled: Bool {
    guard let folder = try? context.claudeFolder(),
      let bytes = try? SettingsFile.read(folder + "/settings.json").bytes,
      let document = try? SettingsDocument(bytes)
    else { return false }
    return PluginHooks(document, folder: folder) != nil
  }
}

/// A plugin of Claude Code's that is enabled and registers our hooks.
struct PluginHooks: Sendable, Hashable {
  /// `name@marketplace`.
  let name: String

  /// Finds the plugin in the user's settings.
  ///
  /// A plugin counts if its hooks run one of our programs; one called `handoff` also if its hooks
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

  /// Returns true if the hooks of an installed plugin run one of our programs; `nil` if it has none
  /// that can be read.
  private static func runsOurs(_ folder: String) -> Bool? {
    guard let bytes = try? LocalFile.read("\(folder)/hooks/hooks.json", limit: 1 << 20) else {
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return HookCommand.executables.contains { text.contains($0) }
  }
}
