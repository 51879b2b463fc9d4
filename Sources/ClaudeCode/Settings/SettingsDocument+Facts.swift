extension SettingsDocument {
  /// The plugins that are switched on (`enabledPlugins`), as `name@marketplace`, in the order of the
  /// text.
  package var enabledPlugins: [String] {
    (value?["enabledPlugins"]?.members ?? []).filter { $0.value.bool == true }.map(\.name)
  }

  /// The names of the variables that Claude Code sets for itself and its hooks (`env`).
  package var environmentNames: Set<String> {
    Set((value?["env"]?.members ?? []).map(\.name))
  }

  /// A program gives Claude Code its key (`apiKeyHelper`).
  package var hasKeyHelper: Bool { value?["apiKeyHelper"]?.string?.isEmpty == false }

  /// Only hooks of managed settings run (`allowManagedHooksOnly`, in managed settings alone).
  package var allowsOnlyManagedHooks: Bool {
    value?["allowManagedHooksOnly"]?.bool ?? false
  }

  /// The events that hooks of any kind are registered for, in the order of the text.
  package var hookEvents: [HookEvent] {
    (value?["hooks"]?.members ?? []).map { HookEvent(rawValue: $0.name) }
  }
}
