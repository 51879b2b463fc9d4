// Sessions: what passes and workers say, in the event log and at the command line.
extension Phrases {
  package static let gapRepository = Phrase(
    "Uncommitted and unpushed work of the project is not counted: {reason}.")
  package static let gapBranch = Phrase("The project's branch and commit are not known: {reason}.")
  package static let gapChanges = Phrase("Uncommitted files are not counted: {reason}.")
  package static let gapUnpushed = Phrase("Unpushed commits are not counted: {reason}.")
  package static let gapOwner = Phrase("another user owns the repository")
  package static let gapReftable = Phrase(
    "its references are in a reftable, which libgit2 does not read")
  package static let gapNames = Phrase(
    "its objects have names of SHA-256, which libgit2 does not read")
  package static let gapSplitIndex = Phrase("the index is split, which libgit2 does not read")
  package static let gapSparseIndex = Phrase("the index is sparse, which libgit2 does not read")
  package static let gapUncheckedIndex = Phrase(
    "the index has no checksum (index.skipHash), and libgit2 does not read it so")

  package static let sessionIsHeld = Phrase(
    "Waited {seconds} seconds for process {process}, which is working on the session {session}.")
  package static let sessionOfTwo = Phrase(
    "Another installation that is called {machine} has a newer snapshot of this session, which stays. "
      + "Give one of them a name of its own: handoff init --machine NAME")
  package static let sessionIsBusy = Phrase(
    "A snapshot of the session {session} is being taken right now.")
  package static let sessionIsBusyHint = Phrase(
    "Try again in a minute. See what it is doing: handoff log --session {session}")

  package static let homeMissing = Phrase("HOME is not set.")
  package static let homeMissingHint = Phrase("Set HOME to your home folder.")
  package static let stateFolderUnknown = Phrase("The state folder cannot be found.")
  package static let stateFolderOfOther = Phrase(
    "The state folder {path} belongs to another user (number {user}), so it is not used.")
  package static let stateFolderOfOtherHint = Phrase(
    "Run handoff as that user, or choose another folder: export HANDOFF_STATE_DIR=FOLDER")
  package static let fileTrouble = Phrase("handoff {trouble}.")
  package static let fileTroubleHint = Phrase("Check free space and permissions there.")
  package static let failed = Phrase("handoff failed: {reason}.")
  package static let redactionBroken = Phrase(
    "The redaction of secrets does not work; nothing was written.")
  package static let redactionBrokenHint = Phrase("Please report this as a bug in handoff.")

  package static let modelPaused = Phrase("No model is asked before {time}: {reason}")
  package static let modelHourCap = Phrase(
    "The cap of {n} model summaries an hour is reached ({setting}).",
    one: "The cap of {n} model summary an hour is reached ({setting}).")
  package static let modelDayCap = Phrase(
    "The cap of {n} model summaries a day is reached ({setting}).",
    one: "The cap of {n} model summary a day is reached ({setting}).")

  package static let takenOver = Phrase(
    "handoff: {machine} took this task over. Going on here makes a fork; both are kept. See: "
      + "handoff list")
  package static let takenOverAt = Phrase(
    "handoff: {machine} took this task over at {time}. Going on here makes a fork; both are kept. "
      + "See: handoff list")
  package static let takenOverUnanswered = Phrase(
    "handoff: {machine} took this task over at {time} (no answer yet). Going on here makes a fork; "
      + "both are kept. See: handoff list")
  package static let takenOverSince = Phrase(
    "handoff: {machine} took this task over at {time} ({n} answers since). Going on here makes a "
      + "fork; both are kept. See: handoff list",
    one: "handoff: {machine} took this task over at {time} ({n} answer since). Going on here makes "
      + "a fork; both are kept. See: handoff list")

  package static let logSummaryWritten = Phrase(
    "{model} wrote a summary of {n} tokens", one: "{model} wrote a summary of {n} token")
  package static let logHookInputUnreadable = Phrase("a hook's input cannot be read: {reason}")
  package static let logSessionLost = Phrase(
    "its process ended without a hook; the snapshot is marked as interrupted")
}
