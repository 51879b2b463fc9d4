internal import MachineState
internal import Platform

/// The small process that stays behind a hook: it holds the session's place, starts
/// `handoff worker` when there is something to do, and waits out the windows between.
///
/// It costs no CPU while it waits, and the memory of a program without libgit2 and Foundation.
struct WaitingWorker {
  let state: StateFolder
  let session: String

  /// Runs until nothing is left to do.
  func run() {
    WaitingWorker.cleanEnvironment()
    while true {
      guard let lock = try? FileLock.tryAcquire(state.workerLock(of: session)) else { return }
      let pipe = WakePipe.listen(state.wakePipe(of: session))
      let hasGivenUp = !serve(pipe)
      // The order matters: the pipe first, so that a hook that still found it has left its note
      // before the inbox is looked at for the last time.
      if pipe >= 0 { close(pipe) }
      _ = consume lock
      if hasGivenUp || Inbox(state, session: session).isEmpty { return }
    }
  }

  /// Runs passes until no note is left, and pushes at once: nothing waits behind it.
  ///
  /// Another process at the session is waited for, since it may be ended before it has seen this note.
  func runAtOnce() {
    WaitingWorker.cleanEnvironment()
    unsafe setenv("HANDOFF_PUSH_INTERVAL", "0", 1)
    // The minute that a hook has must do for a summary, its repair and the push.
    unsafe setenv("HANDOFF_SUMMARY_TIMEOUT", "20", 1)
    try? state.create()
    let end = Clock.seconds() + 50
    repeat {
      guard
        let lock = try? FileLock.acquire(
          state.workerLock(of: session), within: .seconds(max(1, end - Clock.seconds())))
      else { return }
      let isDone = runPass()
      _ = consume lock
      if !isDone { return }
      // Behind the lock: whoever has found it held has left a note before.
    } while !Inbox(state, session: session).isEmpty && Clock.seconds() < end
  }

  /// Runs passes and waits; `false` if passes kept failing, and the notes are left to the next
  /// hook.
  private func serve(_ pipe: Int32) -> Bool {
    var failures = 0
    while true {
      let now = Clock.seconds()
      let stamp = WindowStamp.read(state.window(of: session))
      let inbox = Inbox(state, session: session)
      let events = inbox.events
      // One that was killed may have taken the notes with it: the next one finds what it left.
      let decision =
        failures > 0
        ? Decision.run
        : WaitingWorker.decision(
          events: events, heard: inbox.heard, prompted: inbox.prompted, stamp: stamp, now: now)
      switch decision {
      case .run:
        failures = runPass() ? 0 : failures + 1
        if failures > 3 { return false }
        if failures > 0 { sleepFor(Int64(failures) * 20, pipe) }
      case .wait(let until):
        if !events.isEmpty && !stamp.coversAnswer(now: now) {
          // Told to the hooks, which need not wake this process for what it will see by itself;
          // then the inbox is looked at once more, for a note that was left before they could know.
          var told = stamp
          told.due = stamp.opens
          if (try? told.write(to: state.window(of: session))) != nil { continue }
        }
        // Looked at again every minute: the clock of poll(2) stands still while a laptop sleeps.
        sleepFor(min(until - now, 60), pipe)
      case .finish: return true
      }
    }
  }

  private func sleepFor(_ seconds: Int64, _ pipe: Int32) {
    if pipe >= 0 {
      WakePipe.wait(pipe, milliseconds: Int32(clamping: max(seconds, 1) * 1_000))
    } else {
      sleep(UInt32(clamping: max(seconds, 1)))
    }
  }

  /// The next step of a waiting worker.
  enum Decision: Hashable {
    case run
    case wait(until: Int64)
    case finish
  }

  /// Decides by the notes that wait and the stamp of the last pass; a test holds this against `Debounce`,
  /// which says what it is for.
  ///
  /// - Parameters:
  ///   - events: The events that notes wait for.
  ///   - heard: The time of the session's last hook, while an answer waits: seconds since 1970.
  ///   - prompted: The time of the first prompt that no answer has followed.
  ///   - stamp: The stamp of the last pass.
  ///   - now: Seconds since 1970.
  /// - Returns: An answer (`Stop`) waits for its window, or for quiet, a prompt for its answer; everything
  ///   else is done at once.
  static func decision(
    events: [String], heard: Int64?, prompted: Int64?, stamp: WindowStamp, now: Int64
  ) -> Decision {
    let answersOnly = events.allSatisfy { $0 == "Stop" }
    if !events.isEmpty && !answersOnly { return .run }
    var next = stamp.due
    if !events.isEmpty {
      let answer = stamp.answerIsDue(heard: heard)
      next = min(next ?? answer, answer)
    }
    if let prompted {
      let prompt = stamp.promptIsDue(prompted, now: now)
      next = min(next ?? prompt, prompt)
    }
    guard let next else { return .finish }
    return next <= now ? .run : .wait(until: next)
  }

  /// Starts `handoff worker` and waits for its end.
  ///
  /// By a bare `posix_spawn`: `Processes` brings Dispatch and concurrency along, with which the start
  /// of a hook program takes 1.27 ms of processor time in place of 1.05 ms.
  private func runPass() -> Bool {
    guard let program = WaitingWorker.commandPath else { return false }
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [
      strdup(program), strdup("worker"), strdup(session), nil,
    ]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var process = pid_t()
    guard unsafe posix_spawn(&process, program, nil, nil, &arguments, Self.environment) == 0 else {
      return false
    }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return false }
    }
    return status == 0
  }

  /// The environment of this process in C's form.
  private static var environment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    #if canImport(Darwin)
    unsafe _NSGetEnviron().pointee
    #else
    unsafe environ
    #endif
  }

  /// The `handoff` program: beside this one, or where `HANDOFF_EXECUTABLE` says.
  static var commandPath: String? {
    if let path = HookProgram.environment("HANDOFF_EXECUTABLE"), path.hasPrefix("/") { return path }
    guard let own = ExecutablePath.current else { return nil }
    return LocalFile.folder(of: own) + "/handoff"
  }

  /// Removes what belongs to the session that the hook ran in, and would mislead libgit2 or another
  /// `claude`.
  private static func cleanEnvironment() {
    ChildVariables.remove(ChildVariables.ofRepository)
    ChildVariables.remove(ChildVariables.ofSession)
  }
}

/// The named pipe (FIFO) through which a hook wakes the process that waits for its session.
package enum WakePipe {
  /// Wakes the waiting process.
  ///
  /// - Returns: True if there was one; a pipe without a reader cannot be opened for writing.
  static func knock(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var byte: UInt8 = 1
    // A full pipe means that it is being woken already.
    return unsafe write(descriptor, &byte, 1) == 1 || errno == EAGAIN
  }

  /// Returns true if a process waits; it is not woken.
  package static func isListening(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  /// Opens the pipe for waiting, and makes it where it is missing.
  ///
  /// - Returns: A descriptor that the caller closes, or -1.
  package static func listen(_ path: String) -> Int32 {
    if unsafe mkfifo(path, 0o600) != 0 && errno != EEXIST { return -1 }
    // Open for writing, too, so that a closed writer does not look like an end of file forever.
    return unsafe open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
  }

  /// Waits until somebody knocks or the time is over.
  static func wait(_ descriptor: Int32, milliseconds: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, milliseconds) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while unsafe read(descriptor, &bytes, bytes.count) > 0 {}
  }
}

/// The file of the running program.
package enum ExecutablePath {
  /// Its path with symbolic links resolved; `nil` where the system does not tell.
  package static var current: String? {
    #if canImport(Darwin)
    var size: UInt32 = 4_096
    var buffer = [CChar](repeating: 0, count: Int(size))
    guard unsafe _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
    guard let resolved = unsafe realpath(buffer, nil) else { return nil }
    #else
    guard let resolved = unsafe realpath("/proc/self/exe", nil) else { return nil }
    #endif
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
