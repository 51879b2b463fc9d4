import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite(
  "Access to a remote over https", .enabled(if: NginxServer.isAvailable, "needs nginx, fcgiwrap"))
struct AccessOverHTTPTests {
  let server: NginxServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(NginxServer.shared)
    fixture = try TransportFixture()
  }

  func check(_ address: String) async throws -> AccessReport {
    try await SyncRepository.checkAccess(
      of: address, configuration: TransportFixture.configuration("desk", server.environment()))
  }

  @Test("A server that asks nobody: read, write, its certificate and clock, and open to anybody")
  func open() async throws {
    let report = try await check(server.url(.tls, fixture.remote))
    #expect(report.read == .allowed && report.write == .allowed, "\(report)")
    #expect(report.isEmpty == true && report.transport == .http)
    let facts = report.facts
    #expect(facts.tlsVersion?.hasPrefix("TLSv1") == true && facts.httpVersion != nil, "\(facts)")
    #expect(facts.certificateExpiry != nil && facts.serverTime != nil, "\(facts)")
    #expect(facts.credentialSource == nil)
    guard case .readable(let how) = report.anonymous else {
      Issue.record("\(report.anonymous)")
      return
    }
    #expect(how.contains("localhost"))
    try Git.expectSound(fixture.remote)
  }

  @Test("A server that asks for a password is closed to others, and the source is named")
  func closed() async throws {
    let report = try await check(server.url(.basic, fixture.remote, user: NginxServer.login))
    #expect(report.read == .allowed && report.write == .allowed, "\(report)")
    #expect(report.facts.credentialUser == NginxServer.user)
    #expect(report.facts.credentialSource != nil)
    guard case .closed = report.anonymous else {
      Issue.record("\(report.anonymous)")
      return
    }
    #expect(!"\(report)".contains("pa:ss") && !"\(report)".contains("pa%3Ass"))
    let stranger = try await check(server.url(.basic, fixture.remote))
    #expect(stranger.read.error?.kind == .authenticationFailed)
  }

  @Test("A server that takes no push says so before one is made")
  func readOnly() async throws {
    let report = try await check(server.url(.readOnly, fixture.remote))
    #expect(report.read == .allowed)
    #expect(report.write.error?.kind == .notAllowed, "\(report.write)")
  }

  @Test("A certificate for another name, and one that has ended")
  func certificates() async throws {
    for site in [NginxServer.Site.wrongName, .expired] {
      let report = try await check(server.url(site, fixture.remote))
      #expect(report.read.error?.kind == .certificateNotTrusted, "\(report.read)")
    }
  }

  @Test("The question without a login leaves out headers of the configuration too")
  func extraHeader() async throws {
    let login = server.url(.basic, fixture.remote, user: NginxServer.login)
    let desk = try await fixture.clone("desk", from: login, server.environment())
    let address = server.url(.basic, fixture.remote)
    let words = "\(NginxServer.user):\(NginxServer.password)"
    let header = "Authorization: Basic \(Data(words.utf8).base64EncodedString())"
    try Git.run(in: desk.path, "remote", "set-url", "origin", address)
    try Git.run(in: desk.path, "config", "http.extraHeader", header)
    let report = try await desk.checkAccess()
    #expect(report.read == .allowed, "\(report.read)")
    guard case .closed = report.anonymous else {
      Issue.record("\(report.anonymous)")
      return
    }
  }
}
