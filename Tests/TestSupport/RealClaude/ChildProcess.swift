import Foundation
import Platform
import Synchronization

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
    _ program: ExternalProgram, input: String?, output: String, errors: String
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

/// One `posix_spawn`, with everything that it needs.
struct SpawnRequest {
  #if canImport(Darwin)
  private typealias Actions = posix_spawn_file_actions_t?
  private typealias Attributes = posix_spawnattr_t?
  #else
  private typealias Actions = posix_spawn_file_actions_t
  private typealias Attributes = posix_spawnattr_t
  #endif

  let program: ExternalProgram
  let inputDescriptor: Int32
  let inputFile: String?
  let outputFile: String
  let errorsFile: String

  /// Starts the program as leader of a session of its own.
  ///
  /// A shell changes the folder and looks the name up, since `posix_spawn` would use the PATH of the
  /// test's own environment.
  func start() throws -> pid_t {
    var actions = try makeActions()
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = try makeAttributes()
    defer { posix_spawnattr_destroy(&attributes) }
    let script = "cd \"$1\" && shift && exec \"$@\""
    let arguments = ["sh", "-c", script, "sh", program.folder] + program.command
    let environment = program.environment.map { "\($0.key)=\($0.value)" }
    var pid: pid_t = 0
    let code = withCStrings(arguments) { argv in
      withCStrings(environment) { envp in
        posix_spawn(&pid, "/bin/sh", &actions, &attributes, argv, envp)
      }
    }
    guard code == 0 else { throw HarnessError("posix_spawn: errno \(code)") }
    return pid
  }

  private func makeActions() throws -> Actions {
    #if canImport(Darwin)
    var actions: Actions = nil
    #else
    var actions = Actions()
    #endif
    posix_spawn_file_actions_init(&actions)
    if let inputFile {
      posix_spawn_file_actions_addopen(&actions, 0, inputFile, O_RDONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, inputDescriptor, 0)
    }
    let writing = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 1, outputFile, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorsFile, writing, 0o600)
    return actions
  }

  private func makeAttributes() throws -> Attributes {
    #if canImport(Darwin)
    var attributes: Attributes = nil
    let flags =
      POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
      | POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
    var attributes = Attributes()
    // POSIX_SPAWN_SETSID, which the C library shows to programs with GNU extensions only.
    let newSession: Int32 = 0x80
    let flags = newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    #endif
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    // A test runner may ignore these, and a program started from it would inherit that.
    for signal in [SIGPIPE, SIGINT, SIGQUIT, SIGHUP, SIGTERM] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return attributes
  }

  private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
