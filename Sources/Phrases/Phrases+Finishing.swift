/// The texts of `done` and `restore`.
extension Phrases {
  package static let finishedColumn = Phrase("FINISHED")
  package static let nameColumn = Phrase("NAME")

  package static let doneTask = Phrase("Finished: {title}")
  package static let doneRenumbered = Phrase(
    "{number} is “{title}” in the list that was shown {time}, and “{now}” now.")
  package static let doneGone = Phrase(
    "{number} is “{title}” in the list that was shown; the list is shorter now.")
  package static let doneNotShown = Phrase(
    "{number} is “{title}”, but no list was shown here, and numbers are those of a list.")
  package static let doneByID = Phrase("Finish it: handoff done {id}")
  package static let doneQuestion = Phrase("Finish “{title}” ({id})?")
  package static let doneConfirm = Phrase("finish it")
  package static let doneSession = Phrase("Finished this session, which has no snapshot yet.")
  package static let doneUndo = Phrase("Undo: handoff restore {task}")
  package static let doneTaskOrSession = Phrase("Name a task or a session (--session), not both.")
  package static let doneWhichHint = Phrase("List the tasks: handoff list; then: handoff done N")
  package static let doneWhichInside = Phrase(
    "This session: handoff done --session ID; another task: handoff done N")

  package static let restoreDone = Phrase("Back in the list: {title}")
  package static let restoreNothing = Phrase("No finished tasks.")
}
