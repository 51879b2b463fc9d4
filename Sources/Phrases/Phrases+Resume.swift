/// The texts of `resume`.
extension Phrases {
  package static let taskUnreadable = Phrase("{path} cannot be read: {reason}.")
  package static let taskUnreadableHint = Phrase("Look at it: handoff show {task}")

  package static let promptNotHere = Phrase("not found on this machine")
  package static let promptFilesThere = Phrase(
    "{n} files, which may be missing here", one: "{n} file, which may be missing here")
  package static let promptCommitsThere = Phrase(
    "{n} commits, which may be missing here", one: "{n} commit, which may be missing here")
  package static let promptNoNotes = Phrase("(The notes are empty.)")

  package static let resumeStarting = Phrase("Starting claude in {folder}")
  package static let resumeNotHere = Phrase(
    "The project is not on this machine. Here is the prompt for a new session.")
  package static let resumeUnknownSession = Phrase(
    "This version of Claude Code does not say which session this is, so the session's snapshot "
      + "will not show that it took this task over.")
  package static let resumeUnknownSessionHint = Phrase("Run this again with: --session ID")
  package static let resumeWhichHint = Phrase(
    "List the tasks: handoff list; then: handoff resume N")
  package static let resumeFolderRefused = Phrase("Cannot change to the folder {folder}")
  package static let resumeStartFailed = Phrase("Cannot start {program}: {reason}.")
  package static let resumeStartFailedHint = Phrase(
    "Install Claude Code, or print the prompt: handoff resume {task} --print")
}
