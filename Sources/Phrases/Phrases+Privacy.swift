/// The texts on what leaves no trace.
extension Phrases {
  package static let exclusionPattern = Phrase(
    "This session leaves no trace: its place matches “{pattern}” in the setting exclude.")
  package static let exclusionOthers = Phrase(
    "This session leaves no trace: {folder} is not in the setting include.")
  package static let exclusionHint = Phrase("See the settings: handoff config --origin")
  package static let exclusionKept = Phrase(
    "Its snapshot from before stays where it is. Remove it: handoff done {id}")
  package static let exclusionResume = Phrase(
    "Nothing was taken over. Print the task's notes: handoff resume {task} --print")
  package static let exclusionTaking = Phrase(
    "The task's notes follow, but other machines are not told that it goes on here.")
}
