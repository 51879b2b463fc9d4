internal import Git2

/// What became of one push.
enum PushOutcome {
  /// The remote has this commit of ours now.
  case pushed(ObjectID)
  /// The remote had all of it already, once its own commits were here.
  case upToDate
  /// The remote has commits that are not in ours, or others push at the same moment; with whether its
  /// commits were fetched.
  case moved(isFetched: Bool)
}
