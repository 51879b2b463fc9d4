extension SettingsDocument {
  /// The text without any hook of ours.
  ///
  /// After ``installing(_:)`` it is the text from before, byte for byte: nothing at all, if that
  /// is what there was. Whether a file that did not exist is removed again is for the caller.
  ///
  /// - Returns: The new text; the same, if there is no hook of ours.
  /// - Throws: ``SettingsError`` never for a text this type has read; it is the parser's type.
  package func uninstalling() throws(SettingsError) -> [UInt8] {
    var document = self
    while let edit = document.nextRemoval() {
      document = try SettingsDocument(edit.applied(to: document.bytes))
    }
    return document.bytes
  }

  /// Looks into doubled keys, too: they become visible when the last of them goes.
  private func nextRemoval() -> TextEdit? {
    for (index, member) in (root?.members ?? []).enumerated() where name(of: member) == "hooks" {
      for event in (member.value.members ?? []).indices {
        if let place = ourHooks(hooks: index, event: event).first { return removing(place) }
      }
    }
    return nil
  }
}
