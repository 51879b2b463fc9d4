import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite("Synchronising over https", .enabled(if: NginxServer.isAvailable))
struct HTTPConnectionTests {
  let server: NginxServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(NginxServer.shared)
    fixture = try TransportFixture()
  }

  @Test(
    "Plain http, HTTP/1.1 and HTTP/2, and servers with one version of TLS alone",
    arguments: [NginxServer.Site.plain, .tls, .http1, .tls12, .tls13, .gzip])
  func sites(site: NginxServer.Site) async throws {
    try await fixture.roundTrip(server.url(site, fixture.remote), server.environment())
  }
}
