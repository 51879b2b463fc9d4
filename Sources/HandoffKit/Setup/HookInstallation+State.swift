internal import ClaudeCode

extension HookInstallation {
  /// How the registration stands.
  package struct State: Sendable, Hashable {
    /// The events that one of our programs is registered for.
    package let registered: [String]
    /// The events that `handoff install` would add: hooks were never installed, or Claude Code was
    /// updated since.
    package let missing: [String]
    /// The events that `handoff install` would take out: an installation of Claude Code may not know
    /// them, and one of 2.1.81 and older would then ignore all of its settings.
    package let unknown: [String]
    /// Whether the settings turn all hooks off (`disableAllHooks`).
    package let isDisabled: Bool

    /// Whether nothing is to be done.
    package var isRight: Bool { missing.isEmpty && unknown.isEmpty && !isDisabled }
  }

  /// Compares the settings with what should be registered.
  ///
  /// - Returns: How they differ.
  /// - Throws: `HandoffError` where the settings file is broken.
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
        isDisabled: document.disablesAllHooks)
    } catch {
      throw HandoffError(
        .data, "Claude Code's settings cannot be read: \(error)",
        hint: "Mend the file in an editor.")
    }
  }
}
