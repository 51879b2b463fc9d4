/// The texts of setting a machine up: the sync repository, the hooks and the skill.
extension Phrases {
  package static let setupNoClone = Phrase("There is no clone at {path} to adopt.")
  package static let setupNoCloneHint = Phrase(
    "Name the sync repository: handoff init --remote URL")
  package static let setupNameTaken = Phrase(
    "Another installation uses the name {machine}: it wrote {n} snapshots on the remote.",
    one: "Another installation uses the name {machine}: it wrote {n} snapshot on the remote.")
  package static let setupNameTakenHint = Phrase(
    "Choose a name of its own with --machine NAME; if that one is gone, take its place with --replace"
  )
  package static let setupPublic = Phrase("Anybody can read {address}: {how}.")
  package static let setupPublicHint = Phrase(
    "Make it private there, or use it anyway: handoff init --allow-public …")
  package static let setupShared = Phrase(
    "{address} holds something else ({names}) and no tasks: whoever reads it would read what you work "
      + "on.")
  package static let setupSharedHint = Phrase(
    "Make a repository for handoff alone, or use it anyway: handoff init --allow-shared …")
  package static let initOthers = Phrase("The repository holds other things, too: {names}.")
  package static let initManyOthers = Phrase(
    "The repository holds other things, too: {names} and {n} more.",
    one: "The repository holds other things, too: {names} and {n} more.")
  package static let initOthersHint = Phrase(
    "Whoever reads them reads your snapshots. handoff leaves them alone.")
  package static let publicNow = Phrase(
    "Anybody can read {address}, so nothing is pushed: {how}.")
  package static let publicNowHint = Phrase("Make it private there, then run")
  package static let publicNowStatus = Phrase(
    "Anybody can read the remote, so nothing is pushed ({how}).")
  package static let publicNowStatusHint = Phrase(
    "Make it private there, then run: handoff sync. Or use it anyway: handoff init --allow-public")
  package static let setupPrivacyUnknown = Phrase(
    "Could not check that {address} is private: {reason}")
  package static let setupPrivacyHint = Phrase(
    "Make sure that nobody else can read it. Check again later: handoff doctor privacy")

  package static let hookProgramMissing = Phrase("The program {path} is missing.")
  package static let hookProgramHint = Phrase("Run: scripts/install")
  package static let ownFolderUnknown = Phrase("Cannot find the folder of this program.")
  package static let claudeSettingsKept = Phrase(
    "Claude Code's settings were not changed: {reason}")
  package static let claudeSettingsKeptHint = Phrase(
    "Fix the file in an editor, then run this again.")
  package static let claudeSettingsUnreadable = Phrase(
    "Cannot read Claude Code's settings: {reason}")
  package static let claudeSettingsUnreadableHint = Phrase("Fix the file in an editor.")

  package static let hooksOmittedNoClaude = Phrase(
    "Not registered: {events}, as no claude program was found. Once it is there, run: handoff "
      + "install")
  package static let hooksOmittedOld = Phrase(
    "Not registered: {events}, as {path} is version {version}, which may not know them. After an "
      + "update, run: handoff install")
  package static let hooksOmittedSilent = Phrase(
    "Not registered: {events}, as {path} does not tell its version. After an update, run: handoff "
      + "install")

  package static let skillChangedMeanwhile = Phrase(
    "Another program has just changed the skill: {path}")
  package static let skillChangedMeanwhileHint = Phrase("Run this again.")
}
