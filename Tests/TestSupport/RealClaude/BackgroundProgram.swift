import Foundation
import Platform

/// A program that serves the test and ends when its standard input does.
///
/// The write end of that pipe is in the test's process alone, so the program also ends when the test
/// is killed.
package final class BackgroundProgram: Sendable {
  private let process: ChildProcess
  private let streams: ProgramStreams

  /// The program's process id.
  package var pid: Int32 { process.pid }

  private init(process: ChildProcess, streams: ProgramStreams) {
    self.process = process
    self.streams = streams
  }

  deinit {
    process.closeInput()
    streams.remove()
  }

  /// Starts a program and waits for the first line that it prints.
  ///
  /// - Parameters:
  ///   - program: Must end when its standard input ends.
  ///   - limit: How long the first line may take.
  /// - Returns: The running program and that line without its newline.
  /// - Throws: `HarnessError` with its output if it ends or says nothing.
  package static func start(
    _ program: ExternalProgram, within limit: Duration = .seconds(30)
  ) async throws -> (BackgroundProgram, firstLine: String) {
    let streams = try ProgramStreams(input: Data())
    let process: ChildProcess
    do {
      process = try ChildProcess.spawn(
        program, input: nil, output: streams.outputFile, errors: streams.errorsFile)
    } catch {
      streams.remove()
      throw error
    }
    let background = BackgroundProgram(process: process, streams: streams)
    do {
      let line = try await Polling.value(
        within: limit, for: "a first line of \(program.command)", seen: { background.errors }
      ) {
        // Whether it runs is asked first: what it printed before its end is then in the file.
        let running = process.isRunning
        if let line = background.firstLine { return line }
        guard running else { throw HarnessError("It ended at once: \(background.errors)") }
        return nil as String?
      }
      return (background, line)
    } catch {
      await background.stop(within: .zero)
      throw error
    }
  }

  /// What it wrote to standard error so far.
  package var errors: String {
    streams.text(streams.errorsFile)
  }

  /// Ends the standard input, waits for the program to end, and kills it if it does not.
  package func stop(within limit: Duration = .seconds(10)) async {
    process.closeInput()
    _ = await process.end(within: limit)
  }

  private var firstLine: String? {
    let text = streams.text(streams.outputFile)
    return text.firstIndex(of: "\n").map { String(text[..<$0]) }
  }
}
