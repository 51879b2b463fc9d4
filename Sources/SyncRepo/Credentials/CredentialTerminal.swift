internal import Git2
internal import Processes

/// A terminal at which a person is asked for a user name and a password.
protocol CredentialTerminal {
  /// Asks for a line.
  ///
  /// - Parameters:
  ///   - prompt: What is shown before it.
  ///   - isSecret: Whether what is typed stays invisible.
  ///   - cancellation: What ends the waiting.
  /// - Returns: The line; `nil` where there is no terminal, or the person gave none.
  /// - Throws: `ConnectionFailure` with `cancelled`.
  func ask(
    _ prompt: String, isSecret: Bool, cancellation: Cancellation
  ) throws(ConnectionFailure) -> [UInt8]?
}

extension ControllingTerminal: CredentialTerminal {}
