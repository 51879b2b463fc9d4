/// The texts of the list of tasks, and of the picker.
extension Phrases {
  package static let idColumn = Phrase("ID")
  package static let taskColumn = Phrase("TASK")
  package static let projectColumn = Phrase("PROJECT")
  package static let machineColumn = Phrase("MACHINE")
  package static let branchColumn = Phrase("BRANCH")
  package static let whenColumn = Phrase("WHEN")

  package static let taskHere = Phrase("here")
  package static let taskThisSession = Phrase("this session")
  package static let taskFork = Phrase("{machine} +{others}")
  package static let taskUnreadableRow = Phrase("{file} cannot be read: {reason}")
  package static let taskContradiction = Phrase("{title} (its text says it is of {claim})")
  package static let taskPlace = Phrase("{project} on {machine}")
  package static let taskProblem = Phrase("{path}: {problem}")

  package static let listStale = Phrase("{reason} Showing the last known state.")
  package static let listStaleSince = Phrase("{reason} Showing the last known state, from {time}.")
  package static let listNotPushed = Phrase(
    "This machine's pushes have failed since {time}: {reason}")
  package static let listNotPushedHint = Phrase("See what is pending: handoff status")
  package static let listOlder = Phrase("{n} older than 30 days: handoff list --all")
  package static let listMore = Phrase("{n} more")
  package static let listNothing = Phrase(
    "None of the {n} unfinished tasks fits. All of them: handoff list --all",
    one: "The unfinished task does not fit. It is in: handoff list --all")
  package static let listNoProject = Phrase("No unfinished task is of a project “{project}”.")
  package static let listNoMachine = Phrase("No unfinished task is of a machine “{machine}”.")
  package static let listDidYouMean = Phrase("{text} Did you mean: {names}")
  package static let listLimitTooSmall = Phrase("--limit takes a number from 1 on.")
  package static let listFinishedState = Phrase("Finished tasks have no state: leave out --state.")
  package static let notATime = Phrase("{option}: “{text}” is no length of time and no date.")
  package static let notATimeHint = Phrase(
    "Such as: {option} 3d, {option} 12h, {option} 2026-01-31")
  package static let finishedMore = Phrase("More: handoff list --finished --all")
  package static let finishedNext = Phrase("Bring one back: handoff restore NAME")
  package static let listNext = Phrase("Go on: handoff resume N")
  package static let legendMark = Phrase("{mark} {text}")
  package static let legendUnreadable = Phrase("cannot be read")
  package static let legendForked = Phrase("forked")
  package static let legendClaimed = Phrase("taken over")
  package static let legendOpen = Phrase("open there")
  package static let legendInterrupted = Phrase("interrupted")
  package static let legendWaiting = Phrase("not pushed yet")
  package static let legendFiles = Phrase("files not committed")
  package static let legendCommits = Phrase("commits not pushed")

  package static let pickerKeys = Phrase(
    "↑↓ or j k to move, Enter to choose, type to filter, Esc to leave")
  package static let pickerKeysPlain = Phrase(
    "arrows or j k to move, Enter to choose, type to filter, Esc to leave")
  package static let pickerNothing = Phrase("nothing matches")
  package static let pickerPosition = Phrase("{position} of {total}")
}
