internal import Dispatch
internal import Git2

/// What a program says of itself: the first part of its output, standard error included.
struct ProgramAnswer: Sendable, Hashable {
  /// Without white space at its ends.
  let text: String
  /// Whether it ended with status 0.
  let isSuccess: Bool

  /// Runs a program that answers at once, such as `ssh -V`.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments.
  ///   - environment: All of its environment.
  ///   - seconds: How long it may take; then it is ended.
  /// - Returns: What it said; `nil` where it cannot be started or took too long.
  static func of(
    _ command: [String], environment: [String: String], seconds: Int
  ) -> ProgramAnswer? {
    // Some write their version to standard error.
    let shell = ["/bin/sh", "-c", "exec \"$@\" 2>&1 </dev/null", "sh"]
    let limit = seconds * 1_000
    var bytes: [UInt8] = []
    do throws(TransportFailure) {
      let connection = try ProgramConnection(
        ProgramStart(
          command: shell + command, environment: environment, isInteractive: false),
        limits: ConnectionLimits(firstAnswer: limit, silence: limit, total: limit),
        cancellation: TransferCancellation(), grace: 0,
        diagnosis: { end, lines in
          let isMissing = end == .exited(127) || end == .exited(126)
          return TransportFailure(isMissing ? .programMissing : .other, lines.last ?? "")
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
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    text = lines.prefix(4).joined(separator: " / ").prefix(400).description
    self.isSuccess = isSuccess
  }
}
