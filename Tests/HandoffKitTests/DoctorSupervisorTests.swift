import Foundation
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The process that the doctor's checks run in")
struct DoctorSupervisorTests {
  let fixture: KitFixture
  let checks: [DoctorCheck]

  init() throws {
    fixture = try KitFixture()
    checks = try ["configuration", "machine", "clone", "state"].map { try KitFixture.check($0) }
  }

  /// Runs a script in the place of the process; it reads the request into `$request`, notes it, and
  /// has `ok NAME` to answer with.
  func supervise(
    _ body: String, deadline: Duration? = nil, events: EventNotes? = nil
  ) async throws -> [DoctorResult] {
    let text = """
      ok() { printf '{"name":"%s","title":"T","group":"G","verdict":"ok","evidence":[],' "$1"
        printf '"fixes":[],"milliseconds":1}\\n'; }
      read -r request
      echo "$request" >> '\(fixture.folder("requests"))'
      has() { case $request in *"\\"checks\\":[\\"$1\\""*) return 0;; esac; return 1; }
      \(body)
      """
    let script = try fixture.folder.script("child", text)
    let supervisor = DoctorSupervisor(
      command: [script], environment: ["PATH": "/usr/bin:/bin"], checks: checks,
      remote: "https://ann:SECRET@example.org/x", deadline: deadline)
    return await supervisor.run { event in
      switch event {
      case .began(let check): events?.add("began \(check.name)")
      case .ended(let result): events?.add("ended \(result.name)")
      }
    }
  }

  var requests: [String] {
    (fixture.folder.read("requests") ?? "").split(separator: "\n").map(String.init)
  }

  @Test("Results come in order, one process for all; the address comes on standard input")
  func stream() async throws {
    let events = EventNotes()
    let results = try await supervise(
      "for n in configuration machine clone state; do ok $n; done", events: events)
    #expect(results.map(\.verdict) == [.ok, .ok, .ok, .ok])
    #expect(results.map(\.name) == checks.map(\.name))
    #expect(
      events.all == checks.flatMap { ["began \($0.name)", "ended \($0.name)"] })
    #expect(requests.count == 1 && requests.first?.contains("SECRET") == true)
  }

  @Test("A check that crashes is said so, with the signal and the last words; the next goes on")
  func crash() async throws {
    let results = try await supervise(
      """
      if has configuration; then ok configuration; echo 'Fatal error: x' >&2; kill -SEGV $$; fi
      ok clone; ok state
      """)
    #expect(results.map(\.verdict) == [.ok, .crashed, .ok, .ok])
    #expect(results[1].evidence.first?.contains("signal 11") == true, "\(results[1])")
    #expect(results[1].evidence.first?.contains("Fatal error: x") == true)
    #expect(requests.count == 2)
    #expect(requests.last?.contains(#""unmet":["machine"]"#) == true)
  }

  @Test("A check that hangs is ended at its deadline, even if its process is stopped")
  func hang() async throws {
    for how in ["exec sleep 60", "kill -STOP $$", "trap '' TERM; while :; do sleep 1; done"] {
      let results = try await supervise(
        "if has configuration; then ok configuration; \(how); fi; ok clone; ok state",
        deadline: .seconds(1))
      #expect(results.map(\.verdict) == [.ok, .failed, .ok, .ok], "\(how)")
      #expect(results[1].evidence.first?.contains("longer than 1 s") == true)
    }
  }

  @Test(
    "A process that ends early, cannot be started, or talks nonsense costs no more than a check")
  func nonsense() async throws {
    let early = try await supervise("if has configuration; then exit 0; fi; exit 7")
    #expect(early.map(\.verdict) == [.crashed, .crashed, .crashed, .crashed])
    #expect(early[1].evidence.first?.contains("status 7") == true)
    let wrong = try await supervise(
      "echo hello; ok state; ok configuration; echo '{}'; ok machine; ok clone; ok state; ok state")
    #expect(wrong.map(\.verdict) == [.ok, .ok, .ok, .ok])
    #expect(wrong.map(\.name) == checks.map(\.name))
    let endless = try await supervise("yes | tr -d '\\n'")
    #expect(endless.map(\.verdict) == [.crashed, .crashed, .crashed, .crashed])
    let missing = await DoctorSupervisor(
      command: ["/nowhere/program"], environment: [:], checks: checks
    ).run { _ in }
    #expect(missing.map(\.verdict) == [.crashed, .crashed, .crashed, .crashed])
  }

  @Test("A check that throws is a failure with the error's own hint")
  func throwing() async throws {
    let check = DoctorCheck("x", "X", .machine) { _ in
      throw HandoffError(.data, "It broke.", hint: "Mend it.")
    }
    var results: [DoctorResult] = []
    await DoctorRound([check], of: DoctorExamination(fixture.context())).run {
      results.append($0)
    }
    #expect(results.first?.verdict == .failed && results.first?.fixes == ["Mend it."])
  }

  @Test("The gravest trouble is the verdict, and troubles stand before what else was seen")
  func findings() {
    var finding = DoctorFinding("seen")
    finding.add(.warning, "one", fix: "a")
    finding.add(.failed, "two", fix: "b")
    finding.add(.warning, "three", fix: "a")
    #expect(finding.verdict == .failed && finding.fixes == ["a", "b"])
    #expect(finding.evidence == ["one", "two", "three", "seen"])
  }
}

/// What was told, in its order.
final class EventNotes: Sendable {
  private let notes = Mutex<[String]>([])

  var all: [String] { notes.withLock { $0 } }

  func add(_ note: String) { notes.withLock { $0.append(note) } }
}
