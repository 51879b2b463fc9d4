/// The texts of `status` and `log`.
extension Phrases {
  package static let statusMachine = Phrase("{machine} syncs with {remote}; its clone is {folder}")
  package static let statusAllPushed = Phrase(
    "Last push: {push}. Last fetch: {fetch}. Nothing to push.")
  package static let statusUnpushed = Phrase(
    "Last push: {push}. Last fetch: {fetch}. {n} commits to push.",
    one: "Last push: {push}. Last fetch: {fetch}. {n} commit to push.")
  package static let statusNotPushed = Phrase("Pushes have failed since {time}: {reason}")

  package static let statusShared = Phrase(
    "Another installation writes as {machine}, too. Give one of them a name of its own: handoff init "
      + "--machine NAME")
  package static let clonePutAside = Phrase(
    "Commits made by hand in the clone conflict with the remote's. They wait on the branch {branch}."
  )
  package static let clonePutAsideHint = Phrase("Bring them in: git -C {path} merge {branch}")

  package static let statusNoCalls = Phrase("No model calls today.")
  package static let statusCalls = Phrase(
    "{n} model calls today: {input} {input:token|tokens} in, {output} out, ${dollars}.",
    one: "{n} model call today: {input} {input:token|tokens} in, {output} out, ${dollars}.")
  package static let statusFailedCalls = Phrase(
    "{n} model calls today, {failed} failed: {input} {input:token|tokens} in, {output} out, ${dollars}.",
    one:
      "{n} model call today, {failed} failed: {input} {input:token|tokens} in, {output} out, ${dollars}."
  )
  package static let statusModelStop = Phrase(
    "{reason} Summaries are made without a model until {time}.")

  package static let statusHooksUnreadable = Phrase(
    "Cannot read the hooks in Claude Code's settings.")
  package static let statusHooksUnreadableHint = Phrase("See why: handoff install --dry-run")
  package static let statusHooksOfPlugin = Phrase("The plugin provides the hooks.")
  package static let statusHooks = Phrase("Hooks: {names}")
  package static let statusNoHooks = Phrase("No hooks are registered.")
  package static let statusHooksOff = Phrase("Claude Code runs no hooks at all (disableAllHooks).")
  package static let statusHooksTwice = Phrase(
    "The plugin provides them, too, so each runs twice. Fix it: handoff uninstall")
  package static let statusHooksUnknown = Phrase(
    "An installed Claude Code may not know {names}. Fix it: handoff install")
  package static let statusHooksMissing = Phrase("Missing: {names}. Fix it: handoff install")

  package static let statusOlder = Phrase(
    "{machine} runs an older handoff: finishing a task there removes all that it carries on, also what "
      + "was not seen there.")
  package static let statusNoSessions = Phrase("No sessions are open on this machine.")
  package static let statusSession = Phrase("{id} {folder}")
  package static let statusSessionEnded = Phrase("{id} {folder}, ended: {reason}")
  package static let statusNoFolder = Phrase("(unknown folder)")
  package static let statusTimes = Phrase(
    "last answer: {answer}; snapshot: {snapshot}; pushed: {push}")
  package static let statusSummary = Phrase("summary by {author}, {time}")
  package static let statusTurnFailed = Phrase("The last turn failed: {reason}")
  package static let statusPending = Phrase("Pending: {names}")
  package static let statusPendingUntil = Phrase("Pending: {names}, until {time}")
  package static let statusUnattended = Phrase(
    "No process is waiting to do this. Do it now: handoff sync")
  package static let statusNoSummary = Phrase("No newer summary: {reason}")
  package static let statusTrouble = Phrase("{problem} ({time})")

  package static let pendingAnswer = Phrase("a snapshot of the newest answer")
  package static let pendingPush = Phrase("the push")
  package static let pendingSummary = Phrase("a summary by the model")
  package static let pendingEnd = Phrase("the decision if this end is final")

  package static let logEmpty = Phrase("The event log is empty.")
}
