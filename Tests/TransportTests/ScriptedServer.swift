import Foundation
import TestSupport

/// A listening socket on loopback.
private func listenOnLoopback() throws -> (descriptor: Int32, port: Int) {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = SilentListener.address(port: 0)
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0
        && getsockname(descriptor, $0, &size) == 0
    }
  }
  guard isBound else { throw POSIXError(.EADDRINUSE) }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
}

/// A server that accepts connections and never says a word.
final class SilentListener: Sendable {
  let port: Int
  private let descriptor: Int32

  init() throws { (descriptor, port) = try listenOnLoopback() }

  deinit { close(descriptor) }

  static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }
}

/// A server of which the test writes every byte: one connection after the other.
final class ScriptedServer: Sendable {
  let port: Int
  private let descriptor: Int32

  /// Starts it.
  ///
  /// - Parameter answer: Called with each connection, after its first bytes were read.
  /// - Throws: `POSIXError` where there is no port.
  init(_ answer: @escaping @Sendable (ScriptedConnection) -> Void) throws {
    let (descriptor, port) = try listenOnLoopback()
    self.descriptor = descriptor
    self.port = port
    Thread.detachNewThread {
      while true {
        let accepted = accept(descriptor, nil, nil)
        guard accepted >= 0 else { break }
        _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
        let connection = ScriptedConnection(descriptor: accepted)
        if !connection.read().isEmpty { answer(connection) }
        close(accepted)
      }
      close(descriptor)
    }
  }

  deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

  func url(_ path: String = "/x.git") -> String { "http://127.0.0.1:\(port)\(path)" }
}

/// One connection of a scripted server.
struct ScriptedConnection {
  let descriptor: Int32

  /// Reads what is there, at most 64 KiB; nothing at the end.
  func read() -> String {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  /// Sends a text; `false` where nobody listens any more.
  @discardableResult
  func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    #if canImport(Darwin)
    let flags: Int32 = 0
    #else
    let flags = Int32(MSG_NOSIGNAL)
    #endif
    return Foundation.send(descriptor, bytes, bytes.count, flags) == bytes.count
  }

  /// Sends a text, byte by byte, one in 50 ms, over and over for 20 s or until nobody listens.
  func drip(_ text: String) {
    for byte in 0..<400 {
      let position = text.index(text.startIndex, offsetBy: byte % text.count)
      guard send(String(text[position])) else { return }
      usleep(50_000)
    }
  }

  /// Waits until the other side closes, at most ten minutes.
  ///
  /// - Parameter milliseconds: Another limit.
  func waitForEnd(milliseconds: Int = 600_000) {
    var timeout = timeval(
      tv_sec: milliseconds / 1_000, tv_usec: .init(milliseconds % 1_000) * 1_000)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    while !read().isEmpty {}
  }

  /// Waits until the other side closes, at most ten minutes, without taking what it sends.
  func waitForEndWithoutReading() {
    var event = pollfd(fd: descriptor, events: 0, revents: 0)
    for _ in 0..<600 where poll(&event, 1, 1_000) == 0 {}
  }
}

/// The head of a git server's answer to the first question.
let advertisementHead = """
  HTTP/1.1 200 OK\r
  Content-Type: application/x-git-upload-pack-advertisement\r

  """

/// A TCP server that says what a test has prepared, to each that connects.
final class PretendServer: Sendable {
  let port: Int
  private let folder: TemporaryFolder
  private let program: LeashedProgram

  /// Starts it.
  ///
  /// - Parameter body: Lines of Python with the connection as `c`; it is closed afterwards.
  /// - Throws: An error of `LeashedProgram`; `CocoaError` where it does not come up.
  init(_ body: String) throws {
    folder = try TemporaryFolder("handoff-pretend")
    let lines = body.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    try folder.write(
      """
      import os, socket, subprocess, threading, time
      def serve(c):
      \(lines)
        c.close()
      s = socket.socket()
      s.bind(("127.0.0.1", 0))
      s.listen(64)
      with open("\(folder("new"))", "w") as f: f.write(str(s.getsockname()[1]))
      os.rename("\(folder("new"))", "\(folder("port"))")
      while True:
        threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()

      """, to: "server.py")
    program = try LeashedProgram(
      "exec /usr/bin/env python3 '\(folder("server.py"))'", log: folder("log"),
      removing: folder.path)
    for _ in 0..<1_000 {
      if let text = folder.read("port"), let port = Int(text) {
        self.port = port
        return
      }
      usleep(10_000)
    }
    throw CocoaError(.fileReadNoSuchFile, userInfo: ["log": folder.read("log") ?? ""])
  }
}
