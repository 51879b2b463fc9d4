internal import Platform

/// A running program of ours, until it is reaped.
final class ChildProgram {
  private let pid: pid_t
  private let leadsGroup: Bool
  /// How it ended; `nil` while it runs.
  private(set) var end: ProgramEnd?

  init(pid: pid_t, leadsGroup: Bool) {
    self.pid = pid
    self.leadsGroup = leadsGroup
  }

  deinit { stop() }

  /// Reaps the program if it has ended.
  @discardableResult
  func reap() -> ProgramEnd? { wait(options: WNOHANG) }

  /// Waits until the program has ended, but not longer than that many milliseconds.
  @discardableResult
  func wait(milliseconds: Int) -> ProgramEnd? {
    let deadline = MonotonicTime.milliseconds + milliseconds
    var pause: UInt32 = 500
    while reap() == nil, MonotonicTime.milliseconds < deadline {
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    return end
  }

  /// Ends the program: `SIGTERM`, half a second later `SIGKILL`; afterwards it is reaped.
  func stop() {
    guard reap() == nil else { return }
    send(SIGTERM)
    guard wait(milliseconds: 500) == nil else { return }
    send(SIGKILL)
    wait(options: 0)
  }

  /// The whole group is meant, so that a shell's child or a jump host's ssh ends too; a connection
  /// that OpenSSH shares (`ControlPersist`) has a session of its own and stays.
  private func send(_ signal: Int32) { kill(leadsGroup ? -pid : pid, signal) }

  @discardableResult
  private func wait(options: Int32) -> ProgramEnd? {
    if let end { return end }
    var status: Int32 = 0
    var result = waitpid(pid, &status, options)
    while result < 0, errno == EINTR { result = waitpid(pid, &status, options) }
    if result == pid {
      end = ProgramEnd(waitStatus: status)
    } else if result < 0 {
      // Somebody else in this process has reaped it: nothing is known but that it is gone.
      end = .exited(255)
    }
    return end
  }
}
