internal import Processes

/// The time limits of the steps on the network.
///
/// They hold for each connection; a synchronisation opens one for each push and each fetch.
public struct NetworkLimits: Sendable, Hashable {
  /// The time from the start of a connection to the server's first byte.
  ///
  /// It does not hold over ssh where a person may be asked for a passphrase or a host key in that
  /// time (`SyncConfiguration.isInteractive`).
  public var firstAnswer: Duration
  /// The time without a byte from the server while it is the server's turn.
  public var silence: Duration
  /// The time from the start of a connection to its end; over ssh in interactive use, from the first
  /// answer.
  ///
  /// A `CredentialProvider` may take as long, too.
  public var total: Duration

  /// Creates limits.
  ///
  /// - Parameters:
  ///   - firstAnswer: The time to the server's first byte.
  ///   - silence: The time without a byte from the server.
  ///   - total: The time of the whole connection.
  public init(
    firstAnswer: Duration = .seconds(30), silence: Duration = .seconds(30),
    total: Duration = .seconds(600)
  ) {
    self.firstAnswer = firstAnswer
    self.silence = silence
    self.total = total
  }

  /// Returns the limits of one connection.
  ///
  /// - Parameter waitsForPerson: True if a person may be asked something before the first answer.
  /// - Returns: The limits; then without one for the first answer.
  func ofConnection(waitsForPerson: Bool = false) -> ConnectionLimits {
    ConnectionLimits(
      firstAnswer: waitsForPerson ? nil : firstAnswer, silence: silence, total: total)
  }

  /// Returns the time that a credential helper or an askpass program may take; longer where a person
  /// may have to do something.
  func ofHelper(isInteractive: Bool) -> Duration { isInteractive ? total : firstAnswer }
}

extension Duration {
  /// The whole milliseconds, from 0 to those of thirty years: a sum with a time cannot overflow.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds < 1_000_000_000 else { return 1_000_000_000_000 }
    guard seconds >= 0 else { return 0 }
    return Int(seconds) * 1_000 + max(0, Int(attoseconds / 1_000_000_000_000_000))
  }
}
