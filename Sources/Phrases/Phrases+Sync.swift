/// The texts of `snapshot` and `sync`, and of what takes its time.
extension Phrases {
  package static let snapshotPushed = Phrase("Snapshot {id} is on the remote.")
  package static let snapshotFinished = Phrase(
    "The session is finished; its snapshot has been removed.")
  package static let snapshotNothing = Phrase(
    "Session {session} has no prompt yet, so there is nothing to save.")

  package static let syncBoth = Phrase("Pushed this machine's changes and received others.")
  package static let syncPushed = Phrase("Pushed this machine's changes.")
  package static let syncReceived = Phrase("Received changes from other machines.")
  package static let syncNothing = Phrase("Everything is up to date.")

  package static let progressConnecting = Phrase("Connecting")
  package static let progressFetching = Phrase("Fetching")
  package static let progressReceiving = Phrase("Receiving")
  package static let progressRebasing = Phrase("Rebasing")
  package static let progressPushing = Phrase("Pushing")
  package static let progressCloning = Phrase("Cloning")
  package static let progressSyncing = Phrase("Syncing")
  package static let progressSnapshot = Phrase("Taking the snapshot")
  package static let progressChecking = Phrase("Checking")
  package static let progressCheck = Phrase("Checking: {check}")
  package static let progressSeconds = Phrase("{n} s")
}
