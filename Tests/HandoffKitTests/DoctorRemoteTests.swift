import Foundation
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The doctor's checks of the remote")
struct DoctorRemoteTests {
  let fixture: KitFixture

  init() throws { fixture = try KitFixture() }

  func report(
    _ address: String = "https://example.org/ann/tasks.git", _ read: AccessVerdict = .allowed,
    _ change: (inout AccessReport) -> Void = { _ in }
  ) -> AccessReport {
    var report = AccessReport(
      address: RemoteAddress(address), pushAddress: RemoteAddress(address))
    report.read = read
    if read == .allowed { (report.branches, report.defaultBranch) = (["main"], "main") }
    change(&report)
    return report
  }

  /// The verdicts of all checks of the remote.
  func verdicts(_ report: AccessReport) async throws -> [String: DoctorVerdict] {
    let results = try await fixture.examine(
      "remote", "server", "credential", "read", "write", "clock", "privacy", access: report)
    for result in results.values where result.verdict.isFailure {
      #expect(!result.fixes.isEmpty, "\(result)")
    }
    return results.mapValues(\.verdict)
  }

  @Test("A refusal stands with the check it belongs to, and those behind it are skipped")
  func stages() async throws {
    let kinds: [(SyncError.Kind, String)] = [
      (.nameNotFound, "remote"), (.connectionRefused, "remote"), (.timedOut, "remote"),
      (.noRemote, "remote"), (.remoteUnreachable, "remote"), (.hostKeyUnknown, "server"),
      (.hostKeyChanged, "server"), (.certificateNotTrusted, "server"),
      (.authenticationFailed, "credential"), (.notAllowed, "read"), (.repositoryMissing, "read"),
    ]
    for (kind, name) in kinds {
      let error = SyncError(kind, "It is so.", remedy: SyncError.Remedy(.retry, "Do this"))
      let verdicts = try await verdicts(
        report("git@example.org:x.git", .refused(error)) { $0.write = .unknown("not asked") })
      #expect(verdicts.filter { $0.value.isFailure }.map(\.key) == [name], "\(kind) \(verdicts)")
      #expect(verdicts["write"] == .skipped && verdicts["privacy"] == .skipped)
    }
  }

  @Test("Write access that is refused fails with the remote's words")
  func write() async throws {
    let error = SyncError(
      .notAllowed, "Marked as read only.", remedy: SyncError.Remedy(.followAdvice, "Give it more"))
    let result = try await fixture.examine(
      "write", access: report { $0.write = .refused(error) })
    #expect(result.verdict == .failed && result.evidence == ["Marked as read only."])
    #expect(result.fixes == ["Give it more."])
    let fine = try await fixture.examine("write", access: report { $0.write = .allowed })
    #expect(fine.verdict == .ok)
  }

  @Test("A certificate is described; one that ends soon, or is not looked at, is a warning")
  func certificate() async throws {
    let now = Int64(fixture.now.timeIntervalSince1970)
    func server(_ change: (inout RemoteFacts) -> Void) async throws -> DoctorResult {
      try await fixture.examine(
        "server",
        access: report { report in
          report.facts.certificateSubject = "CN=example.org"
          report.facts.certificateIssuer = "CN=Some CA"
          report.facts.certificateExpiry = now + 30 * 86_400
          change(&report.facts)
        })
    }
    let fine = try await server { $0.tlsVersion = "TLSv1.3" }
    #expect(fine.verdict == .ok, "\(fine)")
    for word in ["CN=example.org", "CN=Some CA", "30 more days", "TLSv1.3"] {
      #expect(fine.evidence.contains { $0.contains(word) }, "\(word)")
    }
    let soon = try await server { $0.certificateExpiry = now + 13 * 86_400 }
    #expect(soon.verdict == .warning && soon.evidence.first?.contains("13 days") == true)
    let last = try await server { $0.certificateExpiry = now + 86_400 }
    #expect(last.evidence.first == "The certificate expires in 1 day.")
    let past = try await server { $0.certificateExpiry = now - 1 }
    #expect(past.evidence.first == "The certificate has expired.")
    let off = try await server { $0.isVerificationOff = true }
    #expect(off.verdict == .warning && off.evidence.first?.contains("sslVerify") == true)
    let plain = try await fixture.examine("server", access: report("http://example.org/x.git"))
    #expect(plain.verdict == .warning)
    let git = try await fixture.examine("server", access: report("git://example.org/x.git"))
    #expect(git.verdict == .warning)
  }

  @Test("Known host keys are shown; a configuration that accepts every key is a warning")
  func hostKey() async throws {
    let known = try await fixture.examine(
      "server", access: report("git@h:x") { $0.facts.hostKeys = ["ED25519 SHA256:abc"] })
    #expect(known.verdict == .ok && known.evidence == ["known: ED25519 SHA256:abc"])
    let any = try await fixture.examine(
      "server", access: report("git@h:x") { $0.facts.isVerificationOff = true })
    #expect(any.verdict == .warning)
    #expect(any.evidence.first?.contains("StrictHostKeyChecking") == true)
  }

  @Test("The credential's source is named; a user name that may be a token is masked")
  func credential() async throws {
    func login(_ user: String) async throws -> String {
      let result = try await fixture.examine(
        "credential",
        access: report { report in
          report.facts.credentialSource = "netrc"
          report.facts.credentialUser = user
        })
      #expect(result.verdict == .ok)
      return result.evidence.joined()
    }
    #expect(try await login("ann") == "from netrc, user ann")
    #expect(try await login("ghp_0123456789abcdef") == "from netrc, user ghp_…")
  }

  @Test("A clock more than a minute away is a warning, with its direction")
  func clock() async throws {
    func clock(_ skew: Int64) async throws -> DoctorResult {
      try await fixture.examine(
        "clock",
        access: report { report in
          report.facts.serverTime = 1_800_000_000
          report.facts.localTime = 1_800_000_000 + skew
        })
    }
    for skew: Int64 in [-60, 0, 60] { #expect(try await clock(skew).verdict == .ok) }
    #expect(try await clock(61).evidence.first?.contains("61 s ahead") == true)
    let behind = try await clock(-3_600)
    #expect(behind.verdict == .warning && behind.evidence.first?.contains("behind") == true)
    #expect(try await fixture.examine("clock", access: report()).verdict == .skipped)
  }

  @Test("A remote that anybody can read fails, on a network of unknown walls it is a warning")
  func privacy() async throws {
    func verdict(_ address: String, _ anonymous: AnonymousAccess) async throws -> DoctorVerdict {
      try await fixture.examine(
        "privacy", access: report(address) { $0.anonymous = anonymous }
      ).verdict
    }
    #expect(try await verdict("https://h/x", .readable("it answers")) == .failed)
    #expect(try await verdict("git@github.com:a/b", .readable("it answers")) == .failed)
    #expect(try await verdict("git://h/x", .readable("it answers")) == .warning)
    #expect(try await verdict("/srv/x.git", .readable("others may")) == .warning)
    #expect(try await verdict("https://h/x", .closed("401")) == .ok)
    #expect(try await verdict("git@h:x", .unknown("no way")) == .skipped)
  }

  @Test("An address is looked at before and after init, whatever the clone's remote is")
  func otherAddress() async throws {
    let other = fixture.folder("other.git")
    try Git.bare(at: other)
    for _ in 0..<2 {
      let results = try await fixture.examine(
        "remote", "read", "write", remote: "../other.git", access: nil)
      #expect(results.values.allSatisfy { $0.verdict == .ok }, "\(results)")
      #expect(results["remote"]?.evidence.first?.contains(other) == true)
      try await fixture.initialize()
    }
    let missing = try await fixture.examine(
      "remote", "read", "write", remote: fixture.folder("none.git"))
    #expect(missing["remote"]?.verdict == .failed && missing["read"]?.verdict == .skipped)
  }
}
