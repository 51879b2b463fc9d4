internal import Platform

extension ProgramStart {
  /// Runs the program on this process's own input and outputs, and waits for its end as a shell does: what
  /// a person types to interrupt it is meant for it alone.
  ///
  /// - Returns: The way it ended.
  /// - Throws: `ConnectionFailure` with `programMissing`.
  package func runInForeground() throws(ConnectionFailure) -> ProgramEnd {
    var standard: [Int32] = []
    defer { for descriptor in standard { close(descriptor) } }
    for descriptor in Int32(0)...2 {
      let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
      standard.append(copy >= 0 ? copy : unsafe open("/dev/null", O_RDWR | O_CLOEXEC))
    }
    let signals = [SIGINT, SIGQUIT]
    let before = signals.map { signal($0, SIG_IGN) }
    defer {
      for (number, handler) in zip(signals, before) { _ = signal(number, handler) }
    }
    let program = try start(standard: standard)
    while true {
      if let end = program.wait(atMost: .seconds(3_600)) { return end }
    }
  }
}
