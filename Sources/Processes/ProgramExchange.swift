internal import CProcesses
internal import Platform

/// A program that is told something, and answers once.
///
/// It has pipes, not a socket as `ProgramConnection` has: scripts open `/dev/stdin`, which a socket
/// does not allow.
package struct ProgramExchange {
  /// What a program answered.
  package struct Answer: Sendable {
    /// How it ended.
    package let end: ProgramEnd
    /// What it printed.
    package let output: [UInt8]
    /// The last lines of what it said on standard error, without control characters.
    package let errorLines: [String]
  }

  /// The most bytes a program may be told: what a pipe takes without anybody reading.
  package static let inputLimit = 16_384

  private let start: ProgramStart
  private let showsErrors: Bool
  private let outputLimit: Int
  private let milliseconds: Int
  private let cancellation: Cancellation

  /// Prepares an exchange.
  ///
  /// - Parameters:
  ///   - start: The program.
  ///   - showsErrors: Whether standard error is this process's own, for a person to read.
  ///   - outputLimit: The most bytes it may print.
  ///   - milliseconds: How long it may take.
  ///   - cancellation: What ends it early.
  package init(
    _ start: ProgramStart, showsErrors: Bool, outputLimit: Int, milliseconds: Int,
    cancellation: Cancellation
  ) {
    self.start = start
    self.showsErrors = showsErrors
    self.outputLimit = outputLimit
    self.milliseconds = milliseconds
    self.cancellation = cancellation
  }

  /// Runs the program to its end.
  ///
  /// - Parameter input: What it reads, at most `inputLimit` bytes.
  /// - Returns: Its answer, whatever its status.
  /// - Throws: `ConnectionFailure`: `programMissing`, `timedOut`, `cancelled`, or `other` where it
  ///   prints too much; the program has then been ended.
  package func run(_ input: [UInt8]) throws(ConnectionFailure) -> Answer {
    guard input.count <= Self.inputLimit else {
      throw ConnectionFailure(.other, "there is too much to tell \(start.command.first ?? "it")")
    }
    var pipes = ExchangePipes()
    defer { pipes.close() }
    try pipes.open(showsErrors: showsErrors)
    pipes.fill(input)
    let program = try start.start(standard: pipes.ofProgram)
    pipes.closeThoseOfProgram()
    let deadline = MonotonicTime.milliseconds + milliseconds
    do throws(ConnectionFailure) {
      let output = try pipes.readOutput(
        limit: outputLimit, deadline: deadline, cancellation: cancellation,
        hasEnded: { program.reap() != nil })
      while program.reap() == nil {
        let left = deadline - MonotonicTime.milliseconds
        if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
        if left <= 0 { throw ExchangePipes.late(milliseconds) }
        program.wait(milliseconds: min(left, 20))
      }
      pipes.readErrors()
      return Answer(
        end: program.end ?? .exited(255), output: output, errorLines: pipes.said.lines)
    } catch {
      program.stop()
      throw error.reason == .timedOut ? ExchangePipes.late(milliseconds) : error
    }
  }
}
