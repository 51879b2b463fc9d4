/// The texts of `forget`.
extension Phrases {
  package static let helpForget = Phrase("Forget a session: on the remote and on all machines.")
  package static let helpForgetMore = Phrase(
    "Its snapshots are removed, and no machine takes one again until you say handoff snapshot --force "
      + "in it. git's history keeps what was pushed: --history replaces it by one commit, so that no "
      + "commit of the remote, and no clone that follows, has it any more. Hosts may keep old commits for "
      + "some time; a token that was in it must be revoked.")
  package static let helpForgetHistory = Phrase("Replace the remote's history, too.")
  package static let forgetQuestion = Phrase(
    "Forget “{title}”, and replace the whole history of {remote} by one commit?")
  package static let forgetHint = Phrase("If that is wanted: handoff forget {task} --history --yes")
  package static let forgetConfirm = Phrase("forget it")
  package static let forgetSubject = Phrase("Forget a session's history")
  package static let forgetDone = Phrase("Forgotten: {title}")
  package static let forgetKept = Phrase(
    "The history of the remote still has it: handoff forget {task} --history")
  package static let forgetHosts = Phrase(
    "Hosts may keep old commits for some time; revoke a token that was in it.")
  package static let forgetOwed = Phrase(
    "The clone still holds what there was: a branch such as handoff-waiting, a working tree or a merge "
      + "under way needs it. It goes by itself when that is over.")
  package static let forgetNumber = Phrase("“{number}” may mean another task by now.")
  package static let forgetNumberHint = Phrase("Name the task by its id: handoff list")
  package static let forgetUnknown = Phrase("No session {session} is known here.")
  package static let forgetNoSession = Phrase("“{task}” is no snapshot of a session.")
  package static let forgetNoSessionHint = Phrase("Finish it instead: handoff done {task}")
  package static let progressForgetting = Phrase("Forgetting")
  package static let sessionForgotten = Phrase("The session {session} is forgotten.")
  package static let sessionForgottenHint = Phrase(
    "Take snapshots of it again: handoff snapshot --session {session} --force")
}
