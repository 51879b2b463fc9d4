import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A started program in a session of its own.
final class ChildProcess: Sendable {
  /// What is known of the end, and who waits for it.
  private struct State {
    var status: ProgramStatus?
    var timedOut = false
    var waiting: [CheckedContinuation<ProgramStatus, Never>] = []
  }

  private static let spawning = Mutex(())

  let pid: pid_t
  /// The end that keeps the child's standard input open; -1 where it is a file.
  private let inputEnd: Mutex<Int32>
  private let state = Mutex(State())

  private init(pid: pid_t, inputEnd: Int32) {
    self.pid = pid
    self.inputEnd = Mutex(inputEnd)
  }

  deinit {
    closeInput()
  }

  /// Starts a program; its standard input is a pipe that stays open where `input` is nil.
  static func spawn(
    _ program: ExternalProgram, input: String?, output: String, errors: String,
  ) throws -> ChildProcess {
    // One at a time: a child that starts before a new pipe is marked would keep its end open.
    let process = try spawning.withLock { _ in
      var pipe: [Int32] = [-1, -1]
      if input == nil { try openPipe(&pipe) }
      defer { if pipe[0] >= 0 { close(pipe[0]) } }
      let request = SpawnRequest(
        program: program, inputDescriptor: pipe[0], inputFile: input, outputFile: output,
        errorsFile: errors)
      do {
        return ChildProcess(pid: try request.start(), inputEnd: pipe[1])
      } catch {
        if pipe[1] >= 0 { close(pipe[1]) }
        throw error
      }
    }
    Thread.detachNewThread { process.reap() }
    return process
  }

  /// Ends the child's standard input, which is how the harness asks its own servers to stop.
  func closeInput() {
    inputEnd.withLock { descriptor in
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
    }
  }

  /// Whether the child has not been waited for yet.
  var isRunning: Bool {
    state.withLock { $0.status == nil }
  }

  /// Sends a signal to the child's process group, unless the child is gone.
  func signal(_ number: Int32) {
    state.withLock { if $0.status == nil { _ = kill(-pid, number) } }
  }

  /// Waits for the end, and kills the child's process group when the time is up.
  func end(within limit: Duration) async -> ProgramStatus {
    let timer = Task {
      try await Task.sleep(for: limit)
      state.withLock { if $0.status == nil { $0.timedOut = true } }
      signal(SIGKILL)
    }
    defer { timer.cancel() }
    return await withCheckedContinuation { continuation in
      let known = state.withLock { state in
        if state.status == nil { state.waiting.append(continuation) }
        return state.status
      }
      if let known { continuation.resume(returning: known) }
    }
  }

  /// Blocks a thread of its own until the child ends.
  private func reap() {
    var info = siginfo_t()
    // The child stays a zombie until the lock is held, so that no signal can reach a reused id.
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
    let (status, waiting) = state.withLock { state in
      var raw: Int32 = 0
      while waitpid(pid, &raw, 0) < 0 && errno == EINTR {}
      let low = raw & 0x7f
      var status = low == 0 ? ProgramStatus.exited((raw >> 8) & 0xff) : .signalled(low)
      if state.timedOut && low != 0 { status = .timedOut }
      state.status = status
      defer { state.waiting = [] }
      return (status, state.waiting)
    }
    for continuation in waiting { continuation.resume(returning: status) }
  }

  private static func openPipe(_ ends: inout [Int32]) throws {
    guard pipe(&ends) == 0 else { throw HarnessError("pipe: errno \(errno)") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }
}
