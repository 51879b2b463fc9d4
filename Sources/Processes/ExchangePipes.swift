internal import CProcesses
internal import Platform

/// The pipes between us and a program that is told something and answers once.
struct ExchangePipes {
  private var input: [Int32] = [-1, -1]
  private var output: [Int32] = [-1, -1]
  /// The reading end is missing where standard error is our own.
  private var errors: [Int32] = [-1, -1]
  /// What the program said on standard error.
  private(set) var said = TextTail()

  /// The descriptors that the program gets as 0, 1 and 2.
  var ofProgram: [Int32] { [input[0], output[1], errors[1]] }

  /// Makes the pipes.
  mutating func open(showsErrors: Bool) throws(ConnectionFailure) {
    let none = ConnectionFailure(.other, "there is no descriptor left for a program")
    guard handoff_pipe(&input) == 0, handoff_pipe(&output) == 0 else { throw none }
    if showsErrors {
      errors[1] = fcntl(2, F_DUPFD_CLOEXEC, 3)
    }
    if errors[1] < 0 {
      guard handoff_pipe(&errors) == 0 else { throw none }
      _ = fcntl(errors[0], F_SETFL, O_NONBLOCK)
    }
    _ = fcntl(output[0], F_SETFL, O_NONBLOCK)
    _ = fcntl(input[1], F_SETFL, O_NONBLOCK)
  }

  /// Writes what the program shall read, before it runs: nobody else holds the reading end, so there
  /// is nothing to wait for and no `SIGPIPE`.
  mutating func fill(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        write(input[1], raw.baseAddress?.advanced(by: offset), raw.count - offset)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      offset += count
    }
    shut(&input[1])
  }

  /// Closes the program's ends, which it has copies of.
  mutating func closeThoseOfProgram() {
    shut(&input[0])
    shut(&output[1])
    shut(&errors[1])
  }

  /// Closes all that is still open.
  mutating func close() {
    for end in 0...1 {
      shut(&input[end])
      shut(&output[end])
      shut(&errors[end])
    }
  }

  /// Reads until the program closes its output, or has ended: what it started may go on, and hold the
  /// output open.
  mutating func readOutput(
    limit: Int, deadline: Int, cancellation: Cancellation, hasEnded: () -> Bool
  ) throws(ConnectionFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
      readErrors()
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      let isOver = hasEnded()
      let count = chunk.withUnsafeMutableBytes { read(output[0], $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
        if bytes.count > limit {
          throw ConnectionFailure(.other, "it printed more than \(limit) bytes")
        }
      } else if errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR {
        return bytes
      }
      let left = deadline - MonotonicTime.milliseconds
      if left <= 0 { throw ConnectionFailure(.timedOut, "it took too long") }
      guard count < 0 else { continue }
      if isOver { return bytes }
      wait(milliseconds: min(left, 50), cancellation)
    }
  }

  /// Keeps what the program said on standard error so far.
  mutating func readErrors() {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    // A program that never stops talking must not hold us here.
    for _ in 0..<64 where errors[0] >= 0 {
      let count = chunk.withUnsafeMutableBytes { read(errors[0], $0.baseAddress, $0.count) }
      if count > 0 {
        said.append(chunk[..<count])
      } else if count == 0 || ![EAGAIN, EWOULDBLOCK, EINTR].contains(errno) {
        shut(&errors[0])
      } else {
        return
      }
    }
  }

  /// The failure of a program that did not end in time.
  static func late(_ milliseconds: Int) -> ConnectionFailure {
    let words = milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000) s" : "\(milliseconds) ms"
    return ConnectionFailure(.timedOut, "it was not done within \(words)")
  }

  private func wait(milliseconds: Int, _ cancellation: Cancellation) {
    var list = [output[0], errors[0], cancellation.descriptor].map { descriptor in
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    }
    _ = poll(&list, nfds_t(list.count), Int32(clamping: milliseconds))
  }

  private func shut(_ descriptor: inout Int32) {
    guard descriptor >= 0 else { return }
    _ = sysClose(descriptor)
    descriptor = -1
  }
}

/// `close(2)`, whose name the type has for something else.
private func sysClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
