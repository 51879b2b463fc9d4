import Git2
import TestSupport
import Testing

@testable import SyncRepo

@Suite("Which credential sections are meant for a URL")
struct ConfigurationMatchingTests {
  /// A pattern of the configuration, a URL, and whether git takes the one for the other.
  static let cases: [(pattern: String, url: String)] = [
    ("https://example.org", "https://example.org/a.git"),
    ("https://example.org/", "https://example.org"),
    ("http://example.org", "https://example.org/a.git"),
    ("https://example.com", "https://example.org/a.git"),
    ("https://EXAMPLE.org", "https://example.org/a.git"),
    ("https://example.org", "https://EXAMPLE.ORG/a.git"),
    ("HTTPS://example.org", "https://example.org/a.git"),
    ("https://localhost", "https://localhost:8443/a.git"),
    ("https://localhost:8443", "https://localhost:8443/a.git"),
    ("https://localhost:08443", "https://localhost:8443/a.git"),
    ("https://example.org:443", "https://example.org/a.git"),
    ("https://example.org", "https://example.org:443/a.git"),
    ("http://example.org:80", "http://example.org/a.git"),
    ("https://example.org:80", "https://example.org/a.git"),
    ("https://*.example.org", "https://git.example.org/a.git"),
    ("https://*.example.org", "https://example.org/a.git"),
    ("https://*.example.org", "https://a.b.example.org/a.git"),
    ("https://*.*.example.org", "https://a.b.example.org/a.git"),
    ("https://git.*.org", "https://git.example.org/a.git"),
    ("https://g*.example.org", "https://git.example.org/a.git"),
    ("https://*", "https://example/a.git"),
    ("https://*:8443", "https://example:8443/a.git"),
    ("https://example.org/team", "https://example.org/team/a.git"),
    ("https://example.org/team/", "https://example.org/team/a.git"),
    ("https://example.org/team", "https://example.org/teammate/a.git"),
    ("https://example.org/team/a.git", "https://example.org/team/a.git"),
    ("https://example.org/team/a", "https://example.org/team/a.git"),
    ("https://example.org/Team", "https://example.org/team/a.git"),
    ("https://example.org/./x/../team", "https://example.org/team/a.git"),
    ("https://example.org/%74eam", "https://example.org/team/a.git"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/a+b", "https://example.org/a+b"),
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("https://ann@example.org", "https://ann@example.org/a.git"),
    ("https://ann@example.org", "https://bob@example.org/a.git"),
    ("https://ann@example.org", "https://example.org/a.git"),
    ("https://ann:x@example.org", "https://ann@example.org/a.git"),
    ("https://example.org", "https://ann@example.org/a.git"),
    ("https://a%40b@example.org", "https://a%40b@example.org/a.git"),
    ("https://[::1]", "https://[::1]/a.git"), ("https://[::1]:8443", "https://[::1]:8443/a.git"),
    ("https://[::1]", "https://[::1]:8443/a.git"),
    ("example.org", "https://example.org/a.git"), ("example.com", "https://example.org/a.git"),
    ("ann@example.org", "https://ann@example.org/a.git"),
    ("ann@example.org", "https://example.org/a.git"),
    ("https://", "https://example.org/a.git"), ("http://", "https://example.org/a.git"),
    ("/a.git", "https://example.org/a.git"), ("example.org/a.git", "https://example.org/a.git"),
    ("example.org/b.git", "https://example.org/a.git"),
    ("*.example.org", "https://git.example.org/a.git"),
    ("https://example.org:99999", "https://example.org/a.git"),
    ("https://example.org/../x", "https://example.org/x"),
    ("https://example.org/%zz", "https://example.org/%zz"),
    ("https://exa mple.org", "https://example.org"), ("", "https://example.org/a.git"),
    ("https://example.org?x", "https://example.org/a.git"),
    ("https://example.org/a.git?x=1", "https://example.org/a.git?x=1"),
  ]

  @Test("Every case is answered as git answers it", arguments: cases)
  func match(pattern: String, url: String) throws {
    var fixture = try CredentialFixture()
    fixture.set([("credential.\(pattern).helper", "!echo username=u; echo password=hit; :")])
    fixture.environment["GIT_ASKPASS"] = try fixture.folder.script("ask", "echo miss")
    let answer = try fixture.git("fill", "url=\(url)\n\n")
    try #require(answer.status == 0, "\(answer.errors)")
    let expected = answer.output.contains("password=hit")
    let parts = try #require(CredentialURL(url.utf8, isPartial: false))
    let rules = CredentialRules(fixture.entries, for: parts)
    #expect(rules.helpers.isEmpty == !expected, "git: \(expected)")
  }

  @Test("The cases are of both kinds")
  func kinds() throws {
    let matching = Self.cases.count { pattern, url in
      guard let parts = CredentialURL(url.utf8, isPartial: false) else { return false }
      let entry = ConfigurationEntry(name: "credential.\(pattern).helper", value: "x")
      return !CredentialRules([entry], for: parts).helpers.isEmpty
    }
    #expect((20...(Self.cases.count - 20)).contains(matching))
  }

  @Test("All sections that match count, in the order of the file; an empty value begins anew")
  func order() throws {
    let url = try #require(CredentialURL("https://example.org/team/a".utf8, isPartial: false))
    func helpers(_ entries: [(String, String?)]) -> [String] {
      CredentialRules(entries.map { ConfigurationEntry(name: $0.0, value: $0.1) }, for: url).helpers
    }
    #expect(
      helpers([
        ("credential.https://example.org/team.helper", "one"), ("credential.helper", "two"),
        ("credential.https://other.org.helper", "three"),
        ("credential.https://example.org.helper", "four"), ("credential.helper", nil),
      ]) == ["one", "two", "four"])
    #expect(
      helpers([
        ("credential.helper", "one"), ("credential.https://example.org.helper", ""),
        ("credential.https://example.org.helper", "two"),
        ("credential.https://other.org.helper", ""),
      ]) == ["two"])
  }

  @Test("Flags and the user name are taken by URL too, and the URL's own name stays")
  func values() throws {
    let entries = [
      ("credential.usehttppath", "no"), ("credential.https://example.org.usehttppath", nil),
      ("credential.username", "ann"), ("credential.https://example.org.username", "bob"),
      ("credential.protectprotocol", "off"), ("credential.sanitizeprompt", "0"),
      ("credential.interactive", "never"),
    ].map { ConfigurationEntry(name: $0.0, value: $0.1) }
    let rules = CredentialRules(
      entries, for: try #require(CredentialURL("https://example.org/x".utf8, isPartial: false)))
    #expect(rules.username == "bob" && rules.usesPath && !rules.isInteractive)
    #expect(!rules.protectsProtocol && !rules.sanitizesPrompt)
    let named = CredentialRules(
      entries, for: try #require(CredentialURL("https://cid@example.org".utf8, isPartial: false)))
    #expect(named.username == "cid")
    let other = CredentialRules(
      [], for: try #require(CredentialURL("https://example.org/x".utf8, isPartial: false)))
    #expect(other.username == nil && !other.usesPath && other.isInteractive)
    #expect(other.protectsProtocol && other.sanitizesPrompt)
  }

  @Test("Settings are read from a repository in git's order, includes in their place")
  func repository() throws {
    GitLibrary.ignoreUserConfiguration()
    let folder = try TemporaryFolder()
    let repository = try Repository(creating: folder("r"), bare: false, branch: "main")
    try folder.write("[credential]\n\thelper = included\n", to: "included")
    try folder.write(
      """
      [core]
      \trepositoryformatversion = 0
      \taskPass = /bin/ask
      [credential]
      \thelper = one
      [include]
      \tpath = \(folder("included"))
      [credential "https://Example.org/Team"]
      \tuseHttpPath
      \tusername = ann
      [credential]
      \thelper =
      \thelper = two
      [credentialStore]
      \tlockTimeoutMS = 70
      """, to: "r/.git/config")
    let settings = try CredentialSettings(of: repository)
    #expect(
      settings.entries.map { "\($0.name)=\($0.value ?? "nil")" } == [
        "credential.helper=one", "credential.helper=included",
        "credential.https://Example.org/Team.usehttppath=nil",
        "credential.https://Example.org/Team.username=ann", "credential.helper=",
        "credential.helper=two",
      ])
    #expect(settings.askPass == "/bin/ask" && settings.storeLockMilliseconds == 70)
  }
}
