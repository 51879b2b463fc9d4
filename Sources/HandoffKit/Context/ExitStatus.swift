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
