internal import CProcesses
internal import Dispatch
internal import Platform

/// A program that is given all of its input, and answers once.
///
/// It has pipes, not a socket as `ProgramConnection` has: scripts open `/dev/stdin`, which a socket
/// does not allow.
package struct ProgramExchange: Sendable {
  /// The answer of a program.
  package struct Answer: Sendable {
    /// The way it ended.
    package let end: ProgramEnd
    /// All of its standard output.
    package let output: [UInt8]
    /// The last lines of its standard error, without control characters.
    package let errorLines: [String]
  }

  private let start: ProgramStart
  private let showsErrors: Bool
  private let outputLimit: Int
  private let timeLimit: Duration
  private let grace: Duration
  private let endsLeftovers: Bool
  private let cancellation: Cancellation

  /// Prepares an exchange.
  ///
  /// - Parameters:
  ///   - start: The program.
  ///   - showsErrors: True to give it this process's own standard error, for a person to read.
  ///   - outputLimit: The most bytes it may print.
  ///   - timeLimit: The time it has for all.
  ///   - grace: The time it has to end by itself once it has been asked to.
  ///   - endsLeftovers: True to end the other processes of its group too when it has answered; a
  ///     credential helper may leave a daemon behind.
  ///   - cancellation: Ends it early.
  package init(
    _ start: ProgramStart, showsErrors: Bool = false, outputLimit: Int, timeLimit: Duration,
    grace: Duration = .milliseconds(500), endsLeftovers: Bool = false,
    cancellation: Cancellation = Cancellation()
  ) {
    self.start = start
    self.showsErrors = showsErrors
    self.outputLimit = outputLimit
    self.timeLimit = timeLimit
    self.grace = grace
    self.endsLeftovers = endsLeftovers
    self.cancellation = cancellation
  }

  /// Runs the program to its end, and blocks the thread meanwhile.
  ///
  /// - Parameter input: All that it can read; it need not read it.
  /// - Returns: Its answer, whatever its status.
  /// - Throws: `ConnectionFailure`: `programMissing`, `timedOut`, `cancelled`, or `tooLong` if it
  ///   prints too much; the program and its process group have then been ended.
  package func run(_ input: [UInt8]) throws(ConnectionFailure) -> Answer {
    var pipes = ExchangePipes(input)
    defer { pipes.close() }
    try pipes.open(showsErrors: showsErrors)
    let program = try start.start(standard: pipes.ofProgram)
    pipes.closeThoseOfProgram()
    let deadline = Deadline(after: timeLimit)
    do throws(ConnectionFailure) {
      let output = try pipes.exchange(
        limit: outputLimit, deadline: deadline, cancellation: cancellation,
        hasEnded: { program.hasEnded })
      while !program.hasEnded {
        if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
        if deadline.isOver { throw ConnectionFailure(.timedOut, "") }
        program.waitForEnd(atMost: min(deadline.left, .milliseconds(20)))
      }
      if endsLeftovers { program.endLeftovers() }
      return Answer(
        end: program.reap() ?? .exited(255), output: output, errorLines: pipes.errorLines)
    } catch {
      program.stop(grace: grace)
      guard error.reason == .timedOut else { throw error }
      throw ConnectionFailure(.timedOut, "it was not done within \(timeLimit.inWords)")
    }
  }

  /// Runs the program to its end on a thread of its own; a cancelled task ends it.
  ///
  /// - Parameter input: All that it can read.
  /// - Returns: Its answer, whatever its status.
  /// - Throws: `ConnectionFailure`, as `run(_:)` does.
  package func runWithoutBlocking(_ input: [UInt8]) async throws(ConnectionFailure) -> Answer {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation {
        (continuation: CheckedContinuation<Result<Answer, ConnectionFailure>, Never>) in
        DispatchQueue(label: "program-exchange").async {
          continuation.resume(
            returning: Result { () throws(ConnectionFailure) in try run(input) })
        }
      }
    } onCancel: {
      cancellation.cancel()
    }
    return try result.get()
  }
}

/// The pipes between this process and a program.
private struct ExchangePipes {
  private var input: [Int32] = [-1, -1]
  private var output: [Int32] = [-1, -1]
  /// The end of standard error that the program gets.
  private var errorsOfProgram: Int32 = -1
  private var errors = ErrorOutput(-1)
  private var unsent: ArraySlice<UInt8>

  init(_ input: [UInt8]) { unsent = input[...] }

  /// The descriptors that the program gets as 0, 1 and 2.
  var ofProgram: [Int32] { [input[0], output[1], errorsOfProgram] }

  /// The last lines of standard error; what the program has written before its end is among them.
  var errorLines: [String] {
    mutating get {
      errors.drain()
      return errors.lines
    }
  }

  /// Makes the pipes.
  mutating func open(showsErrors: Bool) throws(ConnectionFailure) {
    let none = ConnectionFailure(.other, "there is no descriptor left for a program")
    guard unsafe handoff_pipe(&input) == 0, unsafe handoff_pipe(&output) == 0 else { throw none }
    if showsErrors { errorsOfProgram = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3) }
    if errorsOfProgram < 0 {
      var ends: [Int32] = [-1, -1]
      guard unsafe handoff_pipe(&ends) == 0 else { throw none }
      errorsOfProgram = ends[1]
      errors = ErrorOutput(ends[0])
    }
    _ = fcntl(output[0], F_SETFL, O_NONBLOCK)
    _ = fcntl(input[1], F_SETFL, O_NONBLOCK)
  }

  /// Closes the program's ends, which it has copies of.
  mutating func closeThoseOfProgram() {
    shut(&input[0])
    shut(&output[1])
    shut(&errorsOfProgram)
  }

  /// Closes all that is still open.
  mutating func close() {
    closeThoseOfProgram()
    shut(&input[1])
    shut(&output[0])
    errors.finish()
  }

  /// Writes the input and reads the output, until the program closes its output or has ended: other
  /// processes that it started may go on, and hold the output open.
  mutating func exchange(
    limit: Int, deadline: Deadline, cancellation: Cancellation, hasEnded: () -> Bool
  ) throws(ConnectionFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      send()
      errors.drain()
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      let isOver = hasEnded()
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe read(output[0], $0.baseAddress, $0.count)
      }
      if count == 0 { return bytes }
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
        if bytes.count > limit {
          throw ConnectionFailure(.tooLong, "it printed more than \(limit) bytes")
        }
      } else if !ErrorOutput.canGoOn(errno) {
        return bytes
      }
      if deadline.isOver { throw ConnectionFailure(.timedOut, "") }
      guard count < 0 else { continue }
      if isOver { return bytes }
      wait(atMost: min(deadline.left, .milliseconds(50)), cancellation)
    }
  }

  /// Writes what fits into the pipe.
  private mutating func send() {
    while input[1] >= 0 {
      if unsent.isEmpty { return shut(&input[1]) }
      let count = unsafe unsent.withUnsafeBytes {
        unsafe handoff_write(input[1], $0.baseAddress, $0.count)
      }
      if count > 0 {
        unsent = unsent.dropFirst(count)
      } else if ErrorOutput.canGoOn(errno) {
        return
      } else {
        // The program does not read: what it has to say about that is read to the end.
        unsent = []
      }
    }
  }

  private func wait(atMost time: Duration, _ cancellation: Cancellation) {
    _ = cancellation.poll(
      [(output[0], POLLIN), (errors.descriptor, POLLIN), (input[1], POLLOUT)], atMost: time)
  }

  private func shut(_ descriptor: inout Int32) {
    if descriptor >= 0 { _ = closeDescriptor(descriptor) }
    descriptor = -1
  }
}

/// `close(2)`, whose name the type above has for another thing.
private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
