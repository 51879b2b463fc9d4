import Foundation
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

@Suite("A server over http that does not end by itself is left")
struct HTTPLimitTests {
  let fixture: TransportFixture

  init() throws { fixture = try TransportFixture() }

  /// Fails the test while this process has a connection to a port.
  private func expectNothingLeft(
    _ port: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #if os(Linux)
    let manager = FileManager.default
    let ours = try Set(
      manager.contentsOfDirectory(atPath: "/proc/self/fd")
        .compactMap { try? manager.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") })
    let remote = ":" + String(port, radix: 16, uppercase: true)
    let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
    for line in table.split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ")
      guard words.count > 9, words[2].hasSuffix(remote) else { continue }
      #expect(!ours.contains("socket:[\(words[9])]"), sourceLocation: sourceLocation)
    }
    #endif
  }

  @Test("One that takes the connection and is silent, with TLS and without")
  func silent() async throws {
    let listener = try SilentListener()
    for scheme in ["http", "https"] {
      let error = try await fixture.cloneError(
        "\(scheme)://127.0.0.1:\(listener.port)/x.git", SSHServer.environment(),
        network: NetworkLimits(firstAnswer: .milliseconds(300)))
      #expect(error.kind == .timedOut && error.description.contains("300 ms"), "\(error)")
    }
    try expectNothingLeft(listener.port)
  }

  @Test("One that drips its head, and one that drips its answer")
  func dripping() async throws {
    let head = try ScriptedServer { $0.drip("HTTP/1.1 200 OK and so on ") }
    let first = try await fixture.cloneError(
      head.url(), SSHServer.environment(), network: NetworkLimits(firstAnswer: .milliseconds(400)))
    #expect(first.kind == .timedOut, "\(first)")
    try expectNothingLeft(head.port)
    let body = try ScriptedServer { connection in
      connection.send(advertisementHead + "\r\n")
      connection.drip("001e# service=git-upload-pack\n")
    }
    let second = try await fixture.cloneError(
      body.url(), SSHServer.environment(),
      network: NetworkLimits(silence: .milliseconds(5_000), total: .milliseconds(500)))
    #expect(second.kind == .timedOut && second.description.contains("longer than 500 ms"))
    try expectNothingLeft(body.port)
  }

  @Test("One that falls silent in the middle, and one that is slower than git’s own limit")
  func fallsSilent() async throws {
    let server = try ScriptedServer { connection in
      connection.send(advertisementHead + "\r\n001e# service=git")
      connection.waitForEnd()
    }
    let error = try await fixture.cloneError(
      server.url(), SSHServer.environment(), network: NetworkLimits(silence: .milliseconds(300)))
    #expect(error.kind == .timedOut && error.description.contains("nothing came for 300 ms"))
    try expectNothingLeft(server.port)
    var probe = HTTPProbe()
    probe.entries = [("http.lowspeedlimit", "1000"), ("http.lowspeedtime", "1")]
    let slow = try probe.error(server.url())
    #expect(slow.kind == .timedOut && slow.description.contains("too slow"), "\(slow)")
  }

  @Test("One that dies before its answer, within its head, and within its body")
  func dying() async throws {
    let answers = [
      "", "HTTP/1.1 200", advertisementHead + "Content-Length: 900\r\n\r\n001e# service=git",
    ]
    for answer in answers {
      let server = try ScriptedServer { $0.send(answer) }
      let error = try await fixture.cloneError(server.url(), SSHServer.environment())
      #expect(error.kind == .remoteUnreachable, "\(error)")
    }
  }

  @Test(
    "One that sends rubbish",
    arguments: [
      "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/9.9 999 \u{1b}[2J\r\n\r\n", "\0\0\0\0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n"
        + "Content-Length: 4\r\n\r\nzzzz",
      "HTTP/1.1 403 \u{1b}[2J\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n\u{1b}[2Jno\n\u{7}!",
    ])
  func rubbish(answer: String) async throws {
    let server = try ScriptedServer { $0.send(answer) }
    let error = try await syncError {
      _ = try await fixture.clone("failing", from: server.url(), SSHServer.environment())
    }
    #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(error)")
    #expect(error.description.count < 1_500)
  }

  @Test("Heads without end, and a page without end, are not kept")
  func endless() async throws {
    let heads = try ScriptedServer { connection in
      connection.send("HTTP/1.1 200 OK\r\n")
      while connection.send("X-Filler: " + String(repeating: "x", count: 8_000) + "\r\n") {}
    }
    let first = try await fixture.cloneError(heads.url(), SSHServer.environment())
    #expect(first.kind == .remoteUnreachable, "\(first)")
    let page = try ScriptedServer { connection in
      connection.send("HTTP/1.1 403 No\r\nContent-Type: text/plain\r\n\r\n")
      while connection.send(String(repeating: "word ", count: 8_000)) {}
    }
    let second = try await fixture.cloneError(page.url(), SSHServer.environment())
    #expect(second.kind == .notAllowed && second.description.count < 2_000)
  }

  @Test("Cancelling the task ends the step at once")
  func cancellation() async throws {
    let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = try ScriptedServer { connection in
      continuation.yield()
      connection.waitForEnd()
    }
    let fixture = fixture
    let task = Task {
      try await fixture.cloneError(
        server.url(), SSHServer.environment(),
        network: NetworkLimits(firstAnswer: .milliseconds(600_000)))
    }
    for await _ in asked { break }
    task.cancel()
    #expect(try await task.value.kind == .cancelled)
    try expectNothingLeft(server.port)
    let late = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await fixture.cloneError(server.url(), SSHServer.environment())
    }
    #expect(try await late.value.kind == .cancelled)
  }

  @Test("A push whose server stops listening ends in time, and keeps its commit")
  func stalledPush() async throws {
    let head = advertisementHead.replacing("upload", with: "receive")
    let line = "0000000000000000000000000000000000000000 capabilities^{}\0report-status\n"
    let length = String(line.utf8.count + 4, radix: 16)
    let text =
      "001f# service=git-receive-pack\n0000"
      + String(repeating: "0", count: 4 - length.count) + length + line + "0000"
    let server = try ScriptedServer { connection in
      connection.send(head + "Content-Length: \(text.utf8.count)\r\n\r\n" + text)
      connection.waitForEndWithoutReading()
    }
    let seed = try await fixture.clone("seed", from: fixture.remote, [:])
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<8_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try await seed.commit([.write(path: "tasks/seed-1.md", content: bytes)], message: "Large")
    try Git.run(in: seed.path, "remote", "set-url", "origin", server.url())
    try Git.run(in: seed.path, "config", "http.postBuffer", "64k")
    let repo = try await SyncRepository.open(
      at: seed.path,
      configuration: TransportFixture.configuration(
        "seed", SSHServer.environment(), network: NetworkLimits(silence: .milliseconds(400))))
    let error = try await syncError { _ = try await repo.push() }
    #expect(error.kind == .timedOut, "\(error)")
    #expect(try await repo.unpushedCount() == 1)
    try expectNothingLeft(server.port)
  }
}
