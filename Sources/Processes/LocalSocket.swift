internal import Platform

/// A daemon on this computer that is asked over a socket in the file system (unix(7)).
package enum LocalSocket {
  /// Sends a request, and returns the answer up to its end.
  ///
  /// - Parameters:
  ///   - request: All that is sent.
  ///   - path: The socket's path.
  ///   - limit: The most bytes the answer may have.
  ///   - timeLimit: The time it may take.
  ///   - cancellation: Ends it early.
  /// - Returns: The answer; `nil` where no daemon listens.
  /// - Throws: `ConnectionFailure`: `timedOut`, `cancelled`, `refused` where it cannot be reached.
  package static func ask(
    _ request: [UInt8], at path: String, limit: Int, within timeLimit: Duration,
    cancellation: Cancellation
  ) throws(ConnectionFailure) -> [UInt8]? {
    let descriptor = socket(AF_UNIX, streamType, 0)
    guard descriptor >= 0 else {
      throw ConnectionFailure(.other, "there is no descriptor left for a connection")
    }
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
    var on: Int32 = 1
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
    guard try connect(descriptor, to: path) else { return nil }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    let deadline = Deadline(after: timeLimit)
    func wait(for events: Int32) throws(ConnectionFailure) {
      if deadline.isOver {
        throw ConnectionFailure(.timedOut, "it was not done within \(timeLimit.inWords)")
      }
      _ = cancellation.poll([(descriptor, events)], atMost: deadline.left)
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
    }
    var offset = 0
    while offset < request.count {
      try wait(for: POLLOUT)
      let count = unsafe request.withUnsafeBytes { raw in
        unsafe send(
          descriptor, raw.baseAddress?.advanced(by: offset), raw.count - offset, sendFlags)
      }
      if count > 0 { offset += count } else if !canGoOn { throw broken("write to") }
    }
    shutdown(descriptor, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
      try wait(for: POLLIN)
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      // The daemon may close before it has read all.
      if count == 0 || (count < 0 && errno == ECONNRESET) { return answer }
      if count < 0, !canGoOn { throw broken("read from") }
      answer.append(contentsOf: chunk.prefix(max(0, count)))
      if answer.count > limit {
        throw ConnectionFailure(.tooLong, "it answered more than \(limit) bytes")
      }
    }
  }

  private static var canGoOn: Bool { ErrorOutput.canGoOn(errno) }

  private static func broken(_ action: String) -> ConnectionFailure {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    return ConnectionFailure(.connectionLost, "cannot \(action) its socket: \(reason)")
  }

  /// Returns true if a socket can be made at a path; nothing is left there.
  ///
  /// Not every file system has them, and a path may be too long.
  package static func canListen(at path: String) -> Bool {
    let descriptor = socket(AF_UNIX, streamType, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard unsafe withAddress(path, { unsafe bind(descriptor, $0, $1) }) == 0 else { return false }
    return unsafe unlink(path) == 0
  }

  /// Connects; `false` where nobody listens.
  private static func connect(
    _ descriptor: Int32, to path: String
  ) throws(ConnectionFailure) -> Bool {
    guard let result = unsafe withAddress(path, { unsafe sysConnect(descriptor, $0, $1) }) else {
      throw ConnectionFailure(.refused, "the path of its socket is too long")
    }
    if result == 0 { return true }
    if errno == ENOENT || errno == ECONNREFUSED { return false }
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    throw ConnectionFailure(.refused, "cannot connect to its socket: \(reason)")
  }

  /// Calls a function with the address of a path; `nil` for a path that is too long.
  private static func withAddress(
    _ path: String, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { raw in
      guard bytes.count < raw.count, !bytes.contains(0) else { return false }
      unsafe raw.copyBytes(from: bytes)
      return true
    }
    guard fits else { return nil }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe call(pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}

/// `connect(2)`, whose name the type has for something else.
private func sysConnect(
  _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
) -> Int32 { unsafe connect(descriptor, address, length) }

#if canImport(Glibc)
private let streamType = Int32(SOCK_STREAM.rawValue)
#else
private let streamType = SOCK_STREAM
#endif

/// Darwin has no `MSG_NOSIGNAL`; the socket is made so there.
#if canImport(Darwin)
private let sendFlags: Int32 = 0
#else
private let sendFlags = Int32(MSG_NOSIGNAL)
#endif
