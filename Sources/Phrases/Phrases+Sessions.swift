// Sessions: what passes and workers say, in the event log and at the command line.
extension Phrases {
  package static let sessionIsLocked = Phrase("The session is locked.")
  package static let sessionIsBusy = Phrase(
    "A snapshot of the session {session} is being taken right now.")
  package static let sessionIsBusyHint = Phrase(
    "Try again in a minute. See what it is doing: handoff log --session {session}")

  package static let logSummaryWritten = Phrase(
    "{model} wrote a summary of {n} tokens", one: "{model} wrote a summary of {n} token")
  package static let logHookInputUnreadable = Phrase("a hook's input cannot be read: {reason}")
  package static let logSessionLost = Phrase(
    "its process ended without a hook; the snapshot is marked as interrupted")
}
