/// How long the steps on the network may take, in milliseconds.
///
/// They hold for each connection; a synchronisation makes one for each push and each fetch.
public struct NetworkLimits: Sendable, Hashable {
  /// From the start of a connection to the server's first byte.
  ///
  /// It is not looked at where a person may be asked for a password or a host key meanwhile
  /// (`SyncConfiguration.isInteractive`).
  public var firstAnswer: Int
  /// Without a byte of the server's while we wait for one.
  public var silence: Int
  /// From the start of a connection to its end; in interactive use, from the first answer.
  public var total: Int

  /// Makes limits.
  public init(firstAnswer: Int = 30_000, silence: Int = 30_000, total: Int = 600_000) {
    self.firstAnswer = firstAnswer
    self.silence = silence
    self.total = total
  }
}
