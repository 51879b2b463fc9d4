package import Foundation

/// A program that a test runs, with its output kept.
package struct ProgramResult: Sendable {
  package let status: Int32
  package let output: String
  package let errors: String
}

/// Runs programs for tests: real ones, in an environment of the test's own.
package enum Program {
  /// Runs a program to its end.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String: String],
    folder: String? = nil, input: Data = Data()
  ) throws -> ProgramResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let scratch = try TemporaryFolder("handoff-run")
    for name in ["in", "out", "err"] {
      let contents = name == "in" ? input : nil
      _ = FileManager.default.createFile(atPath: scratch(name), contents: contents)
    }
    process.standardInput = FileHandle(forReadingAtPath: scratch("in"))
    process.standardOutput = FileHandle(forWritingAtPath: scratch("out"))
    process.standardError = FileHandle(forWritingAtPath: scratch("err"))
    try process.run()
    process.waitUntilExit()
    return ProgramResult(
      status: process.terminationStatus, output: scratch.read("out") ?? "",
      errors: scratch.read("err") ?? "")
  }

  /// The folder that the package's programs are built into: that of the test bundle.
  package static var buildFolder: String {
    #if os(macOS)
    for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
      return bundle.bundleURL.deletingLastPathComponent().path
    }
    #endif
    return Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
      ?? "."
  }

  /// The path of one of the package's programs.
  package static func built(_ name: String) -> String { "\(buildFolder)/\(name)" }
}
