/// The failure of a program, or of a connection with another process.
package struct ConnectionFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The part that callers decide on.
  ///
  /// Not an enumeration, so that those who talk a protocol over a connection can add what theirs
  /// knows: `SyncRepository` adds the reasons of git's transports.
  package struct Reason: Hashable, Sendable {
    /// The name, by which a program may decide.
    package let name: String

    /// Names a reason; no two may have one name.
    package init(_ name: String) { self.name = name }

    /// The program cannot be started.
    package static let programMissing = Reason("programMissing")
    /// No machine has the name.
    package static let nameNotFound = Reason("nameNotFound")
    /// The machine, or one on the way, refused the connection.
    package static let refused = Reason("refused")
    /// Nothing came within the time limit.
    package static let timedOut = Reason("timedOut")
    /// The connection broke.
    package static let connectionLost = Reason("connectionLost")
    /// It said more than may be kept.
    package static let tooLong = Reason("tooLong")
    /// The task was cancelled.
    package static let cancelled = Reason("cancelled")
    /// Anything else.
    package static let other = Reason("other")
  }

  /// The part that callers decide on.
  package let reason: Reason
  /// The words of the other side, or of the program that talks to it.
  ///
  /// Without control characters, bounded, without secrets; never compared.
  package let message: String
  /// The way out, where the one who failed knows more than the reason tells.
  ///
  /// A sentence without its full stop.
  package let advice: String?
  /// The command line to type for that, if there is one.
  package let command: String?

  package init(
    _ reason: Reason, _ message: String, advice: String? = nil, command: String? = nil
  ) {
    self.reason = reason
    self.message = message
    self.advice = advice
    self.command = command
  }

  package var description: String { message }
}
