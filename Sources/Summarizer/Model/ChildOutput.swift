import Platform
import Subprocess

/// What a child printed, collected within bounds.
struct ChildOutput: Sendable {
  /// How much of standard error is kept: its end.
  static let errorLimit = 16_384

  var standardOutput: [UInt8]
  var errorTail: [UInt8]

  /// Reads both outputs to their end, waits for the child's own end, and ends what it left behind.
  ///
  /// - Parameters:
  ///   - execution: The running child; it leads a process group.
  ///   - limit: The largest size of standard output in bytes.
  /// - Throws: ``SummarizerError/badAnswer(_:)`` when it printed more.
  /// - Returns: Standard output, and the end of standard error.
  static func collect(
    from execution: Execution<FileDescriptorInput, SequenceOutput, SequenceOutput>, limit: Int
  ) async throws -> ChildOutput {
    let process = execution.processIdentifier.value
    let standardOutput = execution.standardOutput
    let standardError = execution.standardError
    async let errors = tail(of: standardError)
    var output: [UInt8] = []
    var overflowed = false
    for try await buffer in standardOutput {
      unsafe buffer.withUnsafeBytes { unsafe output.append(contentsOf: $0) }
      guard output.count <= limit else {
        overflowed = true
        break
      }
    }
    if overflowed {
      try? execution.send(signal: .kill, toProcessGroup: true)
    }
    let errorTail = try await errors
    await waitForEnd(of: process)
    // The child is not reaped yet, so its number still means this group and no other.
    try? execution.send(signal: .kill, toProcessGroup: true)
    if overflowed {
      throw SummarizerError.badAnswer("more than \(limit) bytes were printed")
    }
    return ChildOutput(standardOutput: output, errorTail: errorTail)
  }

  private static func tail(of sequence: SubprocessOutputSequence) async throws -> [UInt8] {
    var tail: [UInt8] = []
    for try await buffer in sequence {
      unsafe buffer.withUnsafeBytes { unsafe tail.append(contentsOf: $0) }
      if tail.count > errorLimit * 2 { tail.removeFirst(tail.count - errorLimit) }
    }
    return Array(tail.suffix(errorLimit))
  }

  /// Waits until the process has ended, without reaping it; goes on waiting in a cancelled task,
  /// since the teardown then makes it end.
  private static func waitForEnd(of process: pid_t) async {
    await Task.detached {
      while !hasEnded(process) { try? await Task.sleep(for: .milliseconds(20)) }
    }.value
  }

  private static func hasEnded(_ process: pid_t) -> Bool {
    var information = unsafe siginfo_t()
    let result = unsafe waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
    guard result == 0 else { return true }
    // With WNOHANG zero is returned for a running child too; then the record stays empty.
    return unsafe information.si_signo == SIGCHLD
  }
}
