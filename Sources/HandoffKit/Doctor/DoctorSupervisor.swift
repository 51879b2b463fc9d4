internal import Dispatch
internal import Essentials
internal import Phrases
internal import Processes

/// Runs checks in a process of their own, so that one that crashes or hangs costs no other.
///
/// The process streams its results. One that ends early, or is not done with a check at its
/// deadline, is ended; that check is reported as crashed or failed, and a new process goes on with
/// the next. Such a process cannot be a task: libgit2, ssh and the resolver block, and may crash.
package struct DoctorSupervisor: Sendable {
  private let command: [String]
  private let environment: [String: String]
  private let checks: [DoctorCheck]
  private let remote: String?
  private let deadline: Duration?

  /// Makes a supervisor.
  ///
  /// - Parameters:
  ///   - command: The program that runs a `DoctorWorker`, with its arguments.
  ///   - environment: All of its environment.
  ///   - checks: The checks to run, in this order.
  ///   - remote: The address to look at in place of the clone's remote.
  ///   - deadline: The time that every check may take, in place of its own deadline.
  package init(
    command: [String], environment: [String: String], checks: [DoctorCheck],
    remote: String? = nil, deadline: Duration? = nil
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
        unmet: Set(results.filter(\.verdict.isUnmet).map(\.name)),
        remote: remote, deadline: deadline)
      results += session.run(command, environment, report)
    }
    return results
  }
}

/// A step of the doctor while it works.
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
  let deadline: Duration?

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
        let left = limit(of: checks[results.count]) - start.duration(to: .now)
        DispatchQueue.global().asyncAfter(
          deadline: .now() + max(0, left / .seconds(1)), execute: timer)
        defer { timer.cancel() }
        let bytes = try connection.read(atMost: 65_536)
        if bytes.isEmpty { throw ConnectionFailure(.other, Phrases.crashSilent()) }
        for result in try lines.take(bytes) where results.count < checks.count {
          guard result.name == checks[results.count].name else { continue }
          end(result)
          start = .now
        }
      }
    } catch {
      end(broken(checks[results.count], error, after: start.duration(to: .now)))
    }
    return results
  }

  private func limit(of check: DoctorCheck) -> Duration { deadline ?? check.deadline }

  private func broken(
    _ check: DoctorCheck, _ failure: ConnectionFailure, after time: Duration
  ) -> DoctorResult {
    if failure.reason == .cancelled {
      return DoctorResult(
        check, .failed, [Phrases.checkSlow(n: limit(of: check).components.seconds)],
        fixes: [Phrases.fixSlow(check: check.name)], took: time)
    }
    return DoctorResult(
      check, .crashed, [Phrases.checkCrashed(reason: failure.message)],
      fixes: [Phrases.fixCrashed()], took: time)
  }

  private static func diagnosis(_ end: ProgramEnd, _ lines: [String]) -> ConnectionFailure {
    let text = lines.last { !$0.isEmpty }.map { String($0.prefix(300)) }
    let message =
      switch (end, text) {
      case (.exited(let status), nil): Phrases.crashExited(status: status)
      case (.exited(let status), let text?):
        Phrases.crashExitedSaying(status: status, text: text)
      case (.signalled(let number), nil): Phrases.crashSignalled(signal: number)
      case (.signalled(let number), let text?):
        Phrases.crashSignalledSaying(signal: number, text: text)
      }
    return ConnectionFailure(.other, message)
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
    guard rest.count < 1 << 20 else { throw ConnectionFailure(.other, Phrases.crashEndless()) }
    return results
  }
}
