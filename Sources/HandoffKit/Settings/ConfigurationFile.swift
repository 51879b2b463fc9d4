internal import ClaudeCode
internal import MachineState
internal import Phrases
internal import Platform

/// The file `config.json`: one JSON object with the settings' names as keys.
///
/// It is the person's: a change touches only the members that it is about, a copy of the file as it
/// was is kept, and a symbolic link is followed.
package struct ConfigurationFile: Sendable {
  /// Its path: `HANDOFF_CONFIG`, else `$XDG_CONFIG_HOME/handoff/config.json`, else
  /// `~/.config/handoff/config.json`.
  package let path: String
  let context: HandoffContext

  /// Finds the file by the environment.
  package init(_ context: HandoffContext) throws {
    self.context = context
    if let own = context.variable("HANDOFF_CONFIG") {
      path = try context.absolute(own)
    } else if let folder = context.variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      path = folder + "/handoff/config.json"
    } else {
      path = try context.home() + "/.config/handoff/config.json"
    }
  }

  /// True before this machine has a name, which `init` gives it.
  ///
  /// A file that cannot be read may have one.
  package var isWithoutMachine: Bool {
    guard let document = try? document() else { return false }
    return Setting.of(\.machine).allSatisfy { row in
      context.variable(row.variable) == nil && [nil, .null, .text("")].contains(document[row.name])
    }
  }

  /// Returns the names in the file that are no settings, sorted.
  ///
  /// - Throws: `HandoffError` where it is not a JSON object.
  package func unknownNames() throws -> [String] {
    try document().names.filter { Setting.named($0) == nil }.sorted()
  }

  /// Sets a setting.
  ///
  /// - Parameters:
  ///   - name: The setting.
  ///   - text: Its value as a person types it; `nil` takes the setting out of the file.
  /// - Returns: The row of the setting.
  /// - Throws: `HandoffError` (`usage`) for a name or a value that is none; nothing is then written.
  @discardableResult
  package func set(_ name: String, to text: String?) throws -> Setting {
    let setting = try Setting.known(name)
    var settings = Settings(repo: "", file: path)
    if let text {
      do {
        try setting.read(&settings, .text(text), context)
      } catch let refusal as SettingRefusal {
        throw HandoffError(.usage, refusal.message, hint: Phrases.seeSettings())
      }
    }
    try store([setting], of: text == nil ? nil : settings)
    return setting
  }

  /// Writes the values of settings, keeping everything else in the file.
  ///
  /// - Parameters:
  ///   - changed: The settings.
  ///   - settings: Their values; `nil` takes them out of the file.
  /// - Throws: `HandoffError` where the file is broken or cannot be written.
  func store(_ changed: [Setting], of settings: Settings?) throws {
    let file = try onDisk()
    var document = try document()
    for setting in changed {
      let bytes =
        settings.map { document.setting(setting.name, to: setting.value($0)) }
        ?? document.removing(setting.name)
      document = try JSONDocument(bytes)
    }
    try replace(file, with: document)
  }

  /// Returns the file as it is now.
  func onDisk() throws -> SettingsFile {
    do throws(SettingsError) {
      return try SettingsFile.read(path)
    } catch {
      throw HandoffError(.inputOutput, error.description)
    }
  }

  /// Puts a text in the place of the one that was read, of which a copy is kept.
  ///
  /// - Throws: `HandoffError` where the file has changed since, or cannot be written.
  func replace(_ file: SettingsFile, with document: JSONDocument) throws {
    guard document.bytes != file.bytes ?? [] else { return }
    if let old = file.bytes {
      _ = try Backups(context: context).keep(old, name: "config", type: "json")
    }
    do throws(SettingsError) {
      try file.write(document.bytes)
    } catch {
      throw HandoffError(.inputOutput, error.description)
    }
    guard try self.document() == document else {
      throw HandoffError(.inputOutput, Phrases.configurationNotWritten(path: path))
    }
  }

  /// Reads the file; a missing one is empty.
  ///
  /// - Throws: `HandoffError` where it is not a JSON object.
  func document() throws -> JSONDocument {
    try document(of: LocalFile.exists(path) ? try LocalFile.read(path, limit: 1 << 20) : [])
  }

  /// Reads a text that is in the file, or is to be.
  ///
  /// - Throws: `HandoffError` where it is not a JSON object.
  func document(of bytes: [UInt8]) throws -> JSONDocument {
    do throws(JSONDocument.Problem) {
      return try JSONDocument(bytes)
    } catch {
      let message =
        switch error {
        case .unexpected(let line, let column):
          Phrases.configurationNotJSON(path: path, line: line, column: column)
        case .cutOff: Phrases.configurationCutOff(path: path)
        case .tooComplex: Phrases.configurationTooComplex(path: path)
        case .notAnObject: Phrases.configurationNotAnObject(path: path)
        }
      throw HandoffError(.configuration, message, hint: Phrases.fixInEditor(path: path))
    }
  }
}

/// Copies of the user's files as they were before a change, in the state folder.
struct Backups {
  let context: HandoffContext

  /// Keeps a copy; an earlier one is never replaced.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: The beginning of the copy's name.
  ///   - type: The end of the copy's name.
  /// - Returns: The copy's path.
  /// - Throws: `HandoffError`, `FileError` if it cannot be written.
  func keep(_ bytes: [UInt8], name: String, type: String) throws -> String {
    let folder = try context.state().path + "/backups"
    try LocalFile.createFolder(folder)
    let stem = "\(folder)/\(name)-\(context.seconds())"
    var path = "\(stem).\(type)"
    var number = 1
    while LocalFile.kind(path) != .missing {
      number += 1
      path = "\(stem)-\(number).\(type)"
    }
    try LocalFile.write(bytes, to: path)
    return path
  }
}
