/// The texts of `resume`.
extension Phrases {
  package static let taskUnreadable = Phrase("{path} cannot be read: {reason}.")
  package static let taskUnreadableHint = Phrase("Look at it: handoff show {task}")

  package static let resumeStartingAgent = Phrase("Starting {agent} in {folder}")
  package static let resumeWithoutToken = Phrase(
    "The session does not get HANDOFF_TOKEN. Without another login its snapshots wait for: handoff sync"
  )
  package static let resumeRunsHere = Phrase(
    "“{title}” runs here, on {machine}; {other} is not touched. Prompt: {size}, read it: handoff "
      + "resume {task} --print")
  package static let resumePrompt = Phrase(
    "Prompt: {size}, read it: handoff resume {task} --print")
  package static let resumeTaken = Phrase("Taken over: {machines} {n:sees|see} it.")
  package static let resumeTakenAlone = Phrase("Taken over.")
  package static let resumeTakenOffline = Phrase(
    "Offline: others see that you took over after the next push.")
  package static let sessionName = Phrase("{title} (from {machine})")
  package static let takeOpen = Phrase(
    "“{title}” is open on {machine}, last answer {time}. If both go on it forks: both sides are kept "
      + "and shown.")
  package static let takeClaimed = Phrase(
    "{machine} took this over {time} and has not answered yet.")
  package static let takeHint = Phrase("Carry on all the same: handoff resume {id} --take")
  package static let takeFork = Phrase("Carry on here?")
  package static let takeHere = Phrase("carry on here; {machine} is told at its next prompt")
  package static let takeBack = Phrase("back")
  package static let forkTitle = Phrase("“{title}” went on in several places.")
  package static let forkSide = Phrase("{n} answers since, {time}", one: "{n} answer since, {time}")
  package static let forkWhich = Phrase("“{title}” went on in several places: {sides}.")
  package static let forkWhichHint = Phrase("Name one of them, such as: {id}@{machine}")
  package static let resumeThere = Phrase("There: {facts}")
  package static let resumeHere = Phrase("Here: {facts}")
  package static let resumeSystems = Phrase("System: {there} there, {here} here")
  package static let resumeVersions = Phrase("Claude Code: {there} there, {here} here")
  package static let resumeNotRunning = Phrase("Not running here: {programs}")
  package static let resumeOthers = Phrase("Other repositories there: {repositories}")
  package static let resumeOlder = Phrase(
    "An older conversation of this task lies here: cd {folder}; claude --resume {session}")
  package static let resumeSwitch = Phrase("Fetch and switch to {branch} first?")
  package static let resumeSwitchYes = Phrase("yes, switch")
  package static let resumeSwitchNo = Phrase("no, stay on this branch")
  package static let resumeSwitched = Phrase("On {branch} now.")
  package static let resumeBranchMissing = Phrase("The remote has no branch {branch}.")
  package static let resumeBranchDiverged = Phrase(
    "{branch} has commits here that the remote's has not, and the other way round.")
  package static let resumeBranchTaken = Phrase("{branch} cannot be checked out here now.")
  package static let resumeBranchBusy = Phrase(
    "A rebase, a merge or the like is not finished here; the branch stays as it is.")
  package static let progressBranch = Phrase("Fetching {branch}")
  package static let placeBranch = Phrase("{branch} at {commit}")
  package static let placeFiles = Phrase("{n} files only there", one: "{n} file only there")
  package static let placeCommits = Phrase("{n} commits only there", one: "{n} commit only there")
  package static let placeChanged = Phrase("{n} files changed", one: "{n} file changed")
  package static let placeClean = Phrase("clean")
  package static let placeNoCommit = Phrase("the commit is not here")
  package static let resumeOwn = Phrase(
    "Your own session, interrupted {time}: the conversation itself goes on in {folder} "
      + "(from notes instead: --fresh-session)")
  package static let resumeOwnUndated = Phrase(
    "Your own session: the conversation itself goes on in {folder} "
      + "(from notes instead: --fresh-session)")
  package static let resumeOpen = Phrase(
    "This session is open on this machine since {time}: process {pid}{terminal}.")
  package static let resumeOpenHint = Phrase(
    "A second one from its notes: handoff resume {task} --fresh-session")
  package static let resumeProjectMissing = Phrase(
    "{project} is not on this machine; looked in {n} folders.",
    one: "{project} is not on this machine; looked in {n} folder.")
  package static let resumeProjectMissingHint = Phrase(
    "Change to the folder of a clone of {address} and run this there")
  package static let resumeClone = Phrase("clone {address} into {folder}, as there")
  package static let resumeOtherFolder = Phrase("another folder…")
  package static let resumeWhichFolder = Phrase("Clone {address} into which new folder?")
  package static let resumePrintOnly = Phrase("print the prompt only")
  package static let resumeProjectTwice = Phrase("{project} is in several folders here.")
  package static let resumeProjectTwiceHint = Phrase(
    "Change to one of them and run this there: {folders}")
  package static let progressProject = Phrase("Cloning {project}")
  package static let resumeNoAgent = Phrase("--with needs the name of an agent, or a command.")
  package static let resumeNoAgentHint = Phrase("Such as: --with codex")
  package static let resumeNotHere = Phrase(
    "The project is not on this machine. Here is the prompt for a new session.")
  package static let resumeUnknownSession = Phrase(
    "This version of Claude Code does not say which session this is, so the session's snapshot "
      + "will not show that it took this task over.")
  package static let resumeUnknownSessionHint = Phrase("Run this again with: --session ID")
  package static let resumeWhichHint = Phrase(
    "List the tasks: handoff list; then: handoff resume N")
  package static let resumeFolderRefused = Phrase("Cannot change to the folder {folder}")
  package static let resumeStartFailed = Phrase("Cannot start {program}: {reason}.")
  package static let resumeStartFailedHint = Phrase(
    "Install it, or print the prompt: handoff resume {task} --print")
}
