import Foundation
import TestSupport
import Testing

@testable import SyncRepo

@Suite(
  "What is seen of a remote over https",
  .enabled(if: NginxServer.isAvailable, "needs nginx, fcgiwrap"))
struct HTTPFactsTests {
  let server: NginxServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(NginxServer.shared)
    fixture = try TransportFixture()
  }

  @Test("Versions, the certificate, the clocks, the address")
  func facts() throws {
    let address = server.url(.tls, fixture.remote, user: NginxServer.login)
    let facts = try HTTPProbe(environment: server.environment()).ask(address)
    #expect(facts.httpVersion == "HTTP/2")
    #expect(facts.tlsVersion == "TLSv1.3")
    #expect(facts.certificateSubject?.contains("server") == true)
    #expect(facts.certificateIssuer?.contains("Test Authority") == true)
    let now = Int64(Date().timeIntervalSince1970)
    #expect(abs((facts.certificateExpiry ?? 0) - now - 2 * 86_400) < 3_600)
    #expect(abs((facts.serverTime ?? 0) - now) < 600 && facts.localTime == 1_800_000_000)
    #expect(facts.answerMilliseconds != nil && facts.proxy == nil && !facts.isVerificationOff)
    #expect(facts.finalAddress == server.url(.tls, fixture.remote))
    let older = try HTTPProbe(environment: server.environment())
      .ask(server.url(.tls12, fixture.remote))
    #expect(older.tlsVersion == "TLSv1.2")
    let plain = try HTTPProbe().ask(server.url(.plain, fixture.remote))
    #expect(plain.httpVersion == "HTTP/1.1" && plain.tlsVersion == nil)
    #expect(plain.certificateSubject == nil && !plain.isVerificationOff)
  }

  @Test("A verification that is off works, and is noted")
  func verificationOff() throws {
    let probe = HTTPProbe(entries: [("http.sslverify", "false")])
    for site in [NginxServer.Site.wrongName, .expired] {
      #expect(try probe.ask(server.url(site, fixture.remote)).isVerificationOff)
    }
    let moved = try HTTPProbe(environment: server.environment())
      .ask(server.url(.tls, "/moved" + fixture.remote))
    let end = RemoteAddress(server.url(.tls, fixture.folder.path)).description
    #expect(moved.finalAddress?.hasPrefix(end) == true)
  }

  @Test("Trusted certificates from a folder, from SSL_CERT_FILE and from git's configuration")
  func trust() throws {
    let address = server.url(.tls, fixture.remote)
    let file = server.folder("ca.pem")
    let folder = fixture.folder("authorities")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: file, toPath: folder + "/ca.pem")
    _ = try Program.run(
      "/usr/bin/env", ["openssl", "rehash", folder], environment: SSHServer.environment())
    for environment in [
      ["SSL_CERT_FILE": file], ["SSL_CERT_DIR": folder], ["GIT_SSL_CAPATH": folder],
    ] {
      _ = try HTTPProbe(environment: environment).ask(address)
    }
    let scope = "http.https://localhost:\(server.port(.tls))/"
    _ = try HTTPProbe(entries: [("\(scope).sslcainfo", file)]).ask(address)
    let both = HTTPProbe(
      entries: [("http.sslcainfo", file)], environment: ["SSL_CERT_FILE": "/nowhere"])
    _ = try both.ask(address)
    let other = try HTTPProbe(entries: [("\(scope).sslcainfo", file)])
      .error(server.url(.tls13, fixture.remote))
    #expect(other.kind == .certificateNotTrusted)
  }

  @Test("An anonymous question sends nothing that tells who we are")
  func anonymous() throws {
    let address = server.url(.tls, fixture.remote, user: NginxServer.login)
    let entries = [("http.extraheader", "X-Extra: secret")]
    let known = HTTPProbe(entries: entries, environment: server.environment())
    _ = try known.ask(address)
    let requests = { server.requests(fixture.folder.path) }
    #expect(requests().contains { $0.contains("extra=\"secret\"") })
    let before = requests().count
    var probe = HTTPProbe(entries: entries, environment: server.environment())
    probe.isAnonymous = true
    _ = try probe.ask(address)
    #expect(requests().count > before)
    #expect(requests().dropFirst(before).allSatisfy { $0.contains("extra=\"-\"") })
  }

  @Test("A header of git's configuration can take the place of a password")
  func token() throws {
    let word = Data("\(NginxServer.user):\(NginxServer.password)".utf8).base64EncodedString()
    let probe = HTTPProbe(
      entries: [
        (
          "http.https://localhost:\(server.port(.basic)).extraheader",
          "Authorization: Basic \(word)"
        )
      ], environment: server.environment())
    _ = try probe.ask(server.url(.basic, fixture.remote))
  }
}
