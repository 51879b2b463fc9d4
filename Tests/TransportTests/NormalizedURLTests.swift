import Foundation
import Git2
import TestSupport
import Testing

@testable import SyncRepo

@Suite("URLs in the names of settings match as in git")
struct NormalizedURLTests {
  /// The setting for each URL, compared with the one that git itself finds.
  @Test(
    "The best match wins, as with git config --get-urlmatch",
    arguments: [
      ["https://example.org"], ["https://example.org", "https://example.org/team"],
      ["https://example.org/team", "https://example.org"],
      ["https://example.org/team/", "https://example.org/tea"],
      ["https://*.example.org", "https://git.example.org"],
      ["https://git.example.org", "https://*.example.org"], ["https://*.org"],
      ["https://example.org/tea"],
      ["https://example.org:443"], ["https://example.org:8443", "https://example.org"],
      ["http://example.org"], ["https://ann@example.org", "https://example.org"],
      ["https://example.org/team", "https://ann@example.org"], ["https://bob@example.org"],
      ["HTTPS://EXAMPLE.org"], ["https://example.org/Team"], ["https://example.org/%74eam"],
      ["https://example.org/x/../team"], ["https://example.org", "https://example.org"],
      ["example.org"], ["https://"], ["https://example.org/team/tasks.git"],
    ])
  func likeGit(patterns: [String]) throws {
    let folder = try TemporaryFolder()
    var text = "[http]\n\tproxy = plain\n"
    for (number, pattern) in patterns.enumerated() {
      text += "[http \"\(pattern)\"]\n\tproxy = value\(number)\n"
    }
    text += "[http]\n\tuserAgent = other\n"
    try folder.write(text, to: "config")
    var entries = [ConfigurationEntry(name: "http.proxy", value: "plain")]
    entries += patterns.enumerated().map {
      ConfigurationEntry(name: "http.\($1).proxy", value: "value\($0)")
    }
    for url in [
      "https://example.org/team/tasks.git", "https://ann@example.org/team/tasks.git",
      "https://git.example.org/x.git", "https://example.org:8443/team", "https://example.org",
      "http://example.org/team", "https://a.b.example.org/", "https://example.orga/",
    ] {
      let git = try Git.run(
        in: "/", "config", "--file", folder("config"), "--get-urlmatch", "http.proxy", url)
      let ours = try #require(NormalizedURL(url, allowsWildcards: false))
        .values(of: entries, section: "http", key: "proxy")
      #expect(ours.last?.value == git, "\(url) with \(patterns)")
    }
  }

  @Test("A setting with several values keeps those that match at least as well as the best before")
  func severalValues() throws {
    let url = try #require(NormalizedURL("https://example.org/x.git", allowsWildcards: false))
    let values = url.values(
      of: [
        ("http.extraheader", "a"), ("http.https://example.org.extraheader", "b"),
        ("http.extraheader", "c"), ("http.https://example.org.extraheader", "d"),
        ("http.https://other.org.extraheader", "e"),
      ].map { ConfigurationEntry(name: $0.0, value: $0.1) }, section: "http", key: "extraheader")
    #expect(values.map(\.value) == ["a", "b", "d"])
    #expect(values.map(\.namesURL) == [false, true, true])
  }
}
