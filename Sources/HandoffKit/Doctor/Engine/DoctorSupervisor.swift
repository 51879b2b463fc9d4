internal import Dispatch
internal import Essentials
internal import Git2

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
