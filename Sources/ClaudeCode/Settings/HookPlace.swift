/// The place of a hook of ours in the settings: the indices that lead to it from the root.
struct HookPlace {
  /// The index of the member `hooks` of the root.
  var hooks: Int
  /// The index of the event among the members of `hooks`.
  var event: Int
  /// The index of the group in the event's array.
  var group: Int
  /// The array of hooks in the group.
  var handlers: JSONNode
  /// The index of the hook in that array.
  var index: Int
  var handler: JSONNode
  var command: String
  /// The `args` of a hook that has them: its command is not for a shell.
  var arguments: [String]?
}

extension SettingsDocument {
  /// Returns the hooks of ours under one event.
  func ourHooks(hooks: Int, event: Int) -> [HookPlace] {
    guard let events = root?.members?[hooks].value.members,
      let groups = events[event].value.elements
    else { return [] }
    var places: [HookPlace] = []
    for (group, node) in groups.enumerated() {
      guard let members = node.members, let key = lastIndex(of: "hooks", in: members),
        let handlers = members[key].value.elements
      else { continue }
      for (index, handler) in handlers.enumerated() {
        let value = JSONValue(bytes: bytes, node: handler)
        let arguments = value.arguments
        guard let command = value.command, HookCommand.isOurs(command, arguments: arguments)
        else { continue }
        places.append(
          HookPlace(
            hooks: hooks, event: event, group: group, handlers: members[key].value, index: index,
            handler: handler, command: command, arguments: arguments))
      }
    }
    return places
  }

  /// Returns the edit that removes a hook, and with it everything that was there for it alone.
  func removing(_ place: HookPlace) -> TextEdit? {
    guard let root, let hooks = root.members?[place.hooks].value,
      let event = hooks.members?[place.event].value
    else { return nil }
    let levels = [
      (place.handlers, place.index), (event, place.group), (hooks, place.event),
      (root, place.hooks),
    ]
    for (level, (node, index)) in levels.enumerated() {
      guard let container = JSONContainer(node, bytes, layout) else { return nil }
      if container.children.count > 1 { return container.removing(index) }
      // A group without a hook is of no use, so its array never stays.
      if level > 0,
        let edit = container.removingOnlyChild(isRoot: level == levels.count - 1)
      {
        return edit
      }
    }
    return nil
  }
}

extension SettingsDocument {
  /// Returns the text without any hook of ours.
  ///
  /// After ``installing(_:)`` it is the text from before, byte for byte: empty, if there was none.
  /// It is for the caller to remove a file that did not exist.
  ///
  /// - Returns: The new text; the same, if there is no hook of ours.
  /// - Throws: ``SettingsError``, the parser's type; never for a text that this type has read.
  package func uninstalling() throws(SettingsError) -> [UInt8] {
    var document = self
    while let edit = document.nextRemoval() {
      document = try SettingsDocument(edit.applied(to: document.bytes))
    }
    return document.bytes
  }

  /// Also looks into doubled keys: they become visible when the last of them goes.
  private func nextRemoval() -> TextEdit? {
    for (index, member) in (root?.members ?? []).enumerated() where name(of: member) == "hooks" {
      for event in (member.value.members ?? []).indices {
        if let place = ourHooks(hooks: index, event: event).first { return removing(place) }
      }
    }
    return nil
  }
}
