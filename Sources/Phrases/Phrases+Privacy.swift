/// The texts on what leaves no trace.
extension Phrases {
  package static let exclusionPattern = Phrase(
    "This session leaves no trace: its place matches “{pattern}” in the setting exclude.")
  package static let exclusionOthers = Phrase(
    "This session leaves no trace: {folder} is not in the setting include.")
  package static let exclusionSession = Phrase("This session leaves no trace: it is paused.")
  package static let exclusionProject = Phrase(
    "This session leaves no trace: the project {project} is paused.")
  package static let exclusionMachine = Phrase(
    "This session leaves no trace: this machine is paused.")
  package static let exclusionFile = Phrase(
    "This session leaves no trace: {path} leaves out the whole folder.")
  package static let exclusionFileHint = Phrase(
    "To leave out single files, write their patterns into it, as in .gitignore.")
  package static let exclusionHint = Phrase("See the settings: handoff config --origin")
  package static let helpPause = Phrase("Take no snapshots for a while.")
  package static let helpUnpause = Phrase("Take snapshots again.")
  package static let helpPauseMore = Phrase(
    "Without an option, this is for the project of the current folder. While it lasts, its sessions leave no "
      + "trace in the sync repository and in no model's call; snapshots from before stay. The first answer "
      + "after the pause is snapshotted as usual, with all of its session: nothing that was said meanwhile "
      + "is hidden then. For places that are never to leave a trace, see the setting exclude.")
  package static let helpPauseSession = Phrase(
    "Only this session; the beginning of its ID is enough.")
  package static let helpPauseProject = Phrase("All sessions of this folder's project. (default)")
  package static let helpPauseMachine = Phrase("All sessions of this machine.")
  package static let helpPauseFor = Phrase("How long, such as 90m, 2h or 1d.")
  package static let pauseOneOf = Phrase("Choose one of --session, --project and --machine.")
  package static let pauseNoLength = Phrase(
    "“{text}” is no length of time up to a year. Such are 90m, 2h and 1d.")
  package static let pauseWhichHint = Phrase("See the sessions of this machine: handoff status")
  package static let pauseMachine = Phrase("this machine")
  package static let pauseProject = Phrase("the project {project}")
  package static let pauseSession = Phrase("the session {id}")
  package static let pauseLine = Phrase("Paused: {name}.")
  package static let pauseLineUntil = Phrase("Paused: {name}, until {time}.")
  package static let pauseEnded = Phrase("No longer paused: {name}.")
  package static let pauseNone = Phrase("There is no pause to end for {name}.")
  package static let pauseEndMachine = Phrase("End it: handoff unpause --machine")
  package static let pauseEndProject = Phrase("End it, in the project's folder: handoff unpause")
  package static let pauseEndSession = Phrase("End it: handoff unpause --session {id}")

  package static let exclusionKept = Phrase(
    "Its snapshot from before stays where it is. Remove it: handoff done {id}")
  package static let exclusionResume = Phrase(
    "Nothing was taken over. Print the task's notes: handoff resume {task} --print")
  package static let exclusionTaking = Phrase(
    "The task's notes follow, but other machines are not told that it goes on here.")
}
