import Foundation

/// The servers' programs that this machine may have.
///
/// A test is skipped where one is not installed. One that is there and does not start is a failure.
enum InstalledProgram {
  /// Returns the path of a program; `nil` where it is not in any of the usual folders.
  static func path(_ name: String) -> String? {
    let folders = [
      "/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin",
    ]
    return folders.map { "\($0)/\(name)" }.first(
      where: FileManager.default.isExecutableFile(atPath:))
  }

  /// Whether all of them are there; says which one is not.
  static func has(_ names: String...) -> Bool {
    let missing = names.filter { path($0) == nil }
    if !missing.isEmpty {
      print("Tests are skipped, for want of \(missing.joined(separator: ", "))")
    }
    return missing.isEmpty
  }
}
