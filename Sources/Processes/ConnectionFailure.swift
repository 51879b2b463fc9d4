/// Why a program, or a connection with another process, could not do its work.
package struct ConnectionFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What callers decide on.
  ///
  /// Not an enumeration, so that those who talk a protocol over a connection can add what theirs
  /// knows: `SyncRepository` adds the reasons of git's transports.
  package struct Reason: Hashable, Sendable {
    private let name: String

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
    /// The task was cancelled.
    package static let cancelled = Reason("cancelled")
    /// Anything else.
    package static let other = Reason("other")
  }

  /// What callers decide on.
  package let reason: Reason
  /// What the other side, or the program that talks to it, said.
  ///
  /// Without control characters, bounded, without secrets; never compared.
  package let message: String
  /// What to do about it, where the one who failed knows more than the reason tells.
  package let hint: String?

  package init(_ reason: Reason, _ message: String, hint: String? = nil) {
    self.reason = reason
    self.message = message
    self.hint = hint
  }

  package var description: String { message }
}
