extension SettingsDocument {
  /// Returns the text with our hooks registered as described, and no other of ours.
  ///
  /// A hook of ours that is there already keeps its place; its path and timeout are updated, and
  /// doubles and events that are no longer asked for go. A text that is right is returned as it is.
  ///
  /// - Parameter registration: What is to be registered.
  /// - Returns: The new text.
  /// - Throws: ``SettingsError/unexpectedType(place:expected:)`` if `hooks`, or an event in it, is
  ///   not what Claude Code expects there; ``SettingsError/unknownExecutable(path:)`` for an
  ///   executable that is not one of ours.
  package func installing(_ registration: HookRegistration) throws(SettingsError) -> [UInt8] {
    for entry in registration.entries where !isOurs(entry) {
      throw .unknownExecutable(path: entry.executable)
    }
    var document = self
    // One edit at a time on a fresh parse: ranges never have to be moved.
    while let edit = try document.nextEdit(for: registration) {
      document = try SettingsDocument(edit.applied(to: document.bytes))
    }
    return document.bytes
  }

  /// Returns true if the settings have our hooks as described, and no other of ours.
  package func isInstalled(_ registration: HookRegistration) -> Bool {
    (try? nextEdit(for: registration)) == .some(nil)
  }

  private func nextEdit(for registration: HookRegistration) throws(SettingsError) -> TextEdit? {
    guard let root, let members = root.members else {
      return registration.entries.first.map { newRoot(with: $0) }
    }
    guard let hooks = lastIndex(of: "hooks", in: members) else {
      return registration.entries.first.flatMap { entry in
        append(isRoot: true, to: root, key: "hooks", .object([member(for: entry)]))
      }
    }
    guard let events = members[hooks].value.members else {
      throw .unexpectedType(place: "hooks", expected: "an object")
    }
    for entry in registration.entries {
      let edit = try nextEdit(for: entry, hooks: hooks, events: events)
      if let edit { return edit }
    }
    for (index, event) in events.enumerated()
    where !registration.entries.contains(where: { $0.event.rawValue == name(of: event) }) {
      if let place = ourHooks(hooks: hooks, event: index).first { return removing(place) }
    }
    return nil
  }

  private func nextEdit(
    for entry: HookRegistration.Entry, hooks: Int, events: [JSONMember],
  ) throws(SettingsError) -> TextEdit? {
    guard let root, let hooksNode = root.members?[hooks].value else { return nil }
    guard let event = lastIndex(of: entry.event.rawValue, in: events) else {
      let (key, value) = member(for: entry)
      return append(to: hooksNode, in: root, key: key, value)
    }
    let groups = events[event].value
    guard groups.elements != nil else {
      throw .unexpectedType(place: "hooks.\(entry.event.rawValue)", expected: "an array")
    }
    let places = ourHooks(hooks: hooks, event: event)
    guard
      let kept = places.first(where: { $0.command == command(for: entry, at: $0) })
        ?? places.first
    else {
      let layout = layout
      return JSONContainer(groups, bytes, layout)?.appending(
        parent: JSONContainer(hooksNode, bytes, layout)
      ) { group(for: entry).text(layout, $0) }
    }
    // A starter's words cannot be mended one by one, nor become a command for a shell.
    let isStarted = entry.arguments != nil || HookCommand.isStarter(kept.command)
    if isStarted, !matches(kept, entry) { return removing(kept) }
    if !isStarted, let edit = update(kept, for: entry) { return edit }
    let double = places.first { $0.group != kept.group || $0.index != kept.index }
    return double.flatMap(removing)
  }

  /// Returns the edit that gives a hook of ours its command or its timeout.
  private func update(_ place: HookPlace, for entry: HookRegistration.Entry) -> TextEdit? {
    guard let members = place.handler.members,
      let command = lastIndex(of: "command", in: members)
    else { return nil }
    let wanted = self.command(for: entry, at: place)
    if place.command != wanted {
      return TextEdit(members[command].value.range, JSONString.encode(wanted).utf8)
    }
    guard let timeout = entry.timeout else { return nil }
    guard let present = lastIndex(of: "timeout", in: members) else {
      return append(to: place.handler, key: "timeout", .integer(timeout))
    }
    let value = members[present].value
    guard JSONValue(bytes: bytes, node: value).integer != timeout else { return nil }
    return TextEdit(value.range, String(timeout).utf8)
  }

  private func command(for entry: HookRegistration.Entry, at place: HookPlace) -> String {
    place.arguments != nil ? entry.executable : shellCommand(for: entry)
  }

  private func isOurs(_ entry: HookRegistration.Entry) -> Bool {
    entry.arguments == nil
      ? HookCommand.isOurs(shellCommand(for: entry))
      : HookCommand.isOurs(entry.executable, arguments: entry.arguments)
  }

  /// Returns whether a hook is exactly what is wanted.
  private func matches(_ place: HookPlace, _ entry: HookRegistration.Entry) -> Bool {
    let value = JSONValue(bytes: bytes, node: place.handler)
    return place.command == entry.executable && place.arguments == entry.arguments
      && value["timeout"]?.integer == entry.timeout
      && (value["async"]?.bool ?? false) == entry.isAsync
  }

  private func shellCommand(for entry: HookRegistration.Entry) -> String {
    HookCommand.shellCommand(for: entry.executable)
  }

  private func append(
    isRoot: Bool = false, to node: JSONNode, in parent: JSONNode? = nil, key: String,
    _ value: JSONFragment,
  ) -> TextEdit? {
    let layout = layout
    return JSONContainer(node, bytes, layout)?.appending(
      isRoot: isRoot, parent: parent.flatMap { JSONContainer($0, bytes, layout) }
    ) { JSONFragment.member(key, value, layout, $0) }
  }

  private func newRoot(with entry: HookRegistration.Entry) -> TextEdit {
    let layout = layout
    let member = JSONFragment.member(
      "hooks", .object([member(for: entry)]), layout, .lines(indentation: layout.unit))
    let text =
      "{" + JSONContainer.newRootMark + layout.newline + layout.unit + member + layout.newline
      + "}" + layout.newline
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return TextEdit(start..<start, text.utf8)
  }

  private func member(for entry: HookRegistration.Entry) -> (key: String, value: JSONFragment) {
    (entry.event.rawValue, .array([group(for: entry)]))
  }

  private func group(for entry: HookRegistration.Entry) -> JSONFragment {
    var handler: [(key: String, value: JSONFragment)] = [
      ("type", .string("command")),
      ("command", .string(entry.arguments == nil ? shellCommand(for: entry) : entry.executable)),
    ]
    if let arguments = entry.arguments {
      handler.append(("args", .array(arguments.map { .string($0) })))
    }
    if entry.isAsync { handler.append(("async", .bool(true))) }
    if let timeout = entry.timeout { handler.append(("timeout", .integer(timeout))) }
    return .object([("hooks", .array([.object(handler)]))])
  }
}

/// The executables of ours that Claude Code is to run, by event.
package struct HookRegistration: Sendable, Equatable {
  /// One event and its executable.
  package struct Entry: Sendable, Equatable {
    package var event: HookEvent
    /// The absolute path of the executable, not quoted.
    package var executable: String
    /// The `args`, for a program that starts ours; `nil` for a command of a shell.
    package var arguments: [String]?
    /// `async`: Claude Code goes on while it runs.
    package var isAsync: Bool
    /// `timeout` in seconds; without one, the timeout in the settings stays.
    ///
    /// Measured with a hook that takes longer: 2.1.81 kills a `SessionEnd` hook after 1.4 s
    /// whatever the timeout; 2.1.176 and 2.1.330 after 1.5 s without one, and for a plugin's hook
    /// always.
    package var timeout: Int?

    /// Makes an entry.
    package init(
      event: HookEvent, executable: String, arguments: [String]? = nil, timeout: Int? = nil,
      isAsync: Bool = false
    ) {
      self.event = event
      self.executable = executable
      self.arguments = arguments
      self.timeout = timeout
      self.isAsync = isAsync
    }
  }

  /// In the order in which they are added; one per event, the first counts.
  package private(set) var entries: [Entry]

  /// Makes a registration; further entries of an event are left out.
  package init(_ entries: [Entry]) {
    var seen: Set<HookEvent> = []
    self.entries = entries.filter { seen.insert($0.event).inserted }
  }
}
