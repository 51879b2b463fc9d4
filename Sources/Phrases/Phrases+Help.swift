/// The texts of `handoff help` and of the commands' `--help`, in the order of the commands.
extension Phrases {
  package static let helpHandoff = Phrase("Pick up a Claude Code session on another machine.")
  package static let helpHandoffMore = Phrase(
    "After each answer, your session is saved as one small Markdown file in a private git "
      + "repository of yours. Any machine lists what is unfinished and goes on with it.")
  package static let helpTasks = Phrase("Tasks")
  package static let helpThisMachine = Phrase("This machine")
  package static let helpSetup = Phrase("Setup")
  package static let helpInternal = Phrase("Internal")

  // Options and arguments of several commands.

  package static let helpColor = Phrase("Use colour: auto, always or never.")
  package static let helpJSON = Phrase("Print JSON instead of text.")
  package static let helpFetch = Phrase("Fetch from the remote first.")
  package static let helpDryRun = Phrase("Show the change without making it.")
  package static let helpTask = Phrase(
    "A number of the last list, or the beginning of a session ID or of a file name.")

  // Tasks.

  package static let helpList = Phrase("List the unfinished tasks of all machines.")
  package static let helpListMore = Phrase(
    "A person is shown numbers, which the other commands take, and not what is older than 30 days; "
      + "a pipe gets everything, with tabs between the columns.\n\nFor example:\n"
      + "  handoff list login --project shop\n  handoff list --machine desk --since 3d\n"
      + "  handoff list --finished")
  package static let helpListWords = Phrase(
    "Words in title, project, folder, branch, machine or id; all of them have to be there.")
  package static let helpListProject = Phrase("Of this project: its name, or the last parts of it.")
  package static let helpListMachine = Phrase("Of this machine.")
  package static let helpListHere = Phrase("Of the machine that this is.")
  package static let helpListSince = Phrase(
    "With an answer since then: a length of time, such as 3d or 12h, or a date.")
  package static let helpListState = Phrase("In this state: {states}.")
  package static let helpListAll = Phrase("Also what is older than 30 days.")
  package static let helpListFinished = Phrase("The finished tasks, the newest first.")
  package static let helpListLimit = Phrase("No more tasks than this.")
  package static let helpShow = Phrase("Show a task's snapshot.")
  package static let helpResume = Phrase("Go on with a task on this machine.")
  package static let helpResumeMore = Phrase(
    "At a terminal, this starts claude in the project's folder with the task's notes, if the "
      + "project is on this machine. Elsewhere, and with --print, it prints the prompt for a new "
      + "session.")
  package static let helpResumePrint = Phrase("Print the prompt instead of starting claude.")
  package static let helpResumeWith = Phrase(
    "Start another agent: codex, gemini, opencode, or a command, which gets the prompt last.")
  package static let helpResumeFreshSession = Phrase(
    "Begin a new session from the notes, even if the conversation itself is here.")
  package static let helpResumeTake = Phrase(
    "Carry on without a question, even if another machine is at the task.")
  package static let helpResumeArguments = Phrase("Arguments for the agent, behind --.")
  package static let helpResumeSession = Phrase(
    "The session that takes the task over, if Claude Code does not say which one this is.")
  package static let helpDone = Phrase("Mark a task as finished.")
  package static let helpDoneMore = Phrase(
    "Its snapshot is removed on all machines; handoff restore brings it back. Inside Claude Code, "
      + "without a task, this finishes the session that it runs in. An open session goes on: its "
      + "snapshot comes back with the next prompt there.")
  package static let helpDoneTasks = Phrase(
    "Numbers of the last list, or the beginnings of ids or of file names.")
  package static let helpDoneOlder = Phrase(
    "Finish all tasks without an answer for so long, such as 30d, or since a date; asks first.")
  package static let helpDoneMachine = Phrase("With --older-than: only those of this machine.")
  package static let helpDoneYes = Phrase("With --older-than: do not ask.")
  package static let helpDoneSession = Phrase(
    "The session whose task is finished, if Claude Code does not say which one this is.")
  package static let helpRestore = Phrase("Bring a finished task back, or list the finished tasks.")
  package static let helpRestoreTask = Phrase("The beginning of a session ID or of a file name.")

  // This machine.

  package static let helpSnapshot = Phrase("Take and push a session's snapshot now.")
  package static let helpSnapshotMore = Phrase(
    "Inside Claude Code (in its Bash tool), this is the session that it runs in. The command "
      + "returns when the snapshot is on the remote. The model writes a new summary only if the "
      + "last one is old enough (snapshot_interval), or with --force.")
  package static let helpSnapshotSession = Phrase("The session's ID.")
  package static let helpSnapshotTranscript = Phrase("The session's transcript, a .jsonl file.")
  package static let helpSnapshotForce = Phrase(
    "Ask the model for a new summary even if the last one is recent; over ssh without a terminal, "
      + "where another machine waits, none is asked.")
  package static let helpSnapshotKeep = Phrase(
    "Keep the snapshot after the session ends, until handoff done.")
  package static let helpSnapshotNote = Phrase("A remark of yours to keep in the snapshot.")
  package static let helpWorker = Phrase("Take a snapshot on behalf of a hook.")
  package static let helpSync = Phrase("Wait for this machine's snapshots, then fetch and push.")
  package static let helpStatus = Phrase(
    "Show this machine's sessions, what is pending, and today's model calls.")
  package static let helpLog = Phrase("Show the log of hooks and background work.")
  package static let helpLogSession = Phrase(
    "Show only this session; the beginning of its ID is enough.")
  package static let helpLogLines = Phrase("The most events to show.")

  // Setup.

  package static let helpInit = Phrase("Set up this machine: its name and the sync repository.")
  package static let helpInitMore = Phrase(
    "The sync repository should be private and may be empty. With --repo alone, a clone that you "
      + "already have is adopted, such as the one of older scripts.")
  package static let helpInitRemote = Phrase(
    "The address of the sync repository, in any form that git takes.")
  package static let helpInitMachine = Phrase(
    "This machine's name in its snapshots. (default: the host name)")
  package static let helpInitRepo = Phrase(
    "The folder of the clone. (default: ~/.local/share/handoff/repo)")
  package static let helpInitReplace = Phrase(
    "Take the place of a machine that used this name and is gone.")
  package static let helpInitShared = Phrase(
    "Accept a remote that holds something else than tasks.")
  package static let helpInitPublic = Phrase(
    "Accept a remote that anybody on the network can read; it is remembered.")
  package static let helpInstall = Phrase(
    "Register the hooks with Claude Code, and install the skill.")
  package static let helpInstallMore = Phrase(
    "Running it again changes nothing; other tools' hooks and the formatting of the settings are "
      + "kept. With the skill, “what's in my unfinished tasks?” works inside a session.")
  package static let helpInstallSkill = Phrase("Install the skill.")
  package static let helpInstallForce = Phrase(
    "Replace an edited skill, and register the hooks even if the plugin provides them.")
  package static let helpUninstall = Phrase(
    "Remove the hooks from Claude Code's settings, and the skill.")
  package static let helpDoctor = Phrase("Check the setup and suggest fixes.")
  package static let helpDoctorMore = Phrase(
    "Nothing is changed, and nothing is written to the remote. The exit status is 0 if no check "
      + "failed; warnings do not count. With REMOTE, the checks of a remote run for that address, "
      + "before or after handoff init. The names of the checks: handoff doctor --list")
  package static let helpDoctorWords = Phrase("The address of a remote, or names of checks.")
  package static let helpDoctorCheck = Phrase("Run this check; may be given several times.")
  package static let helpDoctorList = Phrase("List the checks without running them.")
  package static let helpDoctorQuiet = Phrase("Show only warnings and failures.")
  package static let helpDoctorFix = Phrase(
    "Make a damaged clone anew, and carry over what was not pushed; the old one is kept.")
  package static let helpDoctorDeep = Phrase(
    "Clone the remote into a temporary folder and read every task, too.")
  package static let helpDoctorDeadline = Phrase("The most seconds that each check may take.")
}
