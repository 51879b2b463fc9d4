import Essentials
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Asks an installed Claude Code for its version.
package enum ClaudeVersionCall {
  /// Runs `claude --version`; the program is ended when the time is over.
  ///
  /// - Parameters:
  ///   - executable: An absolute path.
  ///   - environment: The caller's; marks of a session are taken out.
  ///   - workingFolder: An existing folder.
  ///   - timeout: How long it may take; a cold start takes over a second on a slow machine.
  /// - Returns: What it printed, at most 4 KB; `nil` where it cannot be run, fails, or is too slow.
  package static func run(
    _ executable: String, environment: [String: String], workingFolder: String,
    timeout: Duration = .seconds(10)
  ) async -> String? {
    let configuration = ClaudeSummarizer.Configuration(
      executable: executable, environment: environment, workingFolder: workingFolder)
    let variables = configuration.childEnvironment.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .send(
        signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
    ]
    let child = Subprocess.Configuration(
      executable: .path(FilePath(executable)), arguments: ["--version"],
      environment: .custom(Dictionary(variables) { first, _ in first }),
      workingDirectory: FilePath(workingFolder), platformOptions: options)
    return await withTaskGroup(of: String?.self, returning: String?.self) { group in
      group.addTask {
        let result = try? await Subprocess.run(
          child, input: .none, output: .string(limit: 4_096), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput
      }
      group.addTask {
        try? await Task.sleep(for: timeout)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
