internal import CProcesses
internal import Platform

/// A TCP connection of our own, with time limits.
package final class SocketConnection {
  private var stream: SocketStream
  private let cancellation: Cancellation
  private let grace: Int

  /// Connects: all addresses of the host are tried in turn.
  ///
  /// - Parameters:
  ///   - host: A name, or an IPv4 or IPv6 address without brackets.
  ///   - port: The port.
  ///   - limits: How long it may take; the search for the name is part of it.
  ///   - cancellation: What ends it early.
  ///   - grace: How long the server may go on after we are done, in milliseconds.
  /// - Throws: `nameNotFound`, `refused`, `timedOut`, `cancelled`.
  package init(
    host: String, port: Int, limits: ConnectionLimits, cancellation: Cancellation,
    grace: Int
  ) throws(ConnectionFailure) {
    let clock = ConnectionClock(limits: limits)
    let addresses = try NameResolution.addresses(
      of: host, port: port, clock: clock, cancellation: cancellation)
    let descriptor = try SocketConnection.connected(
      to: addresses, clock: clock, cancellation: cancellation)
    stream = SocketStream(descriptor, clock: clock, cancellation: cancellation)
    self.cancellation = cancellation
    self.grace = grace
  }

  deinit { close() }

  package func read(atMost limit: Int) throws(ConnectionFailure) -> [UInt8] {
    let bytes = try stream.read(atMost: limit)
    if bytes.isEmpty, !stream.clock.hasHeard {
      throw ConnectionFailure(.connectionLost, "the server closed the connection without a word")
    }
    return bytes
  }

  package func write(_ bytes: [UInt8]) throws(ConnectionFailure) { try stream.write(bytes) }

  package func close() {
    guard stream.descriptor >= 0 else { return }
    stream.finishWriting()
    // Closed at once, what the server still sends would be answered with a reset, and end a hook
    // that runs there after the push.
    let deadline = MonotonicTime.milliseconds + grace
    while !stream.isInputOver, !stream.isBroken, !cancellation.isCancelled {
      let left = deadline - MonotonicTime.milliseconds
      if left <= 0 { break }
      stream.linger(milliseconds: left)
    }
    stream.close()
  }

  // MARK: - Connecting

  private static func connected(
    to addresses: [NameResolution.Address], clock: ConnectionClock,
    cancellation: Cancellation
  ) throws(ConnectionFailure) -> Int32 {
    var failure = ConnectionFailure(.refused, "it has no address")
    for (position, address) in addresses.enumerated() {
      // One address that swallows everything leaves time for the others.
      let share = try clock.timeLeft().map { $0 / (addresses.count - position) }
      let descriptor = try socket(for: address)
      do throws(ConnectionFailure) {
        try connect(
          descriptor, to: address, deadline: share.map { MonotonicTime.milliseconds + $0 },
          cancellation)
        return descriptor
      } catch {
        closeDescriptor(descriptor)
        if error.reason == .cancelled { throw error }
        failure = error
      }
    }
    // Where all the time is over, the clock has better words for it.
    _ = try clock.timeLeft()
    throw failure
  }

  private static func socket(
    for address: NameResolution.Address
  ) throws(ConnectionFailure) -> Int32 {
    let family = address.withUnsafeBytes { Int32($0.loadUnaligned(as: sockaddr.self).sa_family) }
    let descriptor = handoff_stream_socket(family)
    guard descriptor >= 0 else { throw failure(errno) }
    return descriptor
  }

  private static func connect(
    _ descriptor: Int32, to address: NameResolution.Address, deadline: Int?,
    _ cancellation: Cancellation
  ) throws(ConnectionFailure) {
    let result = address.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { pointer in
        systemConnect(descriptor, pointer.baseAddress, socklen_t(bytes.count))
      }
    }
    if result == 0 { return }
    guard errno == EINPROGRESS || errno == EINTR else { throw failure(errno) }
    while true {
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      let left = deadline.map { $0 - MonotonicTime.milliseconds }
      if let left, left <= 0 { throw failure(ETIMEDOUT) }
      var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if poll(&state, 1, 0) == 1 { break }
      _ = cancellation.poll([(descriptor, POLLOUT)], milliseconds: left)
    }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    if code != 0 { throw failure(code) }
  }

  private static func failure(_ code: Int32) -> ConnectionFailure {
    let text = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return switch code {
    case ETIMEDOUT: ConnectionFailure(.timedOut, text)
    case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ECONNRESET, EADDRNOTAVAIL, EAFNOSUPPORT:
      ConnectionFailure(.refused, text)
    default: ConnectionFailure(.other, text)
    }
  }
}

private func systemConnect(
  _ descriptor: Int32, _ address: UnsafePointer<sockaddr>?, _ size: socklen_t
) -> Int32 { connect(descriptor, address, size) }

private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
