internal import CGit2Shim

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A connection that a program makes: what it reads and writes goes to the remote.
///
/// The program gets one end of a socket pair, not pipes: then nothing raises `SIGPIPE`, and reading
/// and writing can wait together. What it says on standard error is kept for messages and never
/// waited for, since an ssh that others share keeps that open for ever.
package final class ProgramConnection: SmartConnection {
  /// What a failed program means, from how it ended and the lines it wrote.
  package typealias Diagnosis = (_ end: ProgramEnd, _ lines: [String]) -> TransportFailure

  private let program: ChildProgram
  private var socket: Int32
  private var errors: Int32
  private let cancellation: TransferCancellation
  private let grace: Int
  private let diagnose: Diagnosis
  private var clock: ConnectionClock
  private var said = TextTail()
  /// Taken from the program while we were writing to it.
  private var inbox: [UInt8] = []
  /// The program has closed its output.
  private var isOutputOver = false
  /// The program does not listen any more.
  private var isInputOver = false
  /// It failed: there is nothing to wait for at the end.
  private var isBroken = false

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - start: The program.
  ///   - limits: How long it may take.
  ///   - cancellation: What ends it early.
  ///   - grace: How long it may go on after we are done, in milliseconds.
  ///   - diagnosis: What its failure means.
  /// - Throws: `TransportFailure` with `programMissing`.
  package init(
    _ start: ProgramStart, limits: ConnectionLimits, cancellation: TransferCancellation,
    grace: Int, diagnosis: @escaping Diagnosis
  ) throws(TransportFailure) {
    var sockets: [Int32] = [-1, -1]
    var pipe: [Int32] = [-1, -1]
    guard handoff_socket_pair(&sockets) == 0 else {
      throw TransportFailure(.other, "there is no descriptor left for a connection")
    }
    guard handoff_pipe(&pipe) == 0 else {
      closeAll(sockets)
      throw TransportFailure(.other, "there is no descriptor left for a connection")
    }
    do throws(TransportFailure) {
      program = try start.start(standard: [sockets[1], sockets[1], pipe[1]])
    } catch {
      closeAll(sockets + pipe)
      throw error
    }
    closeAll([sockets[1], pipe[1]])
    socket = sockets[0]
    errors = pipe[0]
    _ = fcntl(errors, F_SETFL, O_NONBLOCK)
    self.cancellation = cancellation
    self.grace = grace
    clock = ConnectionClock(limits: limits)
    diagnose = diagnosis
  }

  deinit { close() }

  package func read(atMost limit: Int) throws(TransportFailure) -> [UInt8] {
    clock.beginWaiting()
    while true {
      if !inbox.isEmpty {
        let taken = Array(inbox.prefix(limit))
        inbox.removeFirst(taken.count)
        return taken
      }
      takeErrors()
      if cancellation.isCancelled { throw broken(TransportFailure(.cancelled, "cancelled")) }
      if isOutputOver { return try finish() }
      if !takeOutput(limit) { try wait(for: POLLIN) }
    }
  }

  package func write(_ bytes: [UInt8]) throws(TransportFailure) {
    clock.beginWaiting()
    var offset = 0
    while offset < bytes.count, !isInputOver {
      if cancellation.isCancelled { throw broken(TransportFailure(.cancelled, "cancelled")) }
      let count = bytes.withUnsafeBytes { raw in
        send(socket, raw.baseAddress?.advanced(by: offset), raw.count - offset, sendFlags)
      }
      if count >= 0 {
        offset += count
        clock.beginWaiting()
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        // A server that speaks while we write must not wait for us.
        takeErrors()
        if inbox.count < 1 << 20, takeOutput(65_536) { continue }
        try wait(for: POLLOUT)
      } else if errno != EINTR {
        isInputOver = true
      }
    }
  }

  package func close() {
    guard socket >= 0 else { return }
    shutdown(socket, Int32(SHUT_WR))
    if !isBroken && !cancellation.isCancelled { letEnd() }
    program.stop()
    closeAll([socket, errors])
    socket = -1
    errors = -1
  }

  /// Lets a program that is no connection run to its end, without input; what it prints is dropped.
  package func runToEnd() throws(TransportFailure) -> ProgramEnd {
    defer { close() }
    shutdown(socket, Int32(SHUT_WR))
    clock.beginWaiting()
    while !isOutputOver {
      takeErrors()
      inbox.removeAll()
      if cancellation.isCancelled { throw broken(TransportFailure(.cancelled, "cancelled")) }
      if !takeOutput(65_536) { try wait(for: POLLIN) }
    }
    return program.wait(milliseconds: 1_000) ?? .signalled(SIGTERM)
  }

  // MARK: - Steps

  /// Waits until the program has ended by itself, for a while.
  private func letEnd() {
    let deadline = MonotonicTime.milliseconds + grace
    while program.reap() == nil {
      let left = deadline - MonotonicTime.milliseconds
      guard left > 0, !cancellation.isCancelled else { return }
      takeErrors()
      inbox.removeAll()
      if isOutputOver {
        program.wait(milliseconds: min(left, 20))
      } else if !takeOutput(65_536) {
        _ = waitForEvents(POLLIN, milliseconds: min(left, 20))
      }
    }
  }

  /// Reads what the program has for us without waiting.
  ///
  /// - Returns: Whether anything came, the end included.
  private func takeOutput(_ limit: Int) -> Bool {
    guard !isOutputOver else { return false }
    var chunk = [UInt8](repeating: 0, count: max(1, min(limit, 65_536)))
    let count = chunk.withUnsafeMutableBytes { raw in
      recv(socket, raw.baseAddress, raw.count, Int32(MSG_DONTWAIT))
    }
    if count > 0 {
      inbox.append(contentsOf: chunk[..<count])
      clock.hear()
      return true
    }
    if count < 0, [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) { return false }
    isOutputOver = true
    return true
  }

  /// Keeps what the program said on standard error so far.
  private func takeErrors() {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    // A program that never stops talking must not hold us here.
    for _ in 0..<64 where errors >= 0 {
      let count = chunk.withUnsafeMutableBytes { sysRead(errors, $0.baseAddress, $0.count) }
      if count > 0 {
        said.append(chunk[..<count])
      } else if count == 0 || ![EAGAIN, EWOULDBLOCK, EINTR].contains(errno) {
        closeAll([errors])
        errors = -1
      } else {
        return
      }
    }
  }

  /// The end of the output: in order, or with a reason.
  private func finish() throws(TransportFailure) -> [UInt8] {
    let end = program.wait(milliseconds: 1_000)
    takeErrors()
    if end == .exited(0), clock.hasHeard { return [] }
    if end == nil { program.stop() }
    isBroken = true
    throw diagnose(end ?? .signalled(SIGTERM), said.lines)
  }

  private func wait(for events: Int32) throws(TransportFailure) {
    let left: Int?
    do throws(TransportFailure) {
      left = try clock.timeLeft()
    } catch {
      throw broken(error)
    }
    _ = waitForEvents(events, milliseconds: left)
  }

  private func waitForEvents(_ events: Int32, milliseconds: Int?) -> Int32 {
    // While writing, what the program says is of interest too, unless there is too much of it.
    let input = isOutputOver || inbox.count >= 1 << 20 ? 0 : POLLIN
    var list = [
      pollfd(fd: socket, events: Int16(events | input), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    return poll(&list, nfds_t(list.count), milliseconds.map { Int32(clamping: $0) } ?? -1)
  }

  private func broken(_ failure: TransportFailure) -> TransportFailure {
    isBroken = true
    return failure
  }
}

/// Darwin has no `MSG_NOSIGNAL`; the socket is made so there.
#if canImport(Darwin)
private let sendFlags = Int32(MSG_DONTWAIT)
#else
private let sendFlags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
#endif

/// `read(2)`, whose name the class has for something else.
private func sysRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func closeAll(_ descriptors: [Int32]) {
  for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
}
