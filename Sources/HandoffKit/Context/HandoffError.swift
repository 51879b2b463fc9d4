internal import Phrases
internal import Platform
internal import SnapshotStore
internal import SyncRepo

/// A failure, for the person at the command line: what happened and why, what to do next, and the exit
/// status.
package struct HandoffError: Error, Sendable, Hashable, CustomStringConvertible {
  package let status: ExitStatus
  /// One sentence, without secrets.
  package let message: String
  /// The next step, with the command to type where there is one.
  package let hint: String?

  /// Makes a failure of handoff's own.
  package init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
    self.status = status
    self.message = message
    self.hint = hint
  }

  /// Takes any error over; those of the layers below keep their words.
  package init(_ error: any Error) {
    switch error {
    case let error as HandoffError: self = error
    case let error as SyncError:
      self.init(
        HandoffError.status(of: error.kind), LibraryText.inReadersLanguage(error.message),
        hint: error.remedy?.phrase ?? Self.hint(for: error.kind))
    case let error as FileError:
      self.init(
        .inputOutput, Phrases.fileTrouble(trouble: error),
        hint: error.isWithoutLocks ? Phrases.noLocksHint() : Phrases.fileTroubleHint())
    default: self.init(.software, Phrases.failed(reason: "\(error)"))
    }
  }

  private static func hint(for kind: SyncError.Kind) -> String? {
    switch kind {
    case .storage: Phrases.fileTroubleHint()
    case .notSealed: Phrases.groupLookHint()
    default: nil
    }
  }

  package var description: String { hint.map { "\(message) \($0)" } ?? message }

  private static func status(of kind: SyncError.Kind) -> ExitStatus {
    switch kind {
    case .notARepository, .unsupported, .noRemote, .invalidConfiguration: .configuration
    case .alreadyExists: .cannotCreate
    case .remoteUnreachable, .nameNotFound, .connectionRefused, .timedOut, .hostKeyUnknown,
      .hostKeyChanged, .certificateNotTrusted, .repositoryMissing, .rejected:
      .unavailable
    case .authenticationFailed, .notAllowed, .notSealed: .permission
    case .conflict, .busy, .cancelled: .tryAgain
    case .invalidPath, .unreadable: .data
    case .storage: .inputOutput
    default: .software
    }
  }
}

/// The exit statuses of the command, after `sysexits.h`.
package enum ExitStatus: Int32, Sendable, Hashable {
  /// It failed for a reason that has no status of its own.
  case failure = 1
  /// The command line is wrong (`EX_USAGE`).
  case usage = 64
  /// A file's content is wrong (`EX_DATAERR`).
  case data = 65
  /// There is no such snapshot or transcript (`EX_NOINPUT`).
  case noInput = 66
  /// The remote cannot be reached, or refuses (`EX_UNAVAILABLE`).
  case unavailable = 69
  /// A fault of handoff's own (`EX_SOFTWARE`).
  case software = 70
  /// A file or folder cannot be made (`EX_CANTCREAT`).
  case cannotCreate = 73
  /// A file cannot be read or written (`EX_IOERR`).
  case inputOutput = 74
  /// Trying again later can work (`EX_TEMPFAIL`).
  case tryAgain = 75
  /// The remote did not accept the login (`EX_NOPERM`).
  case permission = 77
  /// handoff is not set up, or a setting is wrong (`EX_CONFIG`).
  case configuration = 78
}
