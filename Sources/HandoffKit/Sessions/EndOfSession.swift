package import Essentials

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
    /// Nothing has ended: the snapshot stays `active`.
    case goOn
  }

  /// What is known besides the reason.
  package struct Circumstances: Sendable, Hashable {
    /// The signs of the machine now.
    package var signs: MachineSigns
    /// Whether the session is open in another terminal too.
    package var isOpenElsewhere = false
    /// How the session stands that this one was continued in; `nil` where it was not.
    package var successor: Successor?

    /// Describes them.
    package init(
      signs: MachineSigns, isOpenElsewhere: Bool = false, successor: Successor? = nil
    ) {
      self.signs = signs
      self.isOpenElsewhere = isOpenElsewhere
      self.successor = successor
    }
  }

  /// How the session stands that another one was continued in.
  package enum Successor: Sendable, Hashable { case open, interrupted, finished }

  /// The reason of a session that ended without a word: no hook ran.
  package static let noReason = "none"

  /// Decides.
  ///
  /// | reason (`SessionEnd`) | decision |
  /// | --- | --- |
  /// | any, the session is open in another terminal | go on |
  /// | any, the session was continued in another one (`/background`) | as that one stands |
  /// | `prompt_input_exit` (`/exit`, Ctrl-D or Ctrl-C twice) | finish |
  /// | `clear` | finish |
  /// | `other` (closed terminal, SIGTERM) in an SSH login | keep |
  /// | `other`, the machine was started again or is shutting down | keep |
  /// | `other`, the login session is closed or the user is logged out | keep |
  /// | `other`, within the grace period | wait |
  /// | `other`, machine and login still there after it | finish |
  /// | `resume`, `logout`, none, anything else | keep |
  ///
  /// - Parameters:
  ///   - end: How the session ended.
  ///   - circumstances: What is known besides, now.
  ///   - grace: The grace period in seconds.
  ///   - now: The time.
  /// - Returns: What to do now.
  package static func decide(
    _ end: SessionRecord.End, _ circumstances: Circumstances, grace: Int, now: Date
  ) -> Decision {
    if circumstances.isOpenElsewhere { return .goOn }
    switch circumstances.successor {
    case .open: return .goOn
    case .interrupted: return .keep
    case .finished: return .finish
    case nil: break
    }
    switch end.reason {
    case "prompt_input_exit", "clear": return .finish
    case "other":
      if end.isRemoteLogin || isEnding(end, end.signs) || isEnding(end, circumstances.signs) {
        return .keep
      }
      if end.signs.boot != circumstances.signs.boot { return .keep }
      let until = end.at.addingTimeInterval(TimeInterval(grace))
      return now < until ? .wait(until: until) : .finish
    default: return .keep
    }
  }

  /// Whether the machine, or the login that the session ran in, goes down.
  private static func isEnding(_ end: SessionRecord.End, _ signs: MachineSigns) -> Bool {
    let login = end.login ?? ""
    return signs.isShuttingDown || signs.isLoginClosed(login)
      || signs.logins?[login]?.isRemote == true
  }
}
