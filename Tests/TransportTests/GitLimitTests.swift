import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite("A git:// server that does not do its part is left")
struct GitLimitTests {
  let fixture: TransportFixture

  init() throws { fixture = try TransportFixture() }

  private let environment = SSHServer.environment()

  private func error(
    _ server: PretendServer, _ network: NetworkLimits = NetworkLimits()
  ) async throws -> SyncError {
    try await fixture.cloneError(
      "git://127.0.0.1:\(server.port)/x", environment, network: network)
  }

  @Test("One that takes the connection and is silent")
  func silent() async throws {
    let listener = try SilentListener()
    let error = try await fixture.cloneError(
      "git://127.0.0.1:\(listener.port)/x", environment,
      network: NetworkLimits(firstAnswer: .milliseconds(300)))
    #expect(error.kind == .timedOut && error.description.contains("no answer within 300 ms"))
    try expectNoConnection(to: listener.port)
  }

  @Test("One that falls silent, and one that drips")
  func dripping() async throws {
    let silent = try PretendServer("c.sendall(b'00')\ntime.sleep(60)")
    let first = try await error(silent, NetworkLimits(silence: .milliseconds(300)))
    #expect(first.kind == .timedOut && first.description.contains("nothing came for 300 ms"))
    let drip = try PretendServer(
      "c.sendall(b'00ff')\nwhile True: c.sendall(b'0'); time.sleep(0.05)")
    let second = try await error(
      drip, NetworkLimits(silence: .milliseconds(5_000), total: .milliseconds(400)))
    #expect(second.kind == .timedOut && second.description.contains("longer than 400 ms"))
    try expectNoConnection(to: silent.port)
    try expectNoConnection(to: drip.port)
  }

  @Test("One that closes at once, one that dies in the pack, and one that talks nonsense")
  func dying() async throws {
    let closing = try PretendServer("pass")
    let first = try await error(closing)
    #expect(first.kind == .remoteUnreachable && first.description.contains("without a word"))
    let seed = try await fixture.clone("seed", from: fixture.remote, [:])
    var generator = SystemRandomNumberGenerator()
    let content = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    _ = try await seed.synchronize([.write(path: "tasks/seed-1.md", content: content)])
    try fixture.folder.write(fixture.remote, to: "path")
    let dying = try PretendServer(
      """
      c.recv(int(c.recv(4), 16) - 4)
      path = open('\(fixture.folder("path"))').read()
      p = subprocess.Popen(["git", "upload-pack", path], stdin=c, stdout=subprocess.PIPE)
      left = 50000
      while left > 0:
        data = p.stdout.read1(min(left, 4096))
        if not data: break
        c.sendall(data)
        left -= len(data)
      p.kill()
      c.shutdown(socket.SHUT_RDWR)
      """)
    let second = try await error(dying)
    #expect(second.kind == .remoteUnreachable && second.description.contains("broke"), "\(second)")
    for text in ["HTTP/1.0 400 Bad", "0004", "zzzz", "0008ERR ", "fff0ERR x", "0001"] {
      let nonsense = try PretendServer("c.sendall(b'\(text)')")
      let error = try await error(nonsense)
      #expect(![.internalFailure, .cancelled].contains(error.kind), "\(text): \(error)")
    }
  }

  @Test("An ERR packet in pieces, with control characters, is shown without them")
  func refusal() async throws {
    let server = try PretendServer(
      "for b in b'0021ERR no such \\x1b[31mrepository: x': c.sendall(bytes([b])); time.sleep(0.002)"
    )
    let error = try await error(server)
    #expect(error.kind == .repositoryMissing, "\(error)")
    #expect(error.description.contains("no such [31mrepository"))
  }

  @Test("What protocol 1 says first does not hide an advertisement of other objects")
  func protocolOne() async throws {
    let server = try PretendServer(
      """
      line = b'0' * 64 + b' capabilities^{}\\0agent=x object-format=sha256\\n'
      c.sendall(b'000eversion 1\\n' + b'%04x' % (len(line) + 4) + line + b'0000')
      c.recv(1)
      """)
    let error = try await error(server)
    #expect(error.kind == .unsupported && error.description.contains("sha256"), "\(error)")
  }

  #if os(Linux)
  @Test("Cancelling the task ends the step at once")
  func cancellation() async throws {
    let listener = try SilentListener()
    let (fixture, environment) = (fixture, environment)
    let task = Task {
      try await fixture.cloneError("git://127.0.0.1:\(listener.port)/x", environment)
    }
    while try !isConnected(to: listener.port) { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    #expect(try await task.value.kind == .cancelled)
    try expectNoConnection(to: listener.port)
  }
  #endif

  @Test("A name that nobody has, and a port where nobody listens")
  func unreachable() async throws {
    let name = try await fixture.cloneError("git://nohost.invalid/x", environment)
    #expect(name.kind == .nameNotFound, "\(name)")
    let port = try await fixture.cloneError(
      "git://127.0.0.1:\(try SSHServer.freePort())/x", environment)
    #expect(port.kind == .connectionRefused, "\(port)")
  }

  /// Returns true while this computer has an open connection to the port (proc(5), `net/tcp`).
  private func isConnected(to port: Int) throws -> Bool {
    let hex = String(port, radix: 16, uppercase: true)
    let end = ":" + String(repeating: "0", count: 4 - hex.count) + hex
    // Its size is 0, by which `String` would go.
    let file = try #require(FileHandle(forReadingAtPath: "/proc/net/tcp"))
    let table = try file.readToEnd() ?? Data()
    return String(decoding: table, as: UTF8.self).split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      return fields.count > 3 && fields[2].hasSuffix(end) && fields[3] == "01"
    }
  }

  private func expectNoConnection(
    to port: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #if os(Linux)
    #expect(try !isConnected(to: port), sourceLocation: sourceLocation)
    #endif
  }
}
