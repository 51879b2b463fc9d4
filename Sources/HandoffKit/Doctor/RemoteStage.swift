internal import SyncRepo

/// How far a look at a remote came before it was refused.
enum RemoteStage: Int, Comparable {
  /// Its machine did not answer, or the address is none.
  case unreached
  /// Its machine answered, and is not known to be the right one.
  case unidentified
  /// It accepted no login.
  case unauthenticated
  /// It accepted the login, and refused what was asked.
  case refused
  /// It did what was asked.
  case done

  /// Tells it by the verdict on reading.
  init(_ read: AccessVerdict) {
    guard let error = read.error else {
      self = .done
      return
    }
    switch error.kind {
    case .hostKeyUnknown, .hostKeyChanged, .certificateNotTrusted: self = .unidentified
    case .authenticationFailed: self = .unauthenticated
    case .notAllowed, .repositoryMissing, .rejected: self = .refused
    default: self = .unreached
    }
  }

  static func < (one: RemoteStage, other: RemoteStage) -> Bool { one.rawValue < other.rawValue }
}
