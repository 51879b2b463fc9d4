import Essentials
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// One run of the program: started in a session of its own, limited in time and output.
struct ClaudeCall {
  let configuration: ClaudeSummarizer.Configuration

  /// What the program printed and how it ended.
  struct Output: Sendable {
    var standardOutput: [UInt8]
    /// The end of standard error.
    var errorText: String
    /// How it ended, for messages.
    var ending: String
  }

  /// Runs the program and waits for its end.
  ///
  /// - Parameter input: What it reads from standard input.
  /// - Returns: What it printed, however it ended.
  /// - Throws: ``SummarizerError`` when it could not be started, printed too much, took too long,
  ///   or the task was cancelled; the whole process group is gone by then.
  func run(input: String) async throws(SummarizerError) -> Output {
    let outcome = await withTaskGroup(of: Outcome?.self, returning: Outcome.self) { group in
      group.addTask { await attempt(input: input) }
      group.addTask {
        // Ends early, with nothing to say, when the program was faster or the caller cancelled.
        do { try await Task.sleep(for: configuration.timeout) } catch { return nil }
        return .failed(.timedOut(seconds(configuration.timeout)))
      }
      var first: Outcome?
      while let outcome = await group.next() {
        first = first ?? outcome
        group.cancelAll()
      }
      return first ?? .failed(.cancelled)
    }
    switch outcome {
    case .ended(let output): return output
    case .failed(let error): throw error
    }
  }

  private enum Outcome: Sendable {
    case ended(Output)
    case failed(SummarizerError)
  }

  private func attempt(input: String) async -> Outcome {
    do {
      let folder = try workingFolder()
      let standardInput = try PromptFile.open(input, in: folder)
      let result = try await Subprocess.run(
        child(in: folder),
        input: .fileDescriptor(standardInput, closeAfterSpawningProcess: true),
        output: .sequence, error: .sequence
      ) { execution in
        try await ChildOutput.collect(from: execution, limit: configuration.outputLimit)
      }
      guard !Task.isCancelled else { return .failed(.cancelled) }
      return .ended(
        Output(
          standardOutput: result.closureResult.standardOutput,
          errorText: String(decoding: result.closureResult.errorTail, as: UTF8.self),
          ending: "\(result.terminationStatus)"))
    } catch {
      return .failed(Task.isCancelled ? .cancelled : failure(for: error))
    }
  }

  private func failure(for error: any Error) -> SummarizerError {
    switch error {
    case let error as SummarizerError: return error
    case is CancellationError: return .cancelled
    case let error as SubprocessError where error.code == .executableNotFound:
      // A path that exists was checked before: it names something that cannot be run.
      let name = configuration.executable
      return name.hasPrefix("/") ? .couldNotStart("\(name) is no program.") : .notInstalled
    default: return .couldNotStart("\(error)".oneLine(limit: 300))
    }
  }

  private func child(in folder: String) throws -> Subprocess.Configuration {
    let name = configuration.executable
    guard name.hasPrefix("/") || !name.contains("/"), !name.isEmpty else {
      throw SummarizerError.couldNotStart("\(name) is neither a name nor an absolute path.")
    }
    if name.hasPrefix("/"), !FileManager.default.fileExists(atPath: name) {
      throw SummarizerError.notInstalled
    }
    var options = PlatformOptions()
    // The child leads a session and a process group: signals reach everything it starts.
    options.createSession = true
    options.teardownSequence = [
      .send(
        signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: configuration.grace)
    ]
    let variables = configuration.childEnvironment.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    return Subprocess.Configuration(
      executable: name.hasPrefix("/") ? .path(FilePath(name)) : .name(name),
      arguments: Arguments(configuration.arguments),
      environment: .custom(Dictionary(variables) { first, _ in first }),
      workingDirectory: FilePath(folder), platformOptions: options)
  }

  private func workingFolder() throws -> String {
    let folder = configuration.workingFolder
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw SummarizerError.couldNotStart("The folder \(folder) cannot be made.")
    }
    return folder
  }
}

/// A duration in seconds.
private func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}
