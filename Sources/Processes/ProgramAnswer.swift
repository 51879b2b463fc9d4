/// What a program that answers at once had to say, standard error included.
package struct ProgramAnswer: Sendable, Hashable {
  /// The lines of its output, the first 64 KiB.
  package let lines: [String]
  /// Whether it ended with status 0.
  package let isSuccess: Bool

  /// Runs a program such as `ssh -V`, without input.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments.
  ///   - environment: All of its environment.
  ///   - seconds: How long it may take; then it is ended.
  ///   - cancellation: What ends it early.
  /// - Returns: What it said; `nil` where it cannot be started, or has not ended in time.
  package static func of(
    _ command: [String], environment: [String: String], seconds: Int,
    cancellation: Cancellation = Cancellation()
  ) -> ProgramAnswer? {
    // Some write their version to standard error.
    let shell = ["/bin/sh", "-c", "exec \"$@\" 2>&1 </dev/null", "sh"]
    let limit = seconds * 1_000
    var bytes: [UInt8] = []
    do throws(ConnectionFailure) {
      let connection = try ProgramConnection(
        ProgramStart(command: shell + command, environment: environment, isInteractive: false),
        limits: ConnectionLimits(firstAnswer: limit, silence: limit, total: limit),
        cancellation: cancellation, grace: 0,
        diagnosis: { end, _ in
          let isMissing = end == .exited(127) || end == .exited(126)
          return ConnectionFailure(isMissing ? .programMissing : .other, "it failed")
        })
      defer { connection.close() }
      while bytes.count < 65_536 {
        let part = try connection.read(atMost: 65_536)
        if part.isEmpty { break }
        bytes += part
      }
      return ProgramAnswer(bytes, isSuccess: true)
    } catch {
      return error.reason == .other ? ProgramAnswer(bytes, isSuccess: false) : nil
    }
  }

  private init(_ bytes: [UInt8], isSuccess: Bool) {
    lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
    self.isSuccess = isSuccess
  }

  /// The first lines as one, of a bounded length.
  package var text: String { String(lines.prefix(4).joined(separator: " / ").prefix(400)) }
}
