internal import Dispatch
internal import Platform
internal import Synchronization

/// The search for the addresses of a name, which can be given up.
///
/// `getaddrinfo(3)` blocks and cannot be stopped: it runs on a thread of its own, which ends when the
/// resolver's own limits do, and whose result nobody waits for then.
enum NameResolution {
  /// One address of a machine, as `connect(2)` takes it (`sockaddr`).
  typealias Address = [UInt8]

  /// How a search ended.
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
  ///   - cancellation: What ends it early.
  /// - Returns: The addresses in the order to try them; at least one.
  /// - Throws: `nameNotFound`, `timedOut`, `cancelled`.
  static func addresses(
    of host: String, port: Int, clock: ConnectionClock, cancellation: Cancellation
  ) throws(ConnectionFailure) -> [Address] {
    // An address is no name: this never asks anybody.
    if case .found(let addresses) = lookUp(host, port, flags: AI_NUMERICHOST) { return addresses }
    let search = Search()
    DispatchQueue(label: "handoff.name-resolution").async {
      let outcome = lookUp(host, port, flags: AI_ADDRCONFIG)
      search.outcome.withLock { $0 = outcome }
      search.end.cancel()
    }
    while !search.end.isCancelled {
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      _ = cancellation.poll([(search.end.descriptor, POLLIN)], milliseconds: try clock.timeLeft())
    }
    switch search.outcome.withLock({ $0 }) {
    case .found(let addresses): return addresses
    case .failed(let code):
      throw ConnectionFailure(
        .nameNotFound,
        "the name “\(host)” cannot be resolved: \(String(cString: gai_strerror(code)))")
    case nil: throw ConnectionFailure(.nameNotFound, "the name “\(host)” cannot be resolved")
    }
  }

  /// What the thread and the one who waits for it share.
  private final class Search: Sendable {
    let outcome = Mutex<Outcome?>(nil)
    /// Wakes the one who waits.
    let end = Cancellation()
  }

  private static func lookUp(_ host: String, _ port: Int, flags: Int32) -> Outcome {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    #if canImport(Glibc)
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
    hints.ai_socktype = SOCK_STREAM
    #endif
    hints.ai_flags = flags | AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &list)
    guard code == 0 else { return .failed(code: code) }
    defer { freeaddrinfo(list) }
    var addresses: [Address] = []
    var next = list
    while let entry = next {
      let bytes = UnsafeRawBufferPointer(
        start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen))
      addresses.append(Array(bytes))
      next = entry.pointee.ai_next
    }
    return addresses.isEmpty ? .failed(code: EAI_NONAME) : .found(addresses)
  }
}
