internal import Foundation

/// A folder of a test's own, removed when the value goes away.
package final class TemporaryFolder: Sendable {
  /// Its path, without symbolic links in it.
  package let path: String

  package init(_ name: String = "handoff-test") throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    path = "\(base)/\(name)-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in it.
  package func callAsFunction(_ relative: String) -> String { "\(path)/\(relative)" }

  /// Writes a text file in it, with the folders on the way.
  package func write(_ text: String, to relative: String) throws {
    let file = self(relative)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
  }

  /// Reads a text file in it; `nil` where there is none.
  package func read(_ relative: String) -> String? {
    try? String(contentsOfFile: self(relative), encoding: .utf8)
  }
}
