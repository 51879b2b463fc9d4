internal import Foundation
internal import Platform

/// The file `config.json`: one JSON object with the settings' names as keys.
package struct ConfigurationFile: Sendable {
  /// Its path: `HANDOFF_CONFIG`, else `$XDG_CONFIG_HOME/handoff/config.json`, else
  /// `~/.config/handoff/config.json`.
  package let path: String

  /// Finds the file by the environment.
  package init(_ context: HandoffContext) throws {
    if let own = context.variable("HANDOFF_CONFIG") {
      path = try context.absolute(own)
    } else if let folder = context.variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      path = folder + "/handoff/config.json"
    } else {
      path = try context.home() + "/.config/handoff/config.json"
    }
  }

  /// Reads the file; a missing one is empty.
  ///
  /// - Returns: The members of the object.
  /// - Throws: `HandoffError` where it is not a JSON object.
  func members() throws -> [String: Any] {
    guard LocalFile.exists(path) else { return [:] }
    let bytes = try LocalFile.read(path, limit: 1 << 20)
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    else {
      throw HandoffError(
        .configuration, "\(path) is not a JSON object.", hint: "Mend it in an editor: \(path)")
    }
    return object
  }

  /// Sets members, keeping the others.
  ///
  /// - Parameter changes: The new values.
  /// - Throws: `HandoffError` where the file is broken, `FileError` where it cannot be written.
  package func set(_ changes: [Setting: String]) throws {
    var members = try members()
    for (setting, value) in changes { members[setting.rawValue] = value }
    let data = try JSONSerialization.data(
      withJSONObject: members, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    try LocalFile.createFolder(LocalFile.folder(of: path))
    try LocalFile.write(Array(data) + [0x0A], to: path)
  }
}
