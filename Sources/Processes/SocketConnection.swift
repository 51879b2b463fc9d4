internal import CProcesses
internal import Dispatch
internal import Platform
internal import Synchronization

/// A TCP connection of our own, with time limits.
package final class SocketConnection {
  private var stream: SocketStream
  private let cancellation: Cancellation
  private let grace: Duration

  /// Connects: all addresses of the host are tried in turn.
  ///
  /// - Parameters:
  ///   - host: A name, or an IPv4 or IPv6 address without brackets.
  ///   - port: The port.
  ///   - limits: The times it may take; the search for the name is part of them.
  ///   - cancellation: Ends it early.
  ///   - grace: The time the server may go on after we are done.
  /// - Throws: `nameNotFound`, `refused`, `timedOut`, `cancelled`.
  package init(
    host: String, port: Int, limits: ConnectionLimits, cancellation: Cancellation,
    grace: Duration
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
    let deadline = Deadline(after: grace)
    while !stream.isInputOver, !stream.isBroken, !cancellation.isCancelled, !deadline.isOver {
      stream.linger(atMost: deadline.left)
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
          descriptor, to: address, deadline: share.map { Deadline(after: $0) }, cancellation)
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
    let family = unsafe address.withUnsafeBytes {
      unsafe Int32($0.loadUnaligned(as: sockaddr.self).sa_family)
    }
    let descriptor = handoff_stream_socket(family)
    guard descriptor >= 0 else { throw failure(errno) }
    return descriptor
  }

  private static func connect(
    _ descriptor: Int32, to address: NameResolution.Address, deadline: Deadline?,
    _ cancellation: Cancellation
  ) throws(ConnectionFailure) {
    let result = unsafe address.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: sockaddr.self) { pointer in
        unsafe systemConnect(descriptor, pointer.baseAddress, socklen_t(bytes.count))
      }
    }
    if result == 0 { return }
    guard errno == EINPROGRESS || errno == EINTR else { throw failure(errno) }
    while true {
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      if deadline?.isOver == true { throw failure(ETIMEDOUT) }
      var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if unsafe poll(&state, 1, 0) == 1 { break }
      _ = cancellation.poll([(descriptor, POLLOUT)], atMost: deadline?.left)
    }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    if code != 0 { throw failure(code) }
  }

  private static func failure(_ code: Int32) -> ConnectionFailure {
    let text = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
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
) -> Int32 { unsafe connect(descriptor, address, size) }

private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }

/// The search for the addresses of a name, which can be given up.
///
/// `getaddrinfo(3)` blocks and cannot be stopped: it runs on a thread of its own, which ends when the
/// resolver's own limits do, and whose result nobody waits for then.
enum NameResolution {
  /// One address of a machine, as `connect(2)` takes it (`sockaddr`).
  typealias Address = [UInt8]

  /// The end of a search.
  private enum Outcome: Sendable {
    case found([Address])
    case failed(code: Int32)
  }

  /// Finds all addresses of a host.
  ///
  /// - Parameters:
  ///   - host: A name, or an IPv4 or IPv6 address without brackets.
  ///   - port: The port.
  ///   - clock: The limits.
  ///   - cancellation: Ends it early.
  /// - Returns: The addresses in the order to try them; at least one.
  /// - Throws: `nameNotFound`, `timedOut`, `cancelled`.
  static func addresses(
    of host: String, port: Int, clock: ConnectionClock, cancellation: Cancellation
  ) throws(ConnectionFailure) -> [Address] {
    // An address is no name: this never asks anybody.
    if case .found(let addresses) = lookUp(host, port, flags: AI_NUMERICHOST) { return addresses }
    let search = Search()
    DispatchQueue(label: "processes.name-resolution").async {
      let outcome = lookUp(host, port, flags: AI_ADDRCONFIG)
      search.outcome.withLock { $0 = outcome }
      search.end.cancel()
    }
    while !search.end.isCancelled {
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      _ = cancellation.poll([(search.end.descriptor, POLLIN)], atMost: try clock.timeLeft())
    }
    switch search.outcome.withLock({ $0 }) {
    case .found(let addresses): return addresses
    case .failed(let code):
      throw ConnectionFailure(
        .nameNotFound,
        unsafe "the name “\(host)” cannot be resolved: \(String(cString: gai_strerror(code)))")
    case nil: throw ConnectionFailure(.nameNotFound, "the name “\(host)” cannot be resolved")
    }
  }

  /// The state that the thread and the one who waits for it share.
  private final class Search: Sendable {
    let outcome = Mutex<Outcome?>(nil)
    /// Wakes the one who waits.
    let end = Cancellation()
  }

  private static func lookUp(_ host: String, _ port: Int, flags: Int32) -> Outcome {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_UNSPEC
    #if canImport(Glibc)
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
    unsafe hints.ai_socktype = SOCK_STREAM
    #endif
    unsafe hints.ai_flags = flags | AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(host, "\(port)", &hints, &list)
    guard code == 0 else { return .failed(code: code) }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [Address] = []
    var next = unsafe list
    while let entry = unsafe next {
      let bytes = unsafe UnsafeRawBufferPointer(
        start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen))
      unsafe addresses.append(Array(bytes))
      unsafe next = unsafe entry.pointee.ai_next
    }
    return addresses.isEmpty ? .failed(code: EAI_NONAME) : .found(addresses)
  }
}
