/// How a program ended.
package enum ProgramStatus: Sendable, Equatable, CustomStringConvertible {
  /// It exited with this status.
  case exited(Int32)
  /// This signal ended it.
  case signalled(Int32)
  /// It was killed because its time was up.
  case timedOut

  package var description: String {
    switch self {
    case .exited(let status): "exited with status \(status)"
    case .signalled(let signal): "ended by signal \(signal)"
    case .timedOut: "killed when its time was up"
    }
  }
}
