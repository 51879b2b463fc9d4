import Curl
import Git2
import Processes
import Testing

@testable import SyncRepo

@Suite("Git's settings for http")
struct HTTPConfigurationTests {
  private func configuration(
    _ entries: [(String, String)] = [], _ environment: [String: String] = [:],
    for url: String = "https://example.org/x.git", isForeign: Bool = false
  ) throws -> HTTPConfiguration {
    HTTPConfiguration(
      for: try HTTPAddress(url),
      settings: HTTPSettings(
        entries: entries.map { ConfigurationEntry(name: $0.0, value: $0.1) },
        context: NetworkContext(
          environment: environment, isInteractive: false, limits: NetworkLimits(),
          cancellation: Cancellation(), now: { 0 }, program: "notes", events: nil)),
      isForeign: isForeign)
  }

  @Test("Trusted certificates: GIT_SSL_CAINFO, http.<url>.sslCAInfo, SSL_CERT_FILE, curl's own")
  func trust() throws {
    let all = ["GIT_SSL_CAINFO": "/a", "SSL_CERT_FILE": "/c", "HOME": "/home/ann"]
    let entries = [("http.https://example.org.sslcainfo", "~/b")]
    #expect(try configuration(entries, all).tls.caFile == "/a")
    let fewer = all.filter { $0.key != "GIT_SSL_CAINFO" }
    #expect(try configuration(entries, fewer).tls.caFile == "/home/ann/b")
    #expect(try configuration([], fewer).tls.caFile == "/c")
    #expect(try configuration().tls.caFile == nil)
    #expect(try configuration([], ["SSL_CERT_DIR": "/d"]).tls.caFolder == "/d")
    let elsewhere = try configuration(entries, [:], for: "https://other.org/")
    #expect(elsewhere.tls.caFile == nil)
  }

  @Test("Verification is only switched off by a word that says so")
  func verification() throws {
    #expect(try configuration().tls.verifies)
    for value in ["false", "no", "off", "0"] {
      #expect(try !configuration([("http.sslverify", value)]).tls.verifies)
    }
    for value in ["true", "1", "nonsense", ""] {
      #expect(try configuration([("http.sslverify", value)]).tls.verifies)
    }
    #expect(try !configuration([], ["GIT_SSL_NO_VERIFY": "1"]).tls.verifies)
    for value in ["", "0", "false"] {
      #expect(try configuration([], ["GIT_SSL_NO_VERIFY": value]).tls.verifies)
    }
    let one = [("http.https://example.org.sslverify", "false")]
    #expect(try configuration(one, for: "https://example.com/").tls.verifies)
  }

  @Test("TLS 1.2 is the oldest version, whatever is set")
  func versions() throws {
    for value in ["sslv3", "tlsv1.0", "tlsv1.1", "tlsv1.2", "tlsv1"] {
      #expect(try configuration([("http.sslversion", value)]).tls.oldest == .tls12)
    }
    #expect(try configuration([("http.sslversion", "tlsv1.3")]).tls.oldest == .tls13)
    #expect(try configuration([], ["GIT_SSL_VERSION": "tlsv1.3"]).tls.oldest == .tls13)
  }

  @Test("Headers add up, an empty one begins anew; elsewhere only those for that host are sent")
  func headers() throws {
    let entries = [
      ("http.extraheader", "A: 1"), ("http.extraheader", ""), ("http.extraheader", "B: 2"),
      ("http.https://example.org.extraheader", "C: 3"), ("http.cookiefile", "/cookies"),
      ("http.sslcert", "/cert"),
    ]
    #expect(try configuration(entries).extraHeaders == ["B: 2", "C: 3"])
    let foreign = try configuration(entries, ["GIT_SSL_KEY": "/key"], isForeign: true)
    #expect(foreign.extraHeaders == ["C: 3"])
    #expect(foreign.cookieFile == nil && foreign.tls.certificate == nil && foreign.tls.key == nil)
    let own = try configuration(entries, ["GIT_SSL_KEY": "/key"])
    #expect(own.cookieFile == "/cookies" && own.tls.certificate == "/cert" && own.tls.key == "/key")
  }

  @Test("The other settings, and what is no value for them")
  func others() throws {
    let entries = [
      ("http.useragent", "me"), ("http.lowspeedlimit", "1k"), ("http.lowspeedtime", "7"),
      ("http.postbuffer", "2m"), ("http.version", "HTTP/1.1"), ("http.followredirects", "false"),
      ("http.proxy", "proxy:1"), ("http.proxyauthmethod", "digest"),
    ]
    let set = try configuration(entries)
    #expect(set.userAgent == "me" && set.postBuffer == 2 << 20 && set.version == .http1)
    #expect(set.lowSpeed?.bytesPerSecond == 1_024 && set.lowSpeed?.seconds == 7)
    #expect(set.redirects == .never && set.proxy?.methods == .digest)
    let environment = [
      "GIT_HTTP_USER_AGENT": "you", "GIT_HTTP_LOW_SPEED_LIMIT": "5", "GIT_HTTP_LOW_SPEED_TIME": "0",
    ]
    let overridden = try configuration(entries, environment)
    #expect(overridden.userAgent == "you" && overridden.lowSpeed == nil)
    let odd = try configuration([
      ("http.postbuffer", "-1"), ("http.lowspeedlimit", "much"), ("http.version", "HTTP/9"),
    ])
    #expect(odd.postBuffer == 65_520 && odd.lowSpeed == nil && odd.version == .automatic)
    #expect(odd.userAgent.hasPrefix("git/"))
    #expect(try configuration([("http.postbuffer", "9999999999999g")]).postBuffer == 1 << 20)
  }

  @Test("Times of servers and of certificates")
  func times() {
    let time: Int64 = 784_111_777
    for text in [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Nov  6 08:49:37 1994 GMT", "1994-11-06 08:49:37 GMT",
    ] {
      #expect(CalendarTime.seconds(text) == time)
    }
    #expect(CalendarTime.seconds("Thu, 29 Feb 2024 23:59:59 GMT") == 1_709_251_199)
    for text in ["", "now", "Sun, 06 Nov 1994", "99 Nov 1994 08:49:37", "a:b:c 1 Jan 2000"] {
      #expect(CalendarTime.seconds(text) == nil)
    }
  }

  @Test("Addresses are taken apart and put together as in git")
  func addresses() throws {
    let full = try HTTPAddress("HTTPS://a%40b:p%3Aw@Example.ORG:8443/t/x.git/#part")
    #expect(full.username == "a@b" && full.password == "p:w" && full.host == "example.org")
    #expect(full.text == "https://example.org:8443/t/x.git/")
    let first = full.appending("info/refs", query: "service=git-upload-pack")
    #expect(first.text == "https://example.org:8443/t/x.git/info/refs?service=git-upload-pack")
    #expect(first.removing("info/refs", query: "service=git-upload-pack")?.path == "/t/x.git")
    #expect(first.removing("info/refs", query: "service=git-receive-pack") == nil)
    #expect(try HTTPAddress("https://[::1]:1/x").hostWithPort == "[::1]:1")
    #expect(
      try HTTPAddress("https://h?a=b").appending("info/refs", query: "c").path == "?a=b/info/refs&c"
    )
    let (plain, tls) = (try HTTPAddress("http://h/x"), try HTTPAddress("https://h/y"))
    #expect(plain.isSameHost(as: tls) && !tls.isSameHost(as: plain))
    #expect(try !tls.isSameHost(as: HTTPAddress("https://h:444/y")))
    #expect(try !plain.isSameHost(as: HTTPAddress("https://h.evil/y")))
  }
}
