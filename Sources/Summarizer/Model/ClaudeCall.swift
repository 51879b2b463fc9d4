internal import Phrases
internal import Platform
internal import Processes

/// One run of Claude Code: in a session of its own, limited in time and output.
struct ClaudeCall {
  let configuration: ClaudeSummarizer.Configuration

  /// The output of the program, and its end.
  struct Output: Sendable {
    var standardOutput: [UInt8]
    /// The last lines of standard error.
    var errorText: String
    /// The way it ended, for messages.
    var ending: String
  }

  /// Runs the program and waits for its end, without blocking the thread.
  ///
  /// - Parameter input: The text for its standard input.
  /// - Returns: Its output, however it ended.
  /// - Throws: ``SummarizerError`` if it could not be started, printed too much, took too long, or
  ///   the task was cancelled; the whole process group is gone by then.
  func run(input: String) async throws(SummarizerError) -> Output {
    let exchange = ProgramExchange(
      try start(), outputLimit: configuration.outputLimit, timeLimit: configuration.timeout,
      grace: configuration.grace, endsLeftovers: true)
    do throws(ConnectionFailure) {
      let answer = try await exchange.runWithoutBlocking(Array(input.utf8))
      return Output(
        standardOutput: answer.output, errorText: answer.errorLines.joined(separator: "\n"),
        ending: "\(answer.end)")
    } catch {
      throw failure(for: error)
    }
  }

  private func start() throws(SummarizerError) -> ProgramStart {
    let folder = configuration.workingFolder
    do throws(FileError) {
      try LocalFile.createFolder(folder, durable: false)
    } catch {
      throw .couldNotStart(Phrases.modelFolder(folder: folder))
    }
    let name = configuration.executable
    guard name.hasPrefix("/") || !name.contains("/"), !name.isEmpty else {
      throw .couldNotStart(Phrases.modelNoPath(name: name))
    }
    if name.hasPrefix("/"), !LocalFile.exists(name) { throw .notInstalled }
    return ProgramStart(
      command: [name] + configuration.arguments, environment: configuration.childEnvironment,
      folder: folder, isInteractive: false, hasOwnSession: true)
  }

  private func failure(for failure: ConnectionFailure) -> SummarizerError {
    switch failure.reason {
    case .cancelled: .cancelled
    case .timedOut: .timedOut(configuration.timeout / .seconds(1))
    case .tooLong: .badAnswer(Phrases.modelLongAnswer(limit: configuration.outputLimit))
    case .programMissing:
      // A path that exists was checked before: it names something that cannot be run.
      configuration.executable.hasPrefix("/")
        ? .couldNotStart(Phrases.modelNoProgram(path: configuration.executable)) : .notInstalled
    default: .couldNotStart(failure.message.oneLine(limit: 300))
    }
  }
}

/// A question that an installed Claude Code answers about itself.
package enum ClaudeQuestion: String, Sendable {
  /// Its version, on one line.
  case version = "--version"
  /// Its options, with a few words about each.
  case help = "--help"

  /// Runs the program with this option; it is ended when the time is over.
  ///
  /// - Parameters:
  ///   - executable: An absolute path.
  ///   - environment: The caller's, of which it gets what it needs.
  ///   - passedVariables: The names of variables that it gets besides.
  ///   - workingFolder: An existing folder.
  ///   - timeout: The time it may take; a cold start takes over a second on a slow machine.
  /// - Returns: Its output; `nil` if it cannot be run, fails, is too slow, or prints more than 64 KB.
  package func ask(
    _ executable: String, environment: [String: String], passedVariables: [String] = [],
    workingFolder: String, timeout: Duration = .seconds(10)
  ) async -> String? {
    let configuration = ClaudeSummarizer.Configuration(
      executable: executable, environment: environment, passedVariables: passedVariables,
      workingFolder: workingFolder)
    let exchange = ProgramExchange(
      ProgramStart(
        command: [executable, rawValue], environment: configuration.childEnvironment,
        folder: workingFolder, isInteractive: false, hasOwnSession: true),
      outputLimit: 65_536, timeLimit: timeout, endsLeftovers: true)
    guard let answer = try? await exchange.runWithoutBlocking([]), answer.end == .exited(0) else {
      return nil
    }
    return String(decoding: answer.output, as: UTF8.self)
  }
}
