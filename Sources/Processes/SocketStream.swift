internal import Platform

/// A connected socket that is read and written within time limits, until it is cancelled.
///
/// It never blocks in a system call but `poll(2)`, which the cancellation wakes.
struct SocketStream {
  /// The most bytes kept of those that the other side sends while we write.
  private static let readAhead = 1 << 20

  private(set) var descriptor: Int32
  /// The standard error of the program that holds the other end, if one does.
  var errors: ErrorOutput
  private(set) var clock: ConnectionClock
  private let cancellation: Cancellation
  /// Taken from the other side while we were writing to it.
  private var inbox: [UInt8] = []
  /// The other side has closed its end.
  private(set) var isInputOver = false
  /// The other side no longer listens.
  private var isOutputOver = false
  /// A limit was passed, or it was cancelled: there is nothing to wait for at the end.
  private(set) var isBroken = false

  /// Takes a connected socket over.
  init(
    _ descriptor: Int32, errors: ErrorOutput = ErrorOutput(-1), clock: ConnectionClock,
    cancellation: Cancellation
  ) {
    self.descriptor = descriptor
    self.errors = errors
    self.clock = clock
    self.cancellation = cancellation
  }

  /// Waits for bytes and returns some of them; none at the end.
  ///
  /// - Parameter limit: The most bytes wanted.
  /// - Returns: The bytes.
  /// - Throws: `ConnectionFailure` with `timedOut` or `cancelled`.
  mutating func read(atMost limit: Int) throws(ConnectionFailure) -> [UInt8] {
    clock.beginWaiting()
    while true {
      if !inbox.isEmpty {
        let taken = Array(inbox.prefix(limit))
        inbox.removeFirst(taken.count)
        return taken
      }
      errors.drain()
      try checkCancellation()
      if isInputOver { return [] }
      if !receive(limit) { try wait(for: POLLIN) }
    }
  }

  /// Sends all bytes; one whose other side does not listen drops them.
  ///
  /// - Parameter bytes: The bytes to send.
  /// - Throws: `ConnectionFailure` with `timedOut` or `cancelled`.
  mutating func write(_ bytes: [UInt8]) throws(ConnectionFailure) {
    clock.beginWaiting()
    var offset = 0
    while offset < bytes.count, !isOutputOver {
      try checkCancellation()
      let count = unsafe bytes.withUnsafeBytes { raw in
        unsafe send(
          descriptor, raw.baseAddress?.advanced(by: offset), raw.count - offset, sendFlags)
      }
      if count >= 0 {
        offset += count
        clock.beginWaiting()
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        // A server that speaks while we write must not wait for us.
        errors.drain()
        if inbox.count < SocketStream.readAhead, receive(65_536) { continue }
        try wait(for: POLLOUT)
      } else if errno != EINTR {
        isOutputOver = true
      }
    }
  }

  /// Reads to the end and drops it all.
  mutating func readToEnd() throws(ConnectionFailure) {
    while try !read(atMost: 65_536).isEmpty {}
  }

  /// Tells the other side that nothing more will come from us.
  func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Takes and drops the bytes that still come, for so long at most, or until the other side closes.
  mutating func linger(atMost time: Duration) {
    errors.drain()
    inbox.removeAll()
    if !isInputOver, !receive(65_536) { _ = poll(for: POLLIN, atMost: time) }
  }

  /// Gives the descriptors back.
  mutating func close() {
    errors.finish()
    closeDescriptor(descriptor)
    descriptor = -1
  }

  // MARK: - Steps

  private mutating func checkCancellation() throws(ConnectionFailure) {
    guard cancellation.isCancelled else { return }
    isBroken = true
    throw ConnectionFailure(.cancelled, "cancelled")
  }

  /// Reads the bytes that are there, without waiting.
  ///
  /// - Returns: True if anything came, the end included.
  private mutating func receive(_ limit: Int) -> Bool {
    guard !isInputOver else { return false }
    var chunk = [UInt8](repeating: 0, count: max(1, min(limit, 65_536)))
    let count = unsafe chunk.withUnsafeMutableBytes { raw in
      unsafe recv(descriptor, raw.baseAddress, raw.count, Int32(MSG_DONTWAIT))
    }
    if count > 0 {
      inbox.append(contentsOf: chunk[..<count])
      clock.hear()
      return true
    }
    if count < 0, ErrorOutput.canGoOn(errno) { return false }
    isInputOver = true
    return true
  }

  private mutating func wait(for events: Int32) throws(ConnectionFailure) {
    do throws(ConnectionFailure) {
      _ = poll(for: events, atMost: try clock.timeLeft())
    } catch {
      isBroken = true
      throw error
    }
  }

  private func poll(for events: Int32, atMost time: Duration?) -> Int32 {
    // While writing, what the other side says is of interest too, unless there is too much of it.
    let input = isInputOver || inbox.count >= SocketStream.readAhead ? 0 : POLLIN
    return cancellation.poll(
      [(descriptor, events | input), (errors.descriptor, POLLIN)], atMost: time)
  }
}

/// Darwin has no `MSG_NOSIGNAL`; the sockets are made so there.
#if canImport(Darwin)
private let sendFlags = Int32(MSG_DONTWAIT)
#else
private let sendFlags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
#endif

private func closeDescriptor(_ descriptor: Int32) {
  if descriptor >= 0 { close(descriptor) }
}
