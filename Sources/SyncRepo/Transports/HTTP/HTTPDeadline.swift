internal import Git2
internal import Processes

/// The time limits of one operation over http, and its cancellation.
///
/// An operation has several requests; they share the limits of one connection.
final class HTTPDeadline {
  let cancellation: Cancellation
  var clock: ConnectionClock
  private let limits: ConnectionLimits

  init(limits: ConnectionLimits, cancellation: Cancellation) {
    self.limits = limits
    self.cancellation = cancellation
    clock = ConnectionClock(limits: limits)
  }

  /// Begins anew: for another operation, or after a person has been asked something.
  func restart() { clock = ConnectionClock(limits: limits) }
}
