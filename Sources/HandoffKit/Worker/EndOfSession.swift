package import Foundation

/// What the end of a session means for its snapshot: the one place where that is decided.
package enum EndOfSession {
  /// What to do with the snapshot.
  package enum Decision: Sendable, Hashable {
    /// The task is finished: the snapshot goes, history keeps it.
    case finish
    /// The task is not finished: the snapshot stays, marked `interrupted`.
    case keep
    /// It cannot be told yet: the snapshot stays, marked `interrupted`, until then.
    case wait(until: Date)
  }

  /// Decides.
  ///
  /// | reason (`SessionEnd`) | decision |
  /// | --- | --- |
  /// | `prompt_input_exit` | finish |
  /// | `clear` | finish |
  /// | `other` in an SSH login | keep |
  /// | `other`, the machine restarted or is shutting down | keep |
  /// | `other`, within the grace period | wait |
  /// | `other`, the machine still runs after it | finish |
  /// | `resume`, `logout`, anything else | keep |
  ///
  /// - Parameters:
  ///   - end: How the session ended.
  ///   - signs: The signs of the machine now.
  ///   - grace: The grace period in seconds.
  ///   - now: The time.
  /// - Returns: What to do now.
  package static func decide(
    _ end: SessionRecord.End, signs: MachineSigns, grace: Int, now: Date
  ) -> Decision {
    switch end.reason {
    case "prompt_input_exit", "clear": return .finish
    case "other":
      if end.isRemoteLogin || end.signs.isShuttingDown || signs.isShuttingDown { return .keep }
      if end.signs.boot != signs.boot { return .keep }
      let until = end.at.addingTimeInterval(TimeInterval(grace))
      return now < until ? .wait(until: until) : .finish
    default: return .keep
    }
  }
}
