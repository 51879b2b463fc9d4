internal import Dispatch
internal import Essentials
internal import Phrases
internal import Platform

/// The process that runs the checks for `DoctorSupervisor`: reads a request from its standard input
/// and writes a line of JSON for each result.
package struct DoctorWorker: Sendable {
  private let context: HandoffContext

  package init(_ context: HandoffContext) { self.context = context }

  /// Works until all checks are done, or the other side has gone.
  ///
  /// - Parameters:
  ///   - input: The descriptor that the request comes from; its end means that the supervisor is
  ///     gone, and ends this process.
  ///   - output: The descriptor that results go to.
  /// - Throws: `HandoffError` if the request cannot be read.
  package func run(input: Int32, output: Int32) async throws {
    guard let line = DoctorWorker.readLine(input),
      let request = try? JSONDecoder().decode(DoctorRequest.self, from: Data(line))
    else { throw HandoffError(.usage, Phrases.doctorWorkerAlone()) }
    let checks = request.checks.compactMap { name in DoctorCheck.known.first { $0.name == name } }
    // On a thread of its own, which a check that hangs cannot hold up.
    DispatchQueue(label: "handoff.doctor.supervisor").async {
      // Without the one who asked, there is nobody left to answer.
      while DoctorWorker.readLine(input) != nil {}
      exit(ExitStatus.failure.rawValue)
    }
    let examination = DoctorExamination(context, remote: request.remote)
    await DoctorRound(checks, of: examination, unmet: request.unmet).run { result in
      guard let data = try? JSONEncoder().encode(result) else { return }
      DoctorWorker.write(Array(data) + [0x0A], to: output)
    }
  }

  /// Reads a line of at most a megabyte, byte for byte: what follows is not ours yet.
  private static func readLine(_ descriptor: Int32) -> [UInt8]? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 1 << 20 {
      let count = unsafe read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == 0x0A { return line }
      line.append(byte)
    }
    return nil
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe systemWrite(descriptor, buffer.baseAddress, buffer.count)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// Calls `write(2)`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

/// The request to the process that runs the checks: one line of JSON on its standard input.
///
/// The address comes this way, and not as an argument, since it may hold a password.
struct DoctorRequest: Sendable, Codable, Hashable {
  /// The names of the checks to run, in this order.
  var checks: [String]
  /// The names of checks that were run before and did not end well.
  var unmet: Set<String>
  /// The address to look at in place of the clone's remote.
  var remote: String?

  init(checks: [String], unmet: Set<String> = [], remote: String? = nil) {
    self.checks = checks
    self.unmet = unmet
    self.remote = remote
  }

  /// Returns the request as a line.
  func line() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) + [0x0A] }
}

/// Runs checks one after the other, in this process.
struct DoctorRound: Sendable {
  private let checks: [DoctorCheck]
  private let examination: DoctorExamination
  private let unmet: Set<String>

  /// Makes a round.
  ///
  /// - Parameters:
  ///   - checks: The checks, in their order.
  ///   - examination: The things that they look at.
  ///   - unmet: The names of checks that were run before and did not end well.
  init(
    _ checks: [DoctorCheck], of examination: DoctorExamination, unmet: Set<String> = []
  ) {
    self.checks = checks
    self.examination = examination
    self.unmet = unmet
  }

  /// Runs the checks.
  ///
  /// - Parameter report: Called with each result as it comes.
  func run(_ report: (DoctorResult) -> Void) async {
    var unmet = unmet
    for check in checks {
      let start = ContinuousClock.now
      let finding: DoctorFinding
      if let missing = check.requires.first(where: unmet.contains) {
        let title = DoctorCheck.known.first { $0.name == missing }?.title ?? missing
        finding = .skipped(Phrases.checkNeeds(check: title))
      } else {
        do {
          finding = try await check.run(examination)
        } catch {
          finding = .failed(error)
        }
      }
      if finding.verdict.isUnmet { unmet.insert(check.name) }
      report(DoctorResult(check, finding, took: start.duration(to: .now)))
    }
  }
}
