internal import CProcesses
internal import Platform

/// A connection that a program makes: what it reads and writes goes to the remote.
///
/// The program gets one end of a socket pair, not pipes: then nothing raises `SIGPIPE`, and reading
/// and writing can wait together. What it says on standard error is kept for messages.
package final class ProgramConnection {
  /// What a failed program means, from how it ended and the lines it wrote.
  package typealias Diagnosis = (_ end: ProgramEnd, _ lines: [String]) -> ConnectionFailure

  private let program: ChildProgram
  private var stream: SocketStream
  private let cancellation: Cancellation
  private let grace: Int
  private let diagnose: Diagnosis
  /// The program failed: there is nothing to wait for at the end.
  private var hasFailed = false

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - start: The program.
  ///   - limits: How long it may take.
  ///   - cancellation: What ends it early.
  ///   - grace: How long it may go on after we are done, in milliseconds.
  ///   - diagnosis: What its failure means.
  /// - Throws: `ConnectionFailure` with `programMissing`.
  package init(
    _ start: ProgramStart, limits: ConnectionLimits, cancellation: Cancellation,
    grace: Int, diagnosis: @escaping Diagnosis
  ) throws(ConnectionFailure) {
    var sockets: [Int32] = [-1, -1]
    var pipe: [Int32] = [-1, -1]
    guard handoff_socket_pair(&sockets) == 0 else {
      throw ConnectionFailure(.other, "there is no descriptor left for a connection")
    }
    guard handoff_pipe(&pipe) == 0 else {
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
    return program.wait(milliseconds: 1_000) ?? .signalled(SIGTERM)
  }

  /// Waits until the program has ended by itself, for a while.
  private func letEnd() {
    let deadline = MonotonicTime.milliseconds + grace
    while program.reap() == nil {
      let left = deadline - MonotonicTime.milliseconds
      guard left > 0, !cancellation.isCancelled else { return }
      stream.linger(milliseconds: min(left, 20))
      if stream.isInputOver { program.wait(milliseconds: min(left, 20)) }
    }
  }

  /// The end of the output: in order, or with a reason.
  private func finish() throws(ConnectionFailure) -> [UInt8] {
    let end = program.wait(milliseconds: 1_000)
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
