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

  /// Reads a text file in it that must be there.
  package func text(_ relative: String) throws -> String {
    try String(contentsOfFile: self(relative), encoding: .utf8)
  }

  /// Writes a shell script that the test can start, and returns its path.
  ///
  /// Another process writes it: were it open for writing here, a child that another test forks at
  /// that moment would hold it open too, and starting it would fail with “text file busy”.
  package func script(_ name: String, _ body: String) throws -> String {
    let command = "printf '%s' \"$1\" > \"$0\" && chmod 755 \"$0\""
    let words = ["sh", "-c", command, self(name), "#!/bin/sh\n\(body)\n"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, nil) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return self(name)
  }
}
