import SyncRepo

/// What the program does about an error.
enum Reaction: Equatable {
  case tryLater
  case askForPassword(address: String?)
  case show(String)

  init(to error: SyncError) {
    switch error.kind {
    case .remoteUnreachable, .nameNotFound, .connectionRefused, .timedOut, .busy:
      self = .tryLater
    case .authenticationFailed:
      self = .askForPassword(address: error.remedy?.address)
    default:
      self = .show("\(error)")
    }
  }
}
