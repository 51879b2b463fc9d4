internal import Platform

/// The way a program ended.
package enum ProgramEnd: Hashable, Sendable {
  /// It returned a status; 0 is success.
  case exited(Int32)
  /// A signal ended it.
  case signalled(Int32)

  /// Reads the status of `waitpid(2)`.
  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7F
    self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .signalled(signal)
  }
}

/// A running program of ours, until it is reaped.
final class ChildProgram {
  private let pid: pid_t
  private let leadsGroup: Bool
  /// The way it ended; `nil` until it is reaped.
  private(set) var end: ProgramEnd?

  init(pid: pid_t, leadsGroup: Bool) {
    self.pid = pid
    self.leadsGroup = leadsGroup
  }

  deinit { stop() }

  /// True once the program has ended, reaped or not.
  var hasEnded: Bool {
    if end != nil { return true }
    var information = unsafe siginfo_t()
    var result: Int32
    repeat {
      result = unsafe waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT)
    } while result != 0 && errno == EINTR
    // With `WNOHANG` 0 is returned for a running program too; the record then stays empty. An error
    // means that somebody else in this process has reaped it.
    return unsafe result != 0 || information.si_signo == SIGCHLD
  }

  /// Waits until the program has ended, and leaves it unreaped.
  ///
  /// - Parameter time: The longest time to wait.
  /// - Returns: True if it has ended.
  @discardableResult
  func waitForEnd(atMost time: Duration) -> Bool {
    let deadline = Deadline(after: time)
    var pause: UInt32 = 500
    while !hasEnded {
      if deadline.isOver { return false }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    return true
  }

  /// Waits until the program has ended, and reaps it.
  ///
  /// - Parameter time: The longest time to wait.
  /// - Returns: The way it ended; `nil` while it runs.
  @discardableResult
  func wait(atMost time: Duration) -> ProgramEnd? {
    waitForEnd(atMost: time) ? reap() : nil
  }

  /// Reaps the program if it has ended.
  @discardableResult
  func reap() -> ProgramEnd? { wait(options: WNOHANG) }

  /// Ends the program: `SIGTERM`, after a while `SIGKILL`; afterwards it is reaped.
  ///
  /// All of its group is meant, so that a shell's child or a jump host's ssh ends too; a connection
  /// that OpenSSH shares (`ControlPersist`) has a session of its own and stays.
  ///
  /// - Parameter grace: The time between the two signals.
  func stop(grace: Duration = .milliseconds(500)) {
    if !hasEnded {
      send(SIGTERM)
      // The others of its group may not have heard the first signal.
      if !waitForEnd(atMost: grace) || leadsGroup { send(SIGKILL) }
    }
    wait(options: 0)
  }

  /// Ends the processes that a program which has ended left behind in its group.
  ///
  /// Only before it is reaped: until then its number means this group and no other.
  func endLeftovers() {
    if end == nil, leadsGroup { send(SIGKILL) }
  }

  private func send(_ signal: Int32) { kill(leadsGroup ? -pid : pid, signal) }

  @discardableResult
  private func wait(options: Int32) -> ProgramEnd? {
    if let end { return end }
    var status: Int32 = 0
    var result = unsafe waitpid(pid, &status, options)
    while result < 0, errno == EINTR { result = unsafe waitpid(pid, &status, options) }
    if result == pid {
      end = ProgramEnd(waitStatus: status)
    } else if result < 0 {
      // Somebody else in this process has reaped it: nothing is known but that it is gone.
      end = .exited(255)
    }
    return end
  }
}

/// The standard error of a program: kept for messages, and never waited for.
///
/// An ssh that others share keeps its standard error open forever.
struct ErrorOutput {
  /// The end to read; -1, which `poll(2)` ignores, where there is none (any more).
  private(set) var descriptor: Int32
  /// The terminal that is shown it as well; -1 for none.
  private let terminal: Int32
  private var said = TextTail()

  /// Takes a descriptor over.
  ///
  /// - Parameters:
  ///   - descriptor: The end to read; -1 for none.
  ///   - isShown: True to show it to a person as well, where our own standard error is a terminal:
  ///     ssh asks there for the touch of a hardware key.
  init(_ descriptor: Int32, isShown: Bool = false) {
    self.descriptor = descriptor
    terminal = isShown && isatty(STDERR_FILENO) == 1 ? STDERR_FILENO : -1
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
  }

  /// The last lines.
  var lines: [String] { said.lines }

  /// Reads the bytes that are there.
  mutating func drain() {
    guard descriptor >= 0 else { return }
    var chunk = [UInt8](repeating: 0, count: 4_096)
    // A program that never stops talking must not hold us here.
    for _ in 0..<64 where descriptor >= 0 {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        said.append(chunk[..<count])
        show(chunk[..<count])
      } else if count == 0 || !ErrorOutput.canGoOn(errno) {
        finish()
      } else {
        return
      }
    }
  }

  /// Gives the descriptor back.
  mutating func finish() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// True for an `errno` after which a descriptor that does not block can be used again.
  static func canGoOn(_ code: Int32) -> Bool {
    code == EAGAIN || code == EWOULDBLOCK || code == EINTR
  }

  private func show(_ bytes: ArraySlice<UInt8>) {
    guard terminal >= 0 else { return }
    var safe = Array(TextTail.printable(bytes, keeping: ["\n", "\t"]).utf8)[...]
    while !safe.isEmpty {
      let count = unsafe safe.withUnsafeBytes { unsafe write(terminal, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }
      safe = safe.dropFirst(max(count, 0))
    }
  }
}
