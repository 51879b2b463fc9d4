internal import Dispatch
internal import Essentials
internal import Git2
internal import Processes
internal import Synchronization

/// Runs checks in a process of their own, so that one that crashes or hangs costs no other.
///
/// The process streams its results. One that ends early, or is not done with a check at its deadline,
/// is ended; that check is reported as crashed or failed, and a new process goes on with the next.
package struct DoctorSupervisor: Sendable {
  private let command: [String]
  private let environment: [String: String]
  private let checks: [DoctorCheck]
  private let remote: String?
  private let deadline: Int?

  /// Makes a supervisor.
  ///
  /// - Parameters:
  ///   - command: The program that runs a `DoctorWorker`, with its arguments.
  ///   - environment: All of its environment.
  ///   - checks: The checks to run, in this order.
  ///   - remote: The address to look at in place of the clone's remote.
  ///   - deadline: The seconds that every check may take, in place of its own deadline.
  package init(
    command: [String], environment: [String: String], checks: [DoctorCheck],
    remote: String? = nil, deadline: Int? = nil
  ) {
    self.command = command
    // A crash is reported by us; the runtime's own report takes seconds.
    self.environment = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    self.checks = checks
    self.remote = remote
    self.deadline = deadline
  }

  /// Runs the checks.
  ///
  /// - Parameter report: Called with what happens, on another thread.
  /// - Returns: A result for each check, in their order.
  package func run(
    _ report: @escaping @Sendable (DoctorEvent) -> Void
  ) async -> [DoctorResult] {
    await withCheckedContinuation { continuation in
      // It blocks, on the process.
      DispatchQueue(label: "handoff.doctor").async {
        continuation.resume(returning: runBlocking(report))
      }
    }
  }

  private func runBlocking(_ report: (DoctorEvent) -> Void) -> [DoctorResult] {
    var results: [DoctorResult] = []
    while results.count < checks.count {
      let session = DoctorSession(
        checks: Array(checks[results.count...]),
        unmet: Set(
          results.filter { $0.verdict.isFailure || $0.verdict == .skipped }.map(\.name)),
        remote: remote, deadline: deadline)
      results += session.run(command, environment, report)
    }
    return results
  }
}

/// What the doctor tells while it works.
package enum DoctorEvent: Sendable {
  /// A check begins.
  case began(DoctorCheck)
  /// A check has ended.
  case ended(DoctorResult)
}

/// One process that runs checks, from its start to its end.
struct DoctorSession {
  let checks: [DoctorCheck]
  let unmet: Set<String>
  let remote: String?
  let deadline: Int?

  /// Starts the process, and takes its results until it is done, crashes or hangs.
  ///
  /// - Parameters:
  ///   - command: The program with its arguments.
  ///   - environment: All of its environment.
  ///   - report: Called with what happens.
  /// - Returns: At least one result: the last is that of the check at which it ended.
  func run(
    _ command: [String], _ environment: [String: String], _ report: (DoctorEvent) -> Void
  ) -> [DoctorResult] {
    var results: [DoctorResult] = []
    func end(_ result: DoctorResult) {
      results.append(result)
      report(.ended(result))
      if results.count < checks.count { report(.began(checks[results.count])) }
    }
    guard let first = checks.first else { return [] }
    report(.began(first))
    let cancellation = Cancellation()
    var start = ContinuousClock.now
    do throws(ConnectionFailure) {
      let connection = try ProgramConnection(
        ProgramStart(command: command, environment: environment, isInteractive: false),
        limits: ConnectionLimits(firstAnswer: nil, silence: nil, total: nil),
        cancellation: cancellation, grace: .zero, diagnosis: DoctorSession.diagnosis)
      defer { connection.close() }
      let request = DoctorRequest(checks: checks.map(\.name), unmet: unmet, remote: remote)
      try connection.write((try? request.line()) ?? [])
      var lines = ResultLines()
      while results.count < checks.count {
        let timer = DispatchWorkItem { cancellation.cancel() }
        let left = Double(seconds(for: checks[results.count])) - seconds(since: start)
        DispatchQueue.global().asyncAfter(deadline: .now() + max(0, left), execute: timer)
        defer { timer.cancel() }
        let bytes = try connection.read(atMost: 65_536)
        if bytes.isEmpty { throw ConnectionFailure(.other, "it ended without a result") }
        for result in try lines.take(bytes) where results.count < checks.count {
          guard result.name == checks[results.count].name else { continue }
          end(result)
          start = .now
        }
      }
    } catch {
      end(broken(checks[results.count], error, milliseconds: Int(seconds(since: start) * 1_000)))
    }
    return results
  }

  private func seconds(for check: DoctorCheck) -> Int { deadline ?? check.deadline }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    start.duration(to: .now) / .seconds(1)
  }

  private func broken(
    _ check: DoctorCheck, _ failure: ConnectionFailure, milliseconds: Int
  ) -> DoctorResult {
    if failure.reason == .cancelled {
      return DoctorResult(
        check, .failed, ["It took longer than \(seconds(for: check)) s, and was ended."],
        fixes: ["Try it alone, with more time: handoff doctor \(check.name) --deadline 120"],
        milliseconds: milliseconds)
    }
    return DoctorResult(
      check, .crashed, ["The check itself broke: \(failure.message)."],
      fixes: ["Report it as a fault of handoff, with the output of: handoff doctor --json"],
      milliseconds: milliseconds)
  }

  private static func diagnosis(_ end: ProgramEnd, _ lines: [String]) -> ConnectionFailure {
    let said = lines.last { !$0.isEmpty }.map { ": \($0.prefix(300))" } ?? ""
    return switch end {
    case .exited(let status): ConnectionFailure(.other, "it ended with status \(status)\(said)")
    case .signalled(let number): ConnectionFailure(.other, "signal \(number) ended it\(said)")
    }
  }
}

/// The results in what the process writes; anything else is passed over.
private struct ResultLines {
  private var rest: [UInt8] = []

  mutating func take(_ bytes: [UInt8]) throws(ConnectionFailure) -> [DoctorResult] {
    rest += bytes
    var results: [DoctorResult] = []
    while let end = rest.firstIndex(of: 0x0A) {
      if let result = try? JSONDecoder().decode(DoctorResult.self, from: Data(rest[..<end])) {
        results.append(result)
      }
      rest.removeSubrange(...end)
    }
    guard rest.count < 1 << 20 else {
      throw ConnectionFailure(.other, "it wrote a line without an end")
    }
    return results
  }
}
