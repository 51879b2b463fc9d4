import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite("Access to a remote over ssh", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct AccessOverSSHTests {
  let server: SSHServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(SSHServer.shared)
    fixture = try TransportFixture()
  }

  func check(
    _ environment: [String: String], address: String? = nil,
    network: NetworkLimits = NetworkLimits()
  ) async throws -> AccessReport {
    try await SyncRepository.checkAccess(
      of: address ?? server.url(fixture.remote),
      configuration: TransportFixture.configuration("desk", environment, network: network))
  }

  @Test("A key that may do all: read and write, with the time of the answer and the program")
  func allowed() async throws {
    let report = try await check(try server.environment())
    #expect(report.read == .allowed && report.write == .allowed, "\(report)")
    #expect(report.isEmpty == true && report.transport == .ssh)
    #expect(report.facts.program == "ssh" && report.facts.answerMilliseconds != nil)
    guard case .unknown = report.anonymous else {
      Issue.record("\(report.anonymous)")
      return
    }
    try Git.expectSound(fixture.remote)
  }

  @Test("The known host keys come with kind and fingerprint; checking that is off is seen")
  func hostKeys() async throws {
    let facts = try await check(try server.environment()).facts
    #expect(facts.hostKeys.count == 3 && !facts.isVerificationOff, "\(facts)")
    for kind in ["ED25519", "ECDSA", "RSA"] {
      #expect(facts.hostKeys.contains { $0.hasPrefix("\(kind) SHA256:") }, "\(facts.hostKeys)")
    }
    #expect(facts.credentialUser == server.user)
    let off = try await check(
      try server.environment(
        knownHosts: fixture.folder("none"), more: "StrictHostKeyChecking no"))
    #expect(off.read == .allowed && off.facts.isVerificationOff)
  }

  @Test("A deploy key that may only read: reading is allowed, writing refused with its words")
  func readOnly() async throws {
    let report = try await check(try server.environment(key: "id_readonly"))
    #expect(report.read == .allowed)
    #expect(report.write.error?.kind == .notAllowed, "\(report)")
    #expect(report.write.error?.message.contains("read only") == true)
    // The open clone says the same.
    let reader = try await fixture.clone(
      "reader", from: server.url(fixture.remote), try server.environment(key: "id_readonly"))
    #expect(try await reader.checkAccess().write.error?.kind == .notAllowed)
  }

  @Test("A stranger's key, an unknown host key, a repository that is not there")
  func refused() async throws {
    let stranger = try await check(try server.environment(key: "id_stranger"))
    #expect(stranger.read.error?.kind == .authenticationFailed)
    let unknown = try await check(try server.environment(knownHosts: "/dev/null"))
    #expect(unknown.read.error?.kind == .hostKeyUnknown)
    let missing = try await check(try server.environment(), address: server.url("/none.git"))
    #expect(missing.read.error?.kind == .repositoryMissing)
    for report in [stranger, unknown, missing] {
      guard case .unknown = report.write else {
        Issue.record("\(report)")
        continue
      }
      #expect(report.read.error?.hint != nil)
    }
  }

  @Test("A silent server is left at the limit; cancelling ends the look at once")
  func silent() async throws {
    let listener = try SilentListener()
    let address = "ssh://127.0.0.1:\(listener.port)/x.git"
    let environment = try server.environment()
    let limits = NetworkLimits(
      firstAnswer: .milliseconds(700), silence: .milliseconds(700), total: .milliseconds(700))
    let report = try await check(environment, address: address, network: limits)
    #expect(report.read.error?.kind == .timedOut)
    let task = Task { try await check(environment, address: address) }
    task.cancel()
    await #expect(throws: SyncError.self) { _ = try await task.value }
  }

  @Test("insteadOf and pushInsteadOf of the configuration apply")
  func rewritten() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(fixture.remote), try server.environment())
    try Git.run(
      in: desk.path, "config", "url.file:///nowhere/.pushInsteadOf", "ssh://127.0.0.1")
    let report = try await desk.checkAccess()
    #expect(report.read == .allowed && report.address.hasPrefix("ssh://"))
    #expect(report.pushAddress.hasPrefix("file:///nowhere/"))
    #expect(report.write.error != nil)
  }

  @Test("Many looks at once, from several tasks")
  func parallel() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(fixture.remote), try server.environment())
    try await withThrowingTaskGroup(of: AccessVerdict.self) { group in
      for _ in 0..<4 { group.addTask { try await desk.checkAccess().write } }
      for try await verdict in group { #expect(verdict == .allowed) }
    }
  }
}
