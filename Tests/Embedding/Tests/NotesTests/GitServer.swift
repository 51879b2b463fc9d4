import Foundation
import Testing

/// Git repositories over http on loopback, each for one login, until the object goes.
final class GitServer: Sendable {
  let folder: URL
  let host: String
  private let input: FileHandle

  /// Starts a server.
  ///
  /// - Parameter logins: User and password by repository.
  /// - Throws: What `Process` throws where python3 cannot be started.
  init(_ logins: [String: (user: String, password: String)]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "notes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = try #require(Bundle.module.url(forResource: "git_server", withExtension: "py"))
    let (process, input, output) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", script.path, folder.path]
      + logins.map { "\($0.key)=\($0.value.user):\($0.value.password)" }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    self.input = input.fileHandleForWriting
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    host = "127.0.0.1:\(port)"
  }

  deinit {
    try? input.close()
    try? FileManager.default.removeItem(at: folder)
  }

  func address(_ repository: String) -> String { "http://\(host)/\(repository)" }

  /// A folder for a clone that is not there yet.
  func clone(_ name: String) -> String { folder.appending(path: "clones/\(name)").path }
}
