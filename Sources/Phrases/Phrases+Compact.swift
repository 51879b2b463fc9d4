/// The texts of `compact`.
extension Phrases {
  package static let helpCompact = Phrase("Replace the remote's history by one commit.")
  package static let helpCompactMore = Phrase(
    "Unfinished tasks stay; finished ones can no longer be restored. The other machines follow by "
      + "themselves, with what they have not pushed.")
  package static let helpCompactYes = Phrase("Do not ask.")
  package static let compactQuestion = Phrase(
    "Replace the whole history of {remote} by one commit? Finished tasks cannot be restored then.")
  package static let compactHint = Phrase("If that is wanted: handoff compact --yes")
  package static let compactConfirm = Phrase("replace it")
  package static let compactSubject = Phrase("Compact the history")
  package static let progressCompacting = Phrase("Replacing the history")
  package static let compactDone = Phrase(
    "{n} commits of {remote} are one now. The other machines follow by themselves.",
    one: "{n} commit of {remote} is one now. The other machines follow by themselves.")
  package static let compactNothing = Phrase("There is nothing to compact.")
}
