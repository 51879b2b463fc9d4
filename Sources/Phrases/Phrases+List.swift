/// The texts of the list of tasks, and of the picker.
extension Phrases {
  package static let taskColumn = Phrase("TASK")
  package static let projectColumn = Phrase("PROJECT")
  package static let machineColumn = Phrase("MACHINE")
  package static let branchColumn = Phrase("BRANCH")
  package static let updatedColumn = Phrase("UPDATED")
  package static let stateColumn = Phrase("STATE")

  package static let taskActive = Phrase("active")
  package static let taskInterrupted = Phrase("interrupted")
  package static let taskEnded = Phrase("ended")
  package static let taskClaimed = Phrase("taken over")
  package static let taskBroken = Phrase("broken")
  package static let taskHere = Phrase("{machine} (here)")
  package static let taskThisSession = Phrase("{machine} (this session)")
  package static let taskPlace = Phrase("{project} on {machine}")
  package static let taskProblem = Phrase("{path}: {problem}")

  package static let listStale = Phrase("{reason} Showing the last known state.")
  package static let listStaleSince = Phrase("{reason} Showing the last known state, from {time}.")
  package static let listNotPushed = Phrase(
    "This machine's pushes have failed since {time}: {reason}")
  package static let listNotPushedHint = Phrase("See what is pending: handoff status")
  package static let listNext = Phrase("Go on with one: handoff resume N")

  package static let pickerKeys = Phrase(
    "↑↓ or j k to move, Enter to choose, type to filter, Esc to leave")
  package static let pickerKeysPlain = Phrase(
    "arrows or j k to move, Enter to choose, type to filter, Esc to leave")
  package static let pickerNothing = Phrase("nothing matches")
  package static let pickerPosition = Phrase("{position} of {total}")
}
