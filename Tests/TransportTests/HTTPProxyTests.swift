import Foundation
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

@Suite(
  "Remotes behind a proxy that wants a password",
  .enabled(if: NginxServer.isAvailable && ProxyServer.isAvailable, "needs nginx, tinyproxy"))
struct HTTPProxyTests {
  let server: NginxServer
  let proxy: ProxyServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(NginxServer.shared)
    proxy = try #require(ProxyServer.shared)
    fixture = try TransportFixture()
  }

  @Test("A proxy from the environment, to a remote over https and over http")
  func roundTrips() async throws {
    try await fixture.roundTrip(
      server.url(.tls, fixture.remote),
      server.environment(["https_proxy": "http://\(proxy.address)"]))
    let plain = server.environment(["http_proxy": "http://\(proxy.address)"])
    try await tryingAgain {
      let other = try TransportFixture()
      try await other.roundTrip(server.url(.plain, other.remote), plain)
    }
    try await tryingAgain {
      let third = try TransportFixture()
      let desk = try await third.clone("desk", from: server.url(.plain, third.remote), plain)
      var generator = SystemRandomNumberGenerator()
      let bytes = (0..<2_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = try await desk.synchronize([.write(path: "tasks/desk-large.md", content: bytes)])
      try Git.expectSound(third.remote)
    }
  }

  /// Does once more what the error asks to be tried again: on a busy machine tinyproxy sometimes closes
  /// a connection over plain http while it is written to.
  private func tryingAgain(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as SyncError where error.remedy?.kind == .retry {
      try await body()
    }
  }

  @Test("Every place a proxy can be named in, and every form of its address")
  func forms() throws {
    let address = server.url(.tls, fixture.remote)
    let http = "http://\(proxy.address)"
    let cases: [(entries: [(String, String)], environment: [String: String])] = [
      ([], ["https_proxy": http]), ([], ["HTTPS_PROXY": http]), ([], ["ALL_PROXY": http]),
      ([], ["all_proxy": proxy.address]), ([("http.proxy", http)], [:]),
      ([("http.proxy", proxy.address)], ["https_proxy": "http://127.0.0.1:1"]),
      ([("http.https://localhost:\(server.port(.tls))/.proxy", http), ("http.proxy", "")], [:]),
      ([("http.proxy", http), ("http.proxyauthmethod", "basic")], [:]),
    ]
    for (entries, environment) in cases {
      let facts = try HTTPProbe(entries: entries, environment: server.environment(environment))
        .ask(address)
      #expect(facts.proxy?.hasSuffix("127.0.0.1:\(proxy.port)") == true, "\(environment)")
      #expect(facts.proxy?.contains("pat") == false)
    }
    let plain = try HTTPProbe(environment: ["ALL_PROXY": http])
      .ask(server.url(.plain, fixture.remote))
    #expect(plain.proxy == "http://127.0.0.1:\(proxy.port)")
  }

  @Test("A proxy that is not for this remote")
  func exceptions() throws {
    let dead = "http://127.0.0.1:\(try SSHServer.freePort())"
    let address = server.url(.tls, fixture.remote)
    for exceptions in ["localhost", "*", "example.org, localhost", ".localhost"] {
      for name in ["no_proxy", "NO_PROXY"] {
        let environment = server.environment(["https_proxy": dead, name: exceptions])
        #expect(try HTTPProbe(environment: environment).ask(address).proxy == nil)
      }
    }
    let none = HTTPProbe(
      entries: [("http.proxy", "")], environment: server.environment(["https_proxy": dead]))
    #expect(try none.ask(address).proxy == nil)
    // Set by whoever asks a web server (CVE-2016-5385), so that it counts for nothing.
    let capital = HTTPProbe(environment: ["HTTP_PROXY": dead])
    #expect(try capital.ask(server.url(.plain, fixture.remote)).proxy == nil)
    let used = try HTTPProbe(environment: server.environment(["https_proxy": dead])).error(address)
    #expect(used.kind == .connectionRefused, "\(used)")
  }

  @Test("A proxy that is refused a password says so, and does not tell it")
  func refused() throws {
    for login in ["", "pat:se-cret@"] {
      let environment = server.environment([
        "https_proxy": "http://\(login)127.0.0.1:\(proxy.port)",
        "http_proxy": "http://\(login)127.0.0.1:\(proxy.port)",
      ])
      for site in [NginxServer.Site.tls, .plain] {
        let error = try HTTPProbe(environment: environment)
          .error(server.url(site, fixture.remote))
        #expect(error.kind == .authenticationFailed, "\(error)")
        // Over http tinyproxy's 401 to a wrong password looks like one of the server's.
        let isToldApart = site == .tls || login.isEmpty
        #expect(error.description.contains("proxy") || !isToldApart, "\(error)")
        #expect(!error.description.contains("se-cret"), "\(error)")
      }
    }
    let name = try HTTPProbe(environment: ["https_proxy": "http://nohost.invalid:1"])
      .error(server.url(.tls, fixture.remote))
    #expect(name.kind == .nameNotFound && name.description.contains("proxy"), "\(name)")
  }

  @Test("The proxy of one remote, from the clone's own configuration")
  func ofOneRemote() async throws {
    let address = server.url(.tls, fixture.remote)
    let desk = try await fixture.clone("desk", from: address, server.environment())
    try Git.run(in: desk.path, "config", "remote.origin.proxy", "http://\(proxy.address)")
    try Git.run(in: desk.path, "config", "http.proxy", "http://127.0.0.1:1")
    #expect(try await desk.synchronize([write("tasks/desk-1.md", "one\n")]).pushed)
  }
}
