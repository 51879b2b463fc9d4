internal import CProcesses
internal import Platform

/// A connection that a program makes: all that it reads and writes goes to the remote.
///
/// The program gets one end of a socket pair, not pipes: then nothing raises `SIGPIPE`, and reading
/// and writing can wait together. What it says on standard error is kept for messages.
package final class ProgramConnection {
  /// The meaning of a failed program, from its end and the last lines of its standard error.
  package typealias Diagnosis = (_ end: ProgramEnd, _ lines: [String]) -> ConnectionFailure

  private let program: ChildProgram
  private var stream: SocketStream
  private let cancellation: Cancellation
  private let grace: Duration
  private let diagnose: Diagnosis
  /// The program failed: there is nothing to wait for at the end.
  private var hasFailed = false

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - start: The program.
  ///   - limits: The times it may take.
  ///   - cancellation: Ends it early.
  ///   - grace: The time it may go on after we are done.
  ///   - diagnosis: Finds out what its failure means.
  /// - Throws: `ConnectionFailure` with `programMissing`.
  package init(
    _ start: ProgramStart, limits: ConnectionLimits, cancellation: Cancellation,
    grace: Duration, diagnosis: @escaping Diagnosis
  ) throws(ConnectionFailure) {
    var sockets: [Int32] = [-1, -1]
    var pipe: [Int32] = [-1, -1]
    guard unsafe handoff_socket_pair(&sockets) == 0 else {
      throw ConnectionFailure(.other, "there is no descriptor left for a connection")
    }
    guard unsafe handoff_pipe(&pipe) == 0 else {
      closeAll(sockets)
      throw ConnectionFailure(.other, "there is no descriptor left for a connection")
    }
    do throws(ConnectionFailure) {
      program = try start.start(standard: [sockets[1], sockets[1], pipe[1]])
    } catch {
      closeAll(sockets + pipe)
      throw error
    }
    closeAll([sockets[1], pipe[1]])
    stream = SocketStream(
      sockets[0], errors: ErrorOutput(pipe[0], isShown: start.isInteractive),
      clock: ConnectionClock(limits: limits), cancellation: cancellation)
    self.cancellation = cancellation
    self.grace = grace
    diagnose = diagnosis
  }

  deinit { close() }

  package func read(atMost limit: Int) throws(ConnectionFailure) -> [UInt8] {
    let bytes = try stream.read(atMost: limit)
    return bytes.isEmpty ? try finish() : bytes
  }

  package func write(_ bytes: [UInt8]) throws(ConnectionFailure) { try stream.write(bytes) }

  package func close() {
    guard stream.descriptor >= 0 else { return }
    stream.finishWriting()
    if !hasFailed && !stream.isBroken && !cancellation.isCancelled { letEnd() }
    program.stop()
    stream.close()
  }

  /// Lets a program that is no connection run to its end, without input; what it prints is dropped.
  package func runToEnd() throws(ConnectionFailure) -> ProgramEnd {
    defer { close() }
    stream.finishWriting()
    try stream.readToEnd()
    return program.wait(atMost: .seconds(1)) ?? .signalled(SIGTERM)
  }

  /// Waits until the program has ended by itself, for a while.
  private func letEnd() {
    let deadline = Deadline(after: grace)
    while program.reap() == nil, !deadline.isOver, !cancellation.isCancelled {
      stream.linger(atMost: min(deadline.left, .milliseconds(20)))
      if stream.isInputOver { program.wait(atMost: min(deadline.left, .milliseconds(20))) }
    }
  }

  /// The end of the output: in order, or with a reason.
  private func finish() throws(ConnectionFailure) -> [UInt8] {
    let end = program.wait(atMost: .seconds(1))
    stream.errors.drain()
    if end == .exited(0), stream.clock.hasHeard { return [] }
    if end == nil { program.stop() }
    hasFailed = true
    throw diagnose(end ?? .signalled(SIGTERM), stream.errors.lines)
  }
}

private func closeAll(_ descriptors: [Int32]) {
  for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
}

/// The answer of a program that prints something at once, such as its version.
package struct ProgramAnswer: Sendable, Hashable {
  /// The lines of its output, then those of its standard error: some print their version there.
  package let lines: [String]
  /// True if it ended with status 0.
  package let isSuccess: Bool

  /// Runs a program such as `ssh -V`, without input.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments.
  ///   - environment: All of its environment.
  ///   - timeLimit: The time it may take; then it is ended.
  ///   - cancellation: Ends it early.
  /// - Returns: Its answer; `nil` where it cannot be started, has not ended in time, or never stops
  ///   printing.
  package static func of(
    _ command: [String], environment: [String: String], within timeLimit: Duration,
    cancellation: Cancellation = Cancellation()
  ) -> ProgramAnswer? {
    let exchange = ProgramExchange(
      ProgramStart(command: command, environment: environment, isInteractive: false),
      outputLimit: 1 << 20, timeLimit: timeLimit, cancellation: cancellation)
    guard let answer = try? exchange.run([]) else { return nil }
    let text = String(decoding: answer.output, as: UTF8.self)
    return ProgramAnswer(
      lines: text.split(whereSeparator: \.isNewline).map(String.init) + answer.errorLines,
      isSuccess: answer.end == .exited(0))
  }

  /// The first lines as one, of a bounded length.
  package var text: String { String(lines.prefix(4).joined(separator: " / ").prefix(400)) }
}
