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
  package static let doneTaskOrAge = Phrase(
    "Name tasks, or an age with --older-than, not both.")
  package static let doneOnlyWithAge = Phrase("--machine and --yes go with --older-than.")
  package static let doneTasks = Phrase("Finished {n} tasks.", one: "Finished 1 task.")
  package static let doneNothingOlder = Phrase("No unfinished task is that old.")
  package static let doneTheseQuestion = Phrase("Finish these {n}?", one: "Finish this one?")
  package static let doneThese = Phrase("finish all {n}", one: "finish it")
  package static let doneTheseHint = Phrase(
    "Without a question: handoff done --older-than {age} --yes")
  package static let doneWhichHint = Phrase("List the tasks: handoff list; then: handoff done N")
  package static let doneWhichInside = Phrase(
    "This session: handoff done --session ID; another task: handoff done N")

  package static let restoreDone = Phrase("Back in the list: {title}")
  package static let restoreNothing = Phrase("No finished tasks.")
}
