/// How a program ended.
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
