internal import CProcesses
internal import Platform

extension ProgramStart {
  /// Runs the program on this process's own input and outputs, and waits for its end as a shell does: what
  /// a person types to interrupt it is meant for it alone.
  ///
  /// - Parameter text: All that it can read instead of this process's input; it need not read it.
  /// - Returns: The way it ended.
  /// - Throws: `ConnectionFailure` with `programMissing`, or where no descriptor is left.
  package func runInForeground(reading text: String? = nil) throws(ConnectionFailure) -> ProgramEnd
  {
    var standard: [Int32] = []
    defer { for descriptor in standard { close(descriptor) } }
    var sink: Int32 = -1
    defer { if sink >= 0 { close(sink) } }
    if text != nil {
      var ends: [Int32] = [-1, -1]
      guard unsafe handoff_pipe(&ends) == 0 else {
        throw ConnectionFailure(.other, "there is no descriptor left for a program")
      }
      // Those of the program are put in the place of 0, 1 and 2, and must not be among them.
      standard.append(fcntl(ends[0], F_DUPFD_CLOEXEC, 3))
      close(ends[0])
      sink = ends[1]
    }
    for descriptor in Int32(standard.count)...2 {
      let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
      standard.append(copy >= 0 ? copy : unsafe open("/dev/null", O_RDWR | O_CLOEXEC))
    }
    // One that reads from this process would be left alone with the terminal.
    let signals = text == nil ? [SIGINT, SIGQUIT] : [SIGINT, SIGQUIT, SIGTERM]
    let before = signals.map { signal($0, SIG_IGN) }
    defer {
      for (number, handler) in zip(signals, before) { _ = signal(number, handler) }
    }
    let program = try start(standard: standard)
    if let text {
      close(standard.removeFirst())
      Self.write(text, to: sink)
      close(sink)
      sink = -1
    }
    while true {
      if let end = program.wait(atMost: .seconds(3_600)) { return end }
    }
  }

  /// Writes a text, or as much of it as is read.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe handoff_write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(count, 0))
    }
  }
}
