import Foundation

/// A server that ends with this value, and with this process however that ends: a shell waits for
/// the end of its input, then kills it.
final class LeashedProgram: Sendable {
  private let leash = Pipe()
  private let shell = Process()

  /// Starts a line of the shell.
  ///
  /// - Parameters:
  ///   - line: The program with its arguments.
  ///   - log: The file for what it says.
  ///   - folder: What is removed when it has ended.
  /// - Throws: What `Process` throws where the shell cannot be started.
  convenience init(_ line: String, log: String, removing folder: String) throws {
    try self.init([line], log: log, removing: folder)
  }

  /// Starts lines of the shell, each a program that has no others below it.
  init(_ lines: [String], log: String, removing folder: String) throws {
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    // SIGTERM may be blocked by the thread that starts the shell, and stays so in what it starts.
    let ending = "kill $p; sleep 0.2; kill -9 $p; rm -rf '\(folder)'"
    let starting = lines.map { "\($0) >>'\(log)' 2>&1 & p=\"$p $!\"; " }.joined()
    shell.arguments = ["-c", "\(starting)read x; \(ending)"]
    shell.standardInput = leash
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    try? leash.fileHandleForReading.close()
  }

  deinit { try? leash.fileHandleForWriting.close() }
}
