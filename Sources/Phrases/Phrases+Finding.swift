// Finding a task, a session or a transcript by what was typed.
extension Phrases {
  package static let findNothing = Phrase("There is no task “{text}”.")
  package static let findNothingHint = Phrase(
    "List the tasks: handoff list; a finished one comes back with: handoff restore ID")
  package static let findSuggestions = Phrase("Did you mean: {tasks}")
  package static let findSuggestion = Phrase("{id} “{title}”")
  package static let findSeveral = Phrase(
    "“{text}” matches {n} tasks: {tasks}.", one: "“{text}” matches {n} task: {tasks}.")
  package static let findSeveralHint = Phrase("Type more of the name.")
  package static let findNoNumber = Phrase(
    "There is no task number {number}: the list has {n} tasks.",
    one: "There is no task number {number}: the list has {n} task.")
  package static let findNoNumberHint = Phrase("List the tasks: handoff list")
  package static let findFinished = Phrase(
    "Task number {number} of the last list has since been finished.")
  package static let findFinishedHint = Phrase(
    "List the tasks: handoff list; or bring it back: handoff restore {task}")
  package static let findRemovedNothing = Phrase("History has no finished task “{text}”.")
  package static let findRemovedNothingHint = Phrase("List the finished tasks: handoff restore")
  package static let findRemovedSeveral = Phrase("“{text}” matches {n} finished tasks: {tasks}.")

  package static let whichSessionUnknown = Phrase(
    "Which session? This version of Claude Code does not say.")
  package static let whichSessionOutside = Phrase(
    "Which session? This is not running inside Claude Code.")
  package static let whichSessionHint = Phrase(
    "Name it: handoff snapshot --session ID, or --transcript PATH")
  package static let notASessionID = Phrase("“{text}” is not a session id, which is a UUID.")
  package static let notASessionIDHint = Phrase("Find it in Claude Code: /status")

  package static let transcriptOfNobody = Phrase("{path} does not say which session it belongs to.")
  package static let transcriptOfNobodyHint = Phrase(
    "Name it: handoff snapshot --transcript PATH --session ID")
  package static let transcriptMissing = Phrase("There is no file {path}.")
  package static let transcriptMissingHint = Phrase("Check the path of the transcript.")
  package static let transcriptIsFolder = Phrase("{path} is a folder, not a transcript.")
  package static let transcriptIsFolderHint = Phrase("Name the .jsonl file of the session.")
  package static let transcriptNotFound = Phrase(
    "There is no transcript of the session {session} in {folder}/projects.")
  package static let transcriptNotFoundHint = Phrase(
    "Name the file: handoff snapshot --transcript PATH")
  package static let transcriptUnreadable = Phrase("The transcript cannot be read: {reason}")
  package static let transcriptUnreadableHint = Phrase(
    "Check the path; Claude Code deletes transcripts after 30 days.")
}
