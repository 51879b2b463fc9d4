internal import MachineState
internal import Platform

/// Copies of the user's files as they were before a change, in the state folder.
struct Backups {
  let context: HandoffContext

  /// Keeps a copy; an earlier one is never replaced.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What the copy's name begins with.
  ///   - type: What it ends with.
  /// - Returns: The copy's path.
  /// - Throws: `HandoffError`, `FileError` where it cannot be written.
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
