internal import Platform

/// The text of a `settings.json` of Claude Code, edited by the smallest changes.
///
/// Layout, key order, line ends, a byte order mark and everything that is not ours survive byte for
/// byte. Text that is not JSON is refused, never repaired. Managed settings, a project's and the
/// user's add up: all matching hooks run, each command once.
package struct SettingsDocument: Sendable, Equatable {
  /// The text.
  package let bytes: [UInt8]
  /// Its value; `nil` for a text of nothing but white space, which counts as no settings.
  let root: JSONNode?

  /// Reads a text.
  ///
  /// - Parameter bytes: The whole file; nothing for a file that does not exist.
  /// - Throws: ``SettingsError`` if the text is not one JSON object.
  package init(_ bytes: [UInt8]) throws(SettingsError) {
    self.bytes = bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[start...].contains(where: { !$0.isSpace }) else {
      root = nil
      return
    }
    do {
      root = try JSONParser.parse(bytes, in: start..<bytes.count)
    } catch {
      switch error {
      case .cutOff: throw .cutOff
      case .tooComplex: throw .tooComplex
      case .unexpected(let offset): throw Self.notJSON(bytes, offset)
      }
    }
    guard root?.members != nil else { throw .unexpectedType(place: "", expected: "an object") }
  }

  /// True if `disableAllHooks` is set (from 1.0.68): none of the hooks runs.
  package var disablesAllHooks: Bool {
    value?["disableAllHooks"]?.bool ?? false
  }

  /// All command hooks that Claude Code sees, in the order of the text.
  package var hooks: [RegisteredHook] {
    var hooks: [RegisteredHook] = []
    for (event, groups) in value?["hooks"]?.members ?? [] {
      for group in groups.elements ?? [] {
        for handler in group["hooks"]?.elements ?? [] {
          guard let command = handler.command else { continue }
          hooks.append(
            RegisteredHook(
              event: HookEvent(rawValue: event), matcher: group["matcher"]?.string,
              command: command, timeout: handler["timeout"]?.integer,
              arguments: handler.arguments))
        }
      }
    }
    return hooks
  }

  var layout: JSONLayout { JSONLayout(bytes, root: root) }

  /// Returns the index of the member of this name that counts: of several, the last.
  func lastIndex(of key: String, in members: [JSONMember]) -> Int? {
    members.lastIndex { name(of: $0) == key }
  }

  func name(of member: JSONMember) -> String { JSONString.decode(bytes, member.key) }

  var value: JSONValue? { root.map { JSONValue(bytes: bytes, node: $0) } }

  private static func notJSON(_ bytes: [UInt8], _ offset: Int) -> SettingsError {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = before.count { $0 == 0x0A } + 1
    return .notJSON(line: line, column: before.count - lineStart + 1)
  }
}

extension JSONValue {
  /// The command of a hook of type `command`.
  var command: String? {
    guard let type = self["type"] else { return self["command"]?.string }
    return type.string == "command" ? self["command"]?.string : nil
  }

  /// The `args` of a hook; what is no text among them counts for an empty one.
  var arguments: [String]? {
    self["args"].map { $0.elements?.map { $0.string ?? "" } ?? [] }
  }
}

/// A command hook as it is in the settings.
package struct RegisteredHook: Sendable, Equatable {
  package var event: HookEvent
  /// The `matcher` of its group.
  var matcher: String?
  package var command: String
  /// `timeout` in seconds.
  package var timeout: Int?
  /// The `args` of a hook that has them: Claude Code runs the command itself, without a shell (from
  /// 2.1.139).
  package var arguments: [String]?

  /// True if the command runs one of our executables.
  package var isOurs: Bool {
    HookCommand.isOurs(command, arguments: arguments)
  }
}

extension SettingsDocument {
  /// The plugins that are switched on (`enabledPlugins`), as `name@marketplace`, in the order of
  /// the text.
  package var enabledPlugins: [String] {
    (value?["enabledPlugins"]?.members ?? []).filter { $0.value.bool == true }.map(\.name)
  }

  /// The names of the variables that Claude Code sets for itself and its hooks (`env`).
  package var environmentNames: Set<String> {
    Set((value?["env"]?.members ?? []).map(\.name))
  }

  /// True if a program gives Claude Code its key (`apiKeyHelper`).
  package var hasKeyHelper: Bool { value?["apiKeyHelper"]?.string?.isEmpty == false }

  /// True if only hooks of managed settings run (`allowManagedHooksOnly`, read in managed settings
  /// alone).
  package var allowsOnlyManagedHooks: Bool {
    value?["allowManagedHooksOnly"]?.bool ?? false
  }

  /// The events that hooks of any kind are registered for, in the order of the text.
  package var hookEvents: [HookEvent] {
    (value?["hooks"]?.members ?? []).map { HookEvent(rawValue: $0.name) }
  }
}

/// Claude Code's register of installed plugins, `plugins/installed_plugins.json`.
package struct InstalledPlugins: Sendable {
  private let value: JSONValue?

  /// Reads the register; one that is missing or broken knows no plugin.
  ///
  /// - Parameter configurationFolder: `CLAUDE_CONFIG_DIR`, or `.claude` in the home folder.
  package init(configurationFolder: String) {
    value = JSONValue(
      file: configurationFolder + "/plugins/installed_plugins.json", limit: 1 << 20)
  }

  /// Returns the folders that a plugin was installed into; version 2 of the file has one for each
  /// scope.
  ///
  /// - Parameter name: The plugin as `NAME@MARKETPLACE`.
  /// - Returns: The absolute paths (`installPath`).
  package func folders(of name: String) -> [String] {
    (value?["plugins"]?[name]?.elements ?? []).compactMap {
      $0["installPath"]?.string(limit: 4_096)
    }
  }
}
