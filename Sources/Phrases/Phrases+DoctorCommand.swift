/// The texts of `doctor` around its checks.
extension Phrases {
  package static let progressRemaking = Phrase("Making a new clone")
  package static let doctorHealthy = Phrase("Nothing in the clone is damaged.")
  package static let doctorRemade = Phrase(
    "The clone was made anew; {n} snapshots that had not been pushed were carried over. The old one is "
      + "kept: {folder}",
    one:
      "The clone was made anew; {n} snapshot that had not been pushed was carried over. The old one "
      + "is kept: {folder}")
  package static let checkColumn = Phrase("CHECK")
  package static let looksAtColumn = Phrase("LOOKS AT")
  package static let deadlineColumn = Phrase("DEADLINE")
  package static let doctorLooksAt = Phrase("{group}: {title}")

  package static let doctorAllWell = Phrase(
    "{n} checks, all well.", one: "{n} check, and all is well.")
  package static let doctorCounts = Phrase("{n} checks: {counts}.", one: "{n} check: {counts}.")
  package static let doctorOK = Phrase("{n} ok")
  package static let doctorWarnings = Phrase("{n} warnings", one: "{n} warning")
  package static let doctorFailed = Phrase("{n} failed")
  package static let doctorCrashed = Phrase("{n} crashed")
  package static let doctorSkipped = Phrase("{n} skipped")

  package static let doctorDeadlineRange = Phrase(
    "The deadline is a number of seconds from 1 to 3600.")
  package static let doctorNoPath = Phrase("Cannot find the path of this program.")
  package static let doctorOneRemote = Phrase("Only one remote can be checked at a time.")
  package static let doctorOneRemoteHint = Phrase("Give one address, then names of checks.")
  package static let doctorUnknown = Phrase("“{word}” is neither a check nor an address.")
  package static let doctorUnknownHint = Phrase("List the checks: handoff doctor --list")
}
