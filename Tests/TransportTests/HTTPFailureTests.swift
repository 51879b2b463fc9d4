import Curl
import Foundation
import SyncRepoTestSupport
import Synchronization
import TestSupport
import Testing

@testable import SyncRepo

@Suite(
  "What goes wrong over https is told apart",
  .enabled(if: NginxServer.isAvailable, "needs nginx, fcgiwrap"))
struct HTTPFailureTests {
  let server: NginxServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(NginxServer.shared)
    fixture = try TransportFixture()
  }

  private func error(_ site: NginxServer.Site, _ path: String? = nil) throws -> SyncError {
    let address = server.url(site, path ?? fixture.remote)
    return try HTTPProbe(environment: server.environment()).error(address)
  }

  @Test("A certificate of an unknown authority, for another name, and one that has expired")
  func certificates() async throws {
    let address = server.url(.tls, fixture.remote)
    let unknown = try await fixture.cloneError(address, SSHServer.environment())
    #expect(unknown.kind == .certificateNotTrusted)
    #expect(unknown.description.contains("http.https://localhost:\(server.port(.tls))/.sslCAInfo"))
    let file = server.folder("client.pem")
    let wrongFile = try await fixture.cloneError(
      address, server.environment(["GIT_SSL_CAINFO": file]))
    #expect(wrongFile.kind == .certificateNotTrusted && wrongFile.description.contains(file))
    let missing = try await fixture.cloneError(
      address, server.environment(["GIT_SSL_CAINFO": "/nowhere/ca.pem"]))
    #expect(missing.kind == .certificateNotTrusted, "\(missing)")
    #expect(missing.description.contains("/nowhere/ca.pem"))
    let name = try error(.wrongName)
    #expect(name.kind == .certificateNotTrusted)
    #expect(name.description.contains("another name than localhost"), "\(name)")
    let expired = try error(.expired)
    #expect(expired.kind == .certificateNotTrusted)
    #expect(expired.description.contains("it has expired"), "\(expired)")
  }

  @Test("A name that nobody has, a port where nobody listens, a port without TLS")
  func unreachable() throws {
    let probe = HTTPProbe(environment: server.environment())
    #expect(try probe.error("https://nohost.invalid/x.git").kind == .nameNotFound)
    let free = try SSHServer.freePort()
    #expect(try probe.error("https://127.0.0.1:\(free)/x.git").kind == .connectionRefused)
    let plain = try probe.error("https://127.0.0.1:\(server.port(.plain))/x.git")
    #expect(plain.kind == .remoteUnreachable)
    #expect(plain.description.contains("no protected connection"), "\(plain)")
  }

  @Test("A redirect whose body comes later than its head is followed")
  func slowRedirect() throws {
    let count = Mutex(0)
    let redirecting = try ScriptedServer { connection in
      let isFirst = count.withLock { count in
        count += 1
        return count == 1
      }
      guard isFirst else {
        connection.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        return
      }
      let place = "/y.git/info/refs?service=git-upload-pack"
      connection.send("HTTP/1.1 302 Found\r\nLocation: \(place)\r\nContent-Length: 5\r\n\r\n")
      // One that gives up at the head closes meanwhile.
      connection.waitForEnd(milliseconds: 200)
      connection.send("moved")
    }
    let error = try HTTPProbe().error(redirecting.url())
    #expect(error.kind == .repositoryMissing && count.withLock(\.self) == 2, "\(error)")
  }

  @Test(
    "Addresses that cannot be used",
    arguments: [
      "https:///x.git", "https://host:0/x.git", "https://host:99999/x", "https://[::1/x",
      "https://a b/x.git", "https://-oX/x.git", "https://ann:se%0Acret@host/x.git",
    ])
  func malformed(address: String) throws {
    let error = try HTTPProbe().error(address)
    #expect(error.kind == .noRemote, "\(error)")
    #expect(!error.description.contains("cret"))
  }

  @Test("No password, and wrong ones: what was tried is told, and the password is not")
  func passwords() async throws {
    let none = try error(.basic)
    #expect(
      none.kind == .authenticationFailed && none.description.contains("URL: no password; netrc: no")
    )
    let address = server.url(.basic, fixture.remote, user: "ann:wrong-word")
    let wrong = try await fixture.cloneError(address, server.environment())
    #expect(wrong.kind == .authenticationFailed)
    #expect(wrong.description.contains("URL: refused by the server"), "\(wrong)")
    #expect(!wrong.description.contains("wrong-word"))
    let (facts, events) = try HTTPProbe(
      environment: server.environment(),
      credentials: [
        Credential(username: "bob", password: "x"), Credential(username: "eve", password: "y"),
        Credential(username: NginxServer.user, password: NginxServer.password),
      ]
    ).run(server.url(.basic, fixture.remote))
    #expect(
      events == [
        "next bob", "reject bob", "next eve", "reject eve", "next ann", "approve ann",
      ])
    #expect(facts.credentialUser == "ann" && facts.credentialSource == "the test’s ann")
    let bearer = try error(.tls, "/bearer/x.git")
    #expect(bearer.kind == .authenticationFailed && bearer.description.contains("Bearer"))
  }

  @Test("An accepted password is sent at once the next time, and one that is refused is replaced")
  func remembered() throws {
    var probe = HTTPProbe(environment: server.environment())
    let (good, address) = (
      Credential(username: NginxServer.user, password: NginxServer.password),
      server.url(.basic, fixture.remote)
    )
    probe.credentials = [good]
    #expect(try probe.run(address).passwords == ["next ann", "approve ann"])
    #expect(try probe.run(address).passwords == [])
    for key in probe.session.logins.keys {
      probe.session.logins[key] = HTTPLogin(
        credential: Credential(username: "ann", password: "old"), methods: .basic,
        sequence: RecordedSequence([]), isAccepted: true)
    }
    #expect(try probe.run(address).passwords == ["next ann", "approve ann"])
  }

  @Test("A redirect to a host that asks for a password, to http, in a circle, and none allowed")
  func redirects() throws {
    let credentials = [Credential(username: NginxServer.user, password: NginxServer.password)]
    var probe = HTTPProbe(environment: server.environment(), credentials: credentials)
    let asking = try probe.error(server.url(.tls, "/asking" + fixture.remote))
    #expect(asking.kind == .authenticationFailed)
    #expect(asking.description.contains("another host, 127.0.0.1:\(server.port(.basic))"))
    let sent = server.requests(" " + fixture.folder.path)
    #expect(sent.allSatisfy { $0.contains("authorization=\"-\"") })
    let down = try probe.error(server.url(.tls, "/down" + fixture.remote))
    #expect(down.description.contains("from https to http://localhost"), "\(down)")
    #expect(server.requests(" " + fixture.folder.path).count == sent.count)
    #expect(try error(.tls, "/loop/x.git").description.contains("more than 20"))
    #expect(try error(.tls, "/elsewhere/x.git").description.contains("a web page"))
    probe.entries = [("http.followredirects", "false")]
    let off = try probe.error(server.url(.tls, "/moved" + fixture.remote))
    #expect(off.description.contains("http.followRedirects"), "\(off)")
  }

  @Test("A login that may only read clones, and is told so when it pushes")
  func readOnly() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(.readOnly, fixture.remote), server.environment())
    let error = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    }
    #expect(error.kind == .notAllowed && error.description.contains("403"), "\(error)")
    #expect(try await desk.unpushedCount() == 1)
  }

  @Test("Answers that are not git's")
  func answers() throws {
    let cases: [(String, SyncError.Kind, String)] = [
      ("web", .repositoryMissing, "web page"), ("dumb", .remoteUnreachable, "dumb http"),
      ("json", .remoteUnreachable, "application/json"),
      ("forbidden", .notAllowed, "Not on Sundays."), ("gone", .repositoryMissing, "410"),
      ("broken", .remoteUnreachable, "500"), ("busy", .remoteUnreachable, "Try again in 7 s."),
      ("proxied", .authenticationFailed, "proxy"),
    ]
    for (path, kind, text) in cases {
      let error = try error(.tls, "/\(path)/x.git")
      #expect(error.kind == kind && error.description.contains(text), "\(error)")
    }
    #expect(try error(.tls, "/nowhere/x.git").kind == .repositoryMissing)
  }

  @Test(
    "A pack that is too large for the server, with its length and without",
    arguments: ["4m", "64k"])
  func tooLarge(buffer: String) async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(.small, fixture.remote), server.environment())
    try Git.run(in: desk.path, "config", "http.postBuffer", buffer)
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let error = try await syncError {
      _ = try await desk.synchronize([.write(path: "tasks/desk-1.md", content: bytes)])
    }
    #expect(error.kind == .rejected && error.description.contains("413"), "\(error)")
    #expect(try await desk.unpushedCount() == 1)
  }

  @Test("A hook's refusal comes with its words; the commit is kept and goes when it is lifted")
  func refusingHook() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(.tls, fixture.remote), server.environment())
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let hook = fixture.remote + "/hooks/pre-receive"
    try "#!/bin/sh\necho 'Only on weekdays.' >&2\nexit 1\n".write(
      toFile: hook, atomically: true, encoding: .utf8)
    chmod(hook, 0o755)
    let error = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    }
    #expect(error.kind == .rejected && error.description.contains("Only on weekdays."))
    try FileManager.default.removeItem(atPath: hook)
    #expect(try await desk.synchronize().pushed)
    try Git.expectSound(fixture.remote)
  }
}
