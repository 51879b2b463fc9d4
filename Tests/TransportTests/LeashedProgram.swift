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
  ///   - folder: The folder to be removed when it has ended.
  /// - Throws: An error of `Process` where the shell cannot be started.
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

  /// Returns true if all of them are there; prints those that are not.
  static func has(_ names: String...) -> Bool {
    let missing = names.filter { path($0) == nil }
    if !missing.isEmpty {
      print("Tests are skipped, for want of \(missing.joined(separator: ", "))")
    }
    return missing.isEmpty
  }
}
