internal import ClaudeCode
internal import MachineState
internal import Phrases
internal import Platform

/// `handoff config edit`.
extension ConfigurationFile {
  /// The outcome of an edit.
  package enum Edit: Sendable, Hashable {
    /// The text is as it was, or what was typed is dropped.
    case unchanged
    /// The file has the new text; with a sentence for each name in it that is no setting.
    case changed(remarks: [String])
  }

  /// Has the file edited in a copy, which takes its place once every setting in it can be read.
  ///
  /// - Parameters:
  ///   - editor: Opens the copy, and returns when it has been edited.
  ///   - again: Hears what is wrong with the text; true to open it once more. What it throws ends the edit.
  /// - Returns: The outcome.
  /// - Throws: `HandoffError` where the file has changed meanwhile or cannot be written, and what the
  ///   editor throws; the file is then as it was.
  package func edit(
    with editor: (_ path: String) throws -> Void, again: (HandoffError) throws -> Bool
  ) throws -> Edit {
    let file = try onDisk()
    let state = try context.state()
    try state.create()
    let folder = "\(state.path)/edit-\(getpid())"
    defer { LocalFile.removeTree(folder) }
    try LocalFile.createFolder(folder)
    // Editors know by the name what it is.
    let copy = "\(folder)/\(LocalFile.name(of: path))"
    let before = file.bytes ?? Array("{\n}\n".utf8)
    try LocalFile.write(before, to: copy)
    while true {
      try editor(copy)
      let bytes = try LocalFile.read(copy, limit: 1 << 20)
      guard bytes != before else { return .unchanged }
      do {
        let document = try check(bytes)
        try replace(file, with: document)
        return .changed(
          remarks: document.names.filter { Setting.named($0) == nil }.map {
            Setting.refusal(of: $0)
          })
      } catch let error as HandoffError where error.status == .configuration {
        guard try again(error) else { return .unchanged }
      }
    }
  }

  /// Reads a text that is to be in the file.
  ///
  /// - Throws: `HandoffError` (`configuration`) where it is no JSON object, or a setting has a value that
  ///   is none.
  private func check(_ bytes: [UInt8]) throws -> JSONDocument {
    let document = try document(of: bytes)
    var settings = Settings(repo: "", file: path)
    for setting in Setting.all {
      guard let value = document[setting.name], value != .null, value != .text("") else { continue }
      do {
        try setting.read(&settings, value, context)
      } catch let refusal as SettingRefusal {
        throw HandoffError(
          .configuration, refusal.message,
          hint: Phrases.lineOfText(
            line: document.line(of: setting.name, element: refusal.element) ?? 1))
      }
    }
    return document
  }
}
