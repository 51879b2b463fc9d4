import SnapshotStore
import SyncRepo
import Testing

@testable import HandoffKit

@Suite("The token of the environment")
struct TokenProviderTests {
  private func token(
    _ scheme: String, _ host: String, username: String? = nil, _ token: String = "secret"
  ) async throws -> Credential? {
    try await TokenProvider(environment: ["HANDOFF_TOKEN": token]).credential(
      for: CredentialRequest(scheme: scheme, host: host, path: "a", username: username))
  }

  @Test(
    "It goes over TLS or to this computer",
    arguments: [
      ("https", "example.org"), ("https", "example.org:8443"), ("http", "localhost:80"),
      ("http", "127.0.0.1"), ("http", "127.1.2.3:8080"), ("http", "[::1]:8080"), ("http", "[::1]"),
    ])
  func sent(scheme: String, host: String) async throws {
    #expect(
      try await token(scheme, host) == Credential(username: "x-access-token", password: "secret"))
    #expect(try await token(scheme, host, username: "ann")?.username == "ann")
    #expect(try await token(scheme, host, username: "")?.username == "x-access-token")
  }

  @Test(
    "It goes nowhere else",
    arguments: [
      "example.org", "127.0.0.1.example.org", "localhost.example.org", "127.example.org",
      "127.0.0.256", "128.0.0.1", "[::2]", "[::1", "", "127..0.1",
    ])
  func kept(host: String) async throws {
    let error = await #expect(throws: CredentialUnavailable.self) {
      _ = try await token("http", host)
    }
    #expect(error?.reason == "not sent, the address is not https")
  }

  @Test("Without one, it says so", arguments: [nil, ""])
  func missing(value: String?) async throws {
    let provider = TokenProvider(environment: value.map { ["HANDOFF_TOKEN": $0] } ?? [:])
    let error = await #expect(throws: CredentialUnavailable.self) {
      _ = try await provider.credential(
        for: CredentialRequest(scheme: "https", host: "example.org", path: ""))
    }
    #expect(error?.reason == "not set" && provider.name == "HANDOFF_TOKEN")
  }

  @Test("The sync repository gets the token, and programs that are started for it do not")
  func configuration() async throws {
    let context = try KitFixture().context("desk", ["HANDOFF_TOKEN": "secret"])
    let configuration = context.syncConfiguration(of: MachineName(making: "desk"))
    let credential = try await configuration.credentials?.credential(
      for: CredentialRequest(scheme: "https", host: "example.org", path: "a"))
    #expect(credential?.password == "secret")
    #expect(configuration.environment?["HANDOFF_TOKEN"] == nil)
    #expect(configuration.environment?["HOME"] != nil)
  }
}
