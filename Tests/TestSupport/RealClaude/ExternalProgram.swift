package import Foundation

/// A program of the system that a test runs: what to start, with which environment, and where.
///
/// `Foundation.Process` is not used, because on Linux it hands a socket of its own to the child and
/// then waits until every grandchild has closed it: a hook's detached worker would stop the test.
package struct ExternalProgram: Sendable {
  /// The program and its arguments; a name without `/` is looked up in `environment["PATH"]`.
  package var command: [String]
  /// The whole environment; nothing is added to it.
  package var environment: [String: String]
  /// The working folder.
  package var folder: String

  /// Describes a program without starting it.
  package init(_ command: [String], environment: [String: String], folder: String = "/") {
    self.command = command
    self.environment = environment
    self.folder = folder
  }

  /// Runs the program to its end and returns what it wrote.
  ///
  /// The output goes through files, so a child that lives on does not hold the caller up.
  ///
  /// - Parameters:
  ///   - input: Standard input; empty by default.
  ///   - limit: After this time the program's process group is killed; the result then says so.
  /// - Returns: How it ended, and both outputs.
  /// - Throws: `HarnessError` if it cannot be started at all; any exit status is a result.
  package func run(
    input: Data = Data(), within limit: Duration = .seconds(60)
  ) async throws -> ProgramOutcome {
    let streams = try ProgramStreams(input: input)
    defer { streams.remove() }
    let process = try ChildProcess.spawn(
      self, input: streams.inputFile, output: streams.outputFile, errors: streams.errorsFile)
    let status = await process.end(within: limit)
    return ProgramOutcome(
      status: status, output: streams.text(streams.outputFile),
      errors: streams.text(streams.errorsFile))
  }

  /// Runs the program and returns its standard output.
  ///
  /// - Throws: `HarnessError` with both outputs if it does not exit with status 0.
  package func output(
    input: Data = Data(), within limit: Duration = .seconds(60)
  ) async throws -> String {
    let result = try await run(input: input, within: limit)
    guard result.status == .exited(0) else {
      throw HarnessError(
        "\(command.joined(separator: " ")): \(result.status)\n\(result.output)\(result.errors)")
    }
    return result.output
  }
}

/// What a finished program left behind.
package struct ProgramOutcome: Sendable {
  /// How it ended.
  package let status: ProgramStatus
  /// Its standard output; bytes that are not UTF-8 are replaced.
  package let output: String
  /// Its standard error; bytes that are not UTF-8 are replaced.
  package let errors: String
}

/// How a program ended.
package enum ProgramStatus: Sendable, Equatable, CustomStringConvertible {
  /// It exited with this status.
  case exited(Int32)
  /// This signal ended it.
  case signalled(Int32)
  /// It was killed because its time was up.
  case timedOut

  package var description: String {
    switch self {
    case .exited(let status): "exited with status \(status)"
    case .signalled(let signal): "ended by signal \(signal)"
    case .timedOut: "killed when its time was up"
    }
  }
}

/// The three files that stand for a program's standard streams.
struct ProgramStreams {
  let folder: URL
  let inputFile: String
  let outputFile: String
  let errorsFile: String

  init(input: Data) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "claude-streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    inputFile = folder.appending(path: "input").path
    outputFile = folder.appending(path: "output").path
    errorsFile = folder.appending(path: "errors").path
    try input.write(to: URL(filePath: inputFile))
  }

  func text(_ file: String) -> String {
    let data = FileManager.default.contents(atPath: file) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }
}
