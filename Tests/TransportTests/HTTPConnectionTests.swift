import Foundation
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

@Suite("Synchronising over https", .enabled(if: NginxServer.isAvailable, "needs nginx, fcgiwrap"))
struct HTTPConnectionTests {
  let server: NginxServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(NginxServer.shared)
    fixture = try TransportFixture()
  }

  @Test(
    "Plain http, HTTP/1.1 and HTTP/2, servers with one version of TLS alone, compressed answers",
    arguments: [NginxServer.Site.plain, .tls, .http1, .tls12, .tls13, .gzip])
  func sites(site: NginxServer.Site) async throws {
    try await fixture.roundTrip(server.url(site, fixture.remote), server.environment())
    let requests = server.requests(NginxServer.encoded(fixture.remote))
    #expect(requests.count > 10)
    #expect(requests.allSatisfy { $0.contains("agent=\"git/handoff-") })
    #expect(requests.allSatisfy { $0.contains("git=\"-\"") && $0.contains("expect=\"-\"") })
    let version = [.tls, .tls12, .tls13].contains(site) ? "HTTP/2.0" : "HTTP/1.1"
    #expect(requests.allSatisfy { $0.contains(" \(version) ") })
    if site == .gzip { #expect(requests.contains { !$0.contains("gzip=\"-\"") }) }
  }

  @Test("A renamed branch is followed, and a history made one commit")
  func moves() async throws {
    try await fixture.moves(server.url(.tls, fixture.remote), server.environment())
  }

  @Test("One connection serves all that one clone does")
  func oneConnection() async throws {
    try await fixture.roundTrip(server.url(.http1, fixture.remote), server.environment())
    let connections = server.requests(NginxServer.encoded(fixture.remote)).compactMap { line in
      line.split(separator: " ").first { $0.hasPrefix("connection=") }
    }
    // Making a clone is one of its own, and the two clones have one each.
    #expect(Set(connections).count == 4, "\(Set(connections))")
  }

  @Test("A certificate for an IP address")
  func address() async throws {
    try await fixture.roundTrip(
      server.url(.tls, fixture.remote, host: "127.0.0.1"), server.environment())
  }

  @Test("A user and a password in the address")
  func login() async throws {
    try await fixture.roundTrip(
      server.url(.basic, fixture.remote, user: NginxServer.login), server.environment())
    let refused = server.requests(NginxServer.encoded(fixture.remote)).filter {
      $0.contains(" 401 ")
    }
    // Once for each clone that is made, once for each that is used.
    #expect(refused.count == 4, "\(refused)")
  }

  @Test("A certificate of ours")
  func clientCertificate() async throws {
    let address = server.url(.clientCertificate, fixture.remote)
    let files = [
      "GIT_SSL_CERT": server.folder("client.pem"), "GIT_SSL_KEY": server.folder("client.key"),
    ]
    try await fixture.roundTrip(address, server.environment(files))
    let error = try HTTPProbe(environment: server.environment()).error(address)
    #expect(error.description.contains("No required SSL certificate"), "\(error)")
  }

  @Test("A redirect to another path, and one to another host, which gets no secret")
  func redirects() async throws {
    try await fixture.roundTrip(server.url(.tls, "/moved" + fixture.remote), server.environment())
    let other = try TransportFixture()
    let address = server.url(.tls, "/away" + other.remote, user: NginxServer.login)
    let desk = try await other.clone("desk", from: address, server.environment())
    try Git.run(in: desk.path, "config", "http.extraHeader", "X-Extra: secret")
    try Git.run(in: desk.path, "config", "http.cookieFile", "/dev/null")
    #expect(try await desk.synchronize([write("tasks/desk-1.md", "one\n")]).pushed)
    try Git.expectSound(other.remote)
    let first = server.requests(" /away" + other.folder.path)
    #expect(first.contains { $0.contains("extra=\"secret\"") })
    let second = server.requests(" " + other.folder.path)
    #expect(second.contains { $0.contains("POST") && $0.contains("git-receive-pack") })
    #expect(second.allSatisfy { $0.contains("authorization=\"-\"") && $0.contains("extra=\"-\"") })
  }

  @Test("A large push is sent as it comes, after a question without content")
  func large() async throws {
    let address = server.url(.basic, fixture.remote, user: NginxServer.login)
    let desk = try await fixture.clone("desk", from: address, server.environment())
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    _ = try await desk.synchronize([.write(path: "tasks/desk-large.md", content: bytes)])
    let laptop = try await fixture.clone("laptop", from: address, server.environment())
    #expect(try await laptop.read("tasks/desk-large.md", limit: 4 << 20) == bytes)
    try Git.expectSound(fixture.remote)
    let posts = server.requests(NginxServer.encoded(fixture.remote) + "/git-receive-pack")
    #expect(posts.contains { $0.contains("length=\"4\"") }, "\(posts)")
    #expect(posts.count == 2 && posts.allSatisfy { $0.contains(" 200 ") }, "\(posts)")
  }

  @Test("A large push over HTTP/1.1 is chunked")
  func chunked() async throws {
    let address = server.url(.http1, fixture.remote)
    let desk = try await fixture.clone("desk", from: address, server.environment())
    try Git.run(in: desk.path, "config", "http.postBuffer", "64k")
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<900_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    _ = try await desk.synchronize([.write(path: "tasks/desk-large.md", content: bytes)])
    try Git.expectSound(fixture.remote)
    let posts = server.requests(NginxServer.encoded(fixture.remote) + "/git-receive-pack")
    #expect(posts.contains { $0.contains("transfer=\"chunked\"") }, "\(posts)")
  }

  @Test("A long history arrives in several rounds of negotiation")
  func negotiation() async throws {
    let address = server.url(.tls, fixture.remote)
    let desk = try await fixture.clone("desk", from: address, server.environment())
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let laptop = try await fixture.clone("laptop", from: address, server.environment())
    for number in 1...120 {
      try Git.run(
        in: laptop.path, "commit", "--quiet", "--allow-empty", "-m", "By hand \(number)")
    }
    _ = try await desk.synchronize([write("tasks/desk-2.md", "two\n")])
    _ = try await laptop.synchronize()
    #expect(try await laptop.read("tasks/desk-2.md") == Array("two\n".utf8))
    try Git.expectSound(fixture.remote)
    try Git.expectSound(laptop.path)
  }
}
