import Foundation
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

@Suite("Events about passwords")
struct CredentialEventTests {
  @Test("Every source that is asked, answers, is refused or accepted is an event, in order")
  func order() throws {
    var fixture = try CredentialFixture([
      ("credential.helper", "one"), ("credential.helper", "two"),
    ])
    try fixture.helper("one")
    try fixture.helper("two", answering: "username=ann\npassword=hunter2\n")
    fixture.environment["GIT_ASKPASS"] = try fixture.folder.script("ask", "echo hunter3")
    let provider = TestProvider(Credential(username: "p", password: "hunter4"))
    let chain = fixture.chain("https://ann@example.org/a?token=hunter5", provider: provider)
    while try chain.next() != nil {
      if chain.source == "askpass" { chain.approve() } else { chain.reject() }
    }
    let told = fixture.log.events.map { event in
      let words = [event.details[.source] ?? event.details[.program], event.details[.reason]]
      return ([event.kind.rawValue] + words.compactMap(\.self)).joined(separator: ", ")
    }
    let (one, two) = ("credential helper \"one\"", "credential helper \"two\"")
    #expect(
      told == [
        "credentialMissing, URL, no password",
        "credentialFound, keychain", "credentialRefused, keychain",
        "credentialMissing, netrc, no file",
        "programStarted, \(one)", "credentialMissing, \(one), no password",
        "programStarted, \(two)", "credentialFound, \(two)", "credentialRefused, \(two)",
        "programStarted, \(one)", "programStarted, \(two)",
        "programStarted, askpass program (GIT_ASKPASS)",
        "credentialFound, askpass", "credentialAccepted, askpass",
        "programStarted, \(one)", "programStarted, \(two)",
      ])
    let addresses = Set(fixture.log.events.compactMap { $0.details[.address] })
    #expect(addresses == ["https://example.org/a"])
    try fixture.log.expectWithout("hunter")
  }

  @Test("No event holds a secret of any source", arguments: HelperExchangeTests.cases)
  func helpers(test: HelperExchangeTests.Case) throws {
    func secret(_ answer: String) -> String {
      answer.replacing("password=", with: "oauth_refresh_token=hunter3\npassword=hunter2-")
    }
    var fixture = try CredentialFixture(test.entries)
    try fixture.helper("one", answering: secret(test.one), status: 3)
    try fixture.helper("two", answering: secret(test.two))
    try fixture.folder.write("default login ann password hunter4", to: ".netrc")
    fixture.environment["GIT_ASKPASS"] = try fixture.folder.script(
      "ask", "echo hunter5; echo hunter2-hunter5 >&2")
    let chain = fixture.chain(
      test.url, provider: TestProvider(Credential(username: "p", password: "hunter6")))
    while try chain.next() != nil { chain.reject() }
    let again = fixture.chain(test.url, provider: TestProvider(nil))
    while try again.next() != nil { again.approve() }
    #expect(!fixture.log.events(.credentialRefused).isEmpty)
    #expect(!fixture.log.events(.credentialAccepted).isEmpty)
    try fixture.log.expectWithout("hunter")
  }

  @Test(
    "Nor do the lines, the arguments and the complaints of helpers, or the reasons of a provider")
  func complaints() throws {
    struct Failure: Error { let password = "hunter7" }
    var fixture = try CredentialFixture([
      ("credential.helper", "!f() { echo \"bad $GIT_TOKEN\" >&2; exit 3; }; f"),
      ("credential.helper", "!TOKEN=hunter3 helper"), ("credential.helper", "one --token=hunter4"),
      ("credential.helper", "store --file=/nonexistent/hunter5/x"),
      ("credential.helper", "cache --socket=hunter6"),
    ])
    try fixture.helper("one", status: 1)
    fixture.environment["GIT_TOKEN"] = "hunter2"
    let chain = fixture.chain(
      "https://ann:hunter2@example.org/a", provider: TestProvider(failing: Failure()))
    while try chain.next() != nil { chain.reject() }
    #expect(
      fixture.log.events(.helperFailed).contains { $0.details[.reason]?.contains("…") == true })
    try fixture.log.expectWithout("hunter2")
    try fixture.log.expectWithout("hunter3")
    try fixture.log.expectWithout("hunter4")
    try fixture.log.expectWithout("hunter7")
  }
}
