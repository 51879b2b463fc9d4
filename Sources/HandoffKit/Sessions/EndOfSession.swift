internal import ClaudeCode
internal import Essentials

/// The meaning of a session's end for its snapshot: the one place where that is decided.
///
/// A pass asks once, with all facts, and its outcome carries the answer on.
enum EndOfSession {
  /// The decision about the snapshot.
  enum Decision: Sendable, Hashable {
    /// The task is finished: the snapshot is removed; history keeps it.
    case finish
    /// The task is not finished: the snapshot stays, marked `interrupted`.
    case keep
    /// It cannot be decided yet: the snapshot stays, marked `interrupted`, until then.
    case wait(until: Date)
    /// Nothing has ended: the snapshot stays `active`.
    case goOn
  }

  /// The facts besides the end itself.
  struct Circumstances: Sendable, Hashable {
    /// The signs of the machine now.
    var signs: MachineSigns
    /// True if the session is open in another terminal, too.
    var isOpenElsewhere: Bool
    /// The state of the session that continues this one; `nil` where none does.
    var successor: Successor?

    /// Describes them.
    init(
      signs: MachineSigns, isOpenElsewhere: Bool = false, successor: Successor? = nil
    ) {
      self.signs = signs
      self.isOpenElsewhere = isOpenElsewhere
      self.successor = successor
    }
  }

  /// The state of the session that continues another one.
  enum Successor: Sendable, Hashable { case open, interrupted, finished }

  /// Decides.
  ///
  /// | reason (`SessionEnd`) | decision |
  /// | --- | --- |
  /// | any, the session is open in another terminal | go on |
  /// | any, another session continues this one (`/background`) | by the state of that one |
  /// | `prompt_input_exit` (`/exit`, Ctrl-D or Ctrl-C twice) | finish |
  /// | `clear` | finish |
  /// | `other` (closed terminal, SIGTERM) in an SSH login | keep |
  /// | `other`, the machine was started again or is shutting down | keep |
  /// | `other`, the login session is closed or the user is logged out | keep |
  /// | `other`, within the grace period | wait |
  /// | `other`, machine and login still there after it | finish |
  /// | `resume`, `logout`, no hook, anything else | keep |
  ///
  /// - Parameters:
  ///   - end: The end.
  ///   - circumstances: The other facts, as they are now.
  ///   - grace: The grace period in seconds.
  ///   - now: The time.
  /// - Returns: What to do now.
  static func decide(
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
    case .promptInputExit, .clear: return .finish
    case .other:
      if end.isRemoteLogin || isEnding(end, end.signs) || isEnding(end, circumstances.signs) {
        return .keep
      }
      if end.signs.boot != circumstances.signs.boot { return .keep }
      let until = end.at.addingTimeInterval(TimeInterval(grace))
      return now < until ? .wait(until: until) : .finish
    case .resume, .logout, .noHook, .unknown: return .keep
    }
  }

  /// Returns whether the machine, or the login that the session ran in, is going down.
  private static func isEnding(_ end: SessionRecord.End, _ signs: MachineSigns) -> Bool {
    let login = end.login ?? ""
    return signs.isShuttingDown || signs.isLoginClosed(login)
      || signs.logins?[login]?.isRemote == true
  }
}
