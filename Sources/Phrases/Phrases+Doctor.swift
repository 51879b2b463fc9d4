/// The texts of the doctor's checks: their titles, what they find, and how to fix it.
extension Phrases {
  // MARK: - Titles

  package static let groupMachine = Phrase("This machine")
  package static let groupClone = Phrase("The clone")
  package static let groupState = Phrase("State")
  package static let groupClaude = Phrase("Claude Code")
  package static let groupPrograms = Phrase("Programs")
  package static let groupRemote = Phrase("The remote")

  package static let titleConfiguration = Phrase("Configuration")
  package static let titleMachine = Phrase("Name")
  package static let titleClone = Phrase("Clone")
  package static let titleChanges = Phrase("Working tree")
  package static let titleIdentity = Phrase("Commit author")
  package static let titleSync = Phrase("Sync")
  package static let titleState = Phrase("State folder")
  package static let titleLog = Phrase("Event log")
  package static let titleHooks = Phrase("Hooks")
  package static let titleLogin = Phrase("Login for summaries")
  package static let titleClaude = Phrase("The claude program")
  package static let titleEvents = Phrase("Hook events")
  package static let titleVersions = Phrase("Versions")
  package static let titleRemote = Phrase("Remote")
  package static let titleServer = Phrase("Host key or certificate")
  package static let titleCredential = Phrase("Login")
  package static let titleRead = Phrase("Read access")
  package static let titleWrite = Phrase("Write access")
  package static let titleClock = Phrase("Clock")
  package static let titlePrivacy = Phrase("Privacy")
  package static let titleTasks = Phrase("Tasks on the remote")

  // MARK: - Any check

  package static let checkNeeds = Phrase("skipped: needs {check}")
  package static let checkUnknown = Phrase("Unknown: {reason}.")
  package static let checkNotWritable = Phrase("You cannot write to {path}")
  package static let checkSlow = Phrase("It took longer than {n} s and was stopped.")
  package static let fixSlow = Phrase(
    "Try it alone, with more time: handoff doctor {check} --deadline 120")
  package static let checkCrashed = Phrase("The check itself crashed: {reason}.")
  package static let fixCrashed = Phrase(
    "Report it as a bug in handoff, with the output of: handoff doctor --json")
  package static let crashExited = Phrase("it ended with status {status}")
  package static let crashExitedSaying = Phrase("it ended with status {status}: {text}")
  package static let crashSignalled = Phrase("signal {signal} ended it")
  package static let crashSignalledSaying = Phrase("signal {signal} ended it: {text}")
  package static let crashSilent = Phrase("it ended without a result")
  package static let crashEndless = Phrase("it wrote a line without an end")
  package static let doctorWorkerAlone = Phrase("Only handoff doctor starts this.")
  package static let durationSeconds = Phrase("{n} s")
  package static let durationMinutes = Phrase("{n} min")
  package static let durationHours = Phrase("{n} h")
  package static let durationDays = Phrase("{n} days", one: "{n} day")

  // MARK: - This machine

  package static let checkNoConfiguration = Phrase("{path} does not exist yet.")
  package static let checkUnknownSettings = Phrase(
    "{path} has settings that handoff does not know: {names}.")
  package static let fixUnknownSettings = Phrase(
    "Remove them, or look up the right names: handoff config")
  package static let checkSettingFromEnvironment = Phrase(
    "{setting} comes from the environment ({variable}).")
  package static let checkConfigurationOpen = Phrase("Other users can change {path}")
  package static let fixConfigurationOpen = Phrase("Fix it: chmod go-w {path}")
  package static let checkMachineName = Phrase("{machine}, from {origin}")

  // MARK: - The clone

  package static let checkClone = Phrase("{path}, branch {branch}")
  package static let checkCloneRemote = Phrase("remote: {address}")
  package static let checkCloneForeign = Phrase("{path} belongs to another user ({user}).")
  package static let fixCloneForeign = Phrase("Take ownership: chown -R {user} {path}")
  package static let fixCloneNotWritable = Phrase(
    "Give yourself write access: chmod -R u+rwX {path}")
  package static let checkCloneChangeable = Phrase("Other users of this computer can change {path}")
  package static let checkCloneReadable = Phrase("Other users of this computer can read {path}")
  package static let fixCloneOpen = Phrase("Fix it: chmod go-rwx {path}")

  package static let checkSyncedFolder = Phrase(
    "{path} lies in a folder that {service} syncs file by file, which can damage a repository")
  package static let fixSyncedClone = Phrase(
    "Move it out of there, then run: handoff config set repo FOLDER")
  package static let fixSyncedState = Phrase(
    "Move it out of there, and set XDG_STATE_HOME to the folder above it")
  package static let fixSyncedRemote = Phrase(
    "Use a remote that is reached by ssh or https: handoff init --help")

  package static let checkUnfinished = Phrase(
    "A merge, rebase or the like was left unfinished there ({mark}).")
  package static let fixUnfinished = Phrase("Finish it: git -C {path} status")
  package static let checkShared = Phrase("Another installation writes as {machine}, too.")
  package static let fixShared = Phrase(
    "Give one of them a name of its own: handoff init --machine NAME")
  package static let checkLocalHooks = Phrase(
    "Hooks of a remote at a path do not run when handoff pushes: {names}.")
  package static let fixLocalHooks = Phrase(
    "Where they are to run, use the remote over ssh, also on this computer.")
  package static let titleObjects = Phrase("Objects")
  package static let checkObjects = Phrase("All commits, folders and files can be read.")
  package static let checkObjectsPartly = Phrase(
    "The newest commits and all of their files can be read; there was no time for older ones.")
  package static let checkOtherBranch = Phrase(
    "{branch} is checked out there. {pinned} is synchronised all the same.")
  package static let fixOlder = Phrase("Update handoff on {machine}.")
  package static let checkIndex = Phrase(
    "The clone's index cannot be read. No task depends on it.")
  package static let fixIndex = Phrase("Make it anew: handoff sync")
  package static let checkStaleLock = Phrase("A program that was killed left a lock: {path}")
  package static let fixStaleLock = Phrase("If no git program is running, remove it: rm {path}")
  package static let checkChangedFiles = Phrase(
    "{n} files were changed by hand and are not committed: {names}.",
    one: "{n} file was changed by hand and is not committed: {names}.")
  package static let checkChangedFile = Phrase("{path} ({change})")
  package static let fixChangedFiles = Phrase(
    "handoff leaves changes by hand alone. Look at them: git -C {path} status")
  package static let checkClean = Phrase("clean, no locks")

  package static let checkAuthor = Phrase("{name} <{email}>, from git's configuration")
  package static let checkNoAuthor = Phrase(
    "handoff on {machine}: git has no user.name and user.email here, which is fine.")

  package static let checkNeverPushed = Phrase("Nothing was pushed from here yet; nothing to push.")
  package static let checkNeverPushedLate = Phrase(
    "Nothing was pushed from here yet, and {n} commits are waiting.",
    one: "Nothing was pushed from here yet, and {n} commit is waiting.")
  package static let checkPushed = Phrase("Last push {time} ago; nothing to push.")
  package static let checkUnpushed = Phrase(
    "Last push {time} ago; {n} commits to push.", one: "Last push {time} ago; {n} commit to push.")
  package static let checkUnpushedLate = Phrase(
    "Last push {time} ago; {n} commits have been waiting for too long.",
    one: "Last push {time} ago; {n} commit has been waiting for too long.")
  package static let fixUnpushed = Phrase("Push now, and see what is in the way: handoff sync")
  package static let checkWaitingSessions = Phrase(
    "{n} sessions go with the next push.", one: "{n} session goes with the next push.")

  // MARK: - State

  package static let checkNoState = Phrase("It is created when it is first needed.")
  package static let fixStateNotWritable = Phrase(
    "Fix it: chown -R {user} {path} && chmod -R u+rwX {path}")
  package static let checkStateOpen = Phrase("Other users have access to {path}")
  package static let fixStateOpen = Phrase("Fix it: chmod -R go= {path}")
  package static let checkSpace = Phrase("{size} free at {path}")
  package static let checkNoSpace = Phrase("Only {size} free at {path}")
  package static let fixNoSpace = Phrase("Make room there: du -sh {path}")

  package static let checkNoErrors = Phrase("no errors")
  package static let checkNoNewErrors = Phrase("no errors since the last push")
  package static let checkErrors = Phrase(
    "{n} errors in the last day, all since the last push. The newest:",
    one: "{n} error in the last day, since the last push:")
  package static let fixErrors = Phrase("See them all: handoff log")

  // MARK: - Claude Code

  package static let fixInstall = Phrase("Run: handoff install")
  package static let checkSettingsBroken = Phrase("Claude Code cannot read {path}: {reason}")
  package static let fixSettingsBroken = Phrase("Fix it in an editor: {path}")
  package static let checkNoHooks = Phrase("No hooks are registered in {path}")
  package static let checkPluginHooks = Phrase("registered by the plugin {plugin}")
  package static let checkHooksTwice = Phrase(
    "The hooks are in {path} and in the plugin {plugin}: each runs twice.")
  package static let fixHooksTwice = Phrase(
    "Keep one of the two: handoff uninstall, or disable the plugin with /plugin")
  package static let checkHookMissing = Phrase(
    "{program} is not registered for {event} in {path}")
  package static let checkHookRepeated = Phrase(
    "The hook for {event} is registered more than once in {path}")
  package static let checkHookBroken = Phrase(
    "The hook for {event} runs {program}, which is not a program.")
  package static let fixHookBroken = Phrase(
    "Install the programs again: scripts/install && handoff install")
  package static let checkHooksElsewhere = Phrase(
    "They run {program}, which is not in the folder of this handoff ({folder}).")
  package static let checkHooks = Phrase("{events} in {path}")
  package static let checkHookInProject = Phrase(
    "{path} registers a hook for {event}, too: it runs twice.")
  package static let fixHookInProject = Phrase("Remove it there in an editor: {path}")
  package static let checkHooksManaged = Phrase(
    "{path} allows no hooks but its own (allowManagedHooksOnly).")
  package static let fixHooksManaged = Phrase(
    "Ask whoever manages this machine to add handoff's hooks there.")
  package static let checkHooksDisabled = Phrase("{path} disables all hooks (disableAllHooks).")
  package static let fixHooksDisabled = Phrase("Remove disableAllHooks there in an editor: {path}")

  package static let checkLoginUnused = Phrase(
    "Summaries are made without a model (summarizer is extract).")
  package static let checkLoginHidden = Phrase(
    "The login may be in the keychain, which is not checked.")
  package static let checkNoLogin = Phrase(
    "Claude Code is not logged in: summaries are made without a model.")
  package static let fixNoLogin = Phrase(
    "Log in: start claude and type /login; or go without: handoff config set summarizer extract")
  package static let loginInEnvironment = Phrase("{variable} in the environment")
  package static let loginInSettings = Phrase("{variable} in {path}")
  package static let loginInFile = Phrase("{path}, plan {plan}")
  package static let loginInKeychain = Phrase(
    "an account in {path}; its token is in the keychain")

  package static let checkClaude = Phrase("{version}, {path}")
  package static let checkOtherClaude = Phrase("also here: {version}, {path}")
  package static let checkUnknownVersion = Phrase("unknown version")
  package static let checkStrayClaude = Phrase("{name} is not in PATH, but there is one at {path}")
  package static let fixStrayClaude = Phrase("Name it: handoff config set claude {path}")
  package static let checkNoClaude = Phrase(
    "There is no program {name}: no summaries by a model, no handoff resume.")
  package static let fixNoClaude = Phrase(
    "Install Claude Code, or name its program: handoff config set claude PATH")
  package static let checkSilentClaude = Phrase("{path} does not tell its version.")
  package static let fixSilentClaude = Phrase("See what it says: {path} --version")

  package static let checkEventsWithoutHooks = Phrase("No hooks are registered.")
  package static let checkEventsWithoutVersion = Phrase("The version of Claude Code is unknown.")
  package static let checkEventsVoid = Phrase(
    "Claude Code {version} may not know {events}, and would then ignore all of {path}")
  package static let checkEventsIgnored = Phrase(
    "Claude Code {version} may not know {events}, and would then ignore that.")
  package static let fixForeignEvents = Phrase(
    "Update Claude Code (claude update), or remove them: {path}")
  package static let checkEventsMissing = Phrase(
    "Claude Code knows {events}, too, but no hook is registered for that.")
  package static let checkEvents = Phrase("Claude Code {version} knows all of them.")

  // MARK: - Programs

  package static let checkLibgit2 = Phrase("libgit2 {version}")
  package static let checkLibcurl = Phrase("libcurl {version}")
  package static let checkNoLibcurl = Phrase("{reason}, which remotes over https need.")
  package static let checkLibcurlUnused = Phrase("{reason} (only remotes over https need it)")
  package static let fixNoLibcurl = Phrase("Install or update it: apt-get install libcurl4")
  package static let checkSSHVariable = Phrase(
    "{variable} is set: hooks have it only if Claude Code has it.")
  package static let checkNoSSH = Phrase("There is no program ssh, which remotes over ssh need.")
  package static let checkSSHUnused = Phrase("no ssh (only remotes over ssh need it)")
  package static let fixNoSSH = Phrase("Install OpenSSH: apt-get install openssh-client")

  // MARK: - The remote

  package static let checkLocalRemote = Phrase("{address}, a path on this computer")
  package static let checkSSHRemote = Phrase("{address}, over ssh")
  package static let checkHTTPRemote = Phrase("{address}, over http(s)")
  package static let checkGitRemote = Phrase("{address}, over git's own protocol")
  package static let checkOtherRemote = Phrase("{address}, over {scheme}")
  package static let checkPushAddress = Phrase("pushes go to {address}")
  package static let checkFirstAnswer = Phrase("first answer after {n} ms")
  package static let checkRedirect = Phrase("redirected to {address}")
  package static let checkProxy = Phrase("through the proxy {proxy}")
  package static let checkConnectedBy = Phrase("connected by {program}")

  package static let checkUnreached = Phrase("The remote was not reached.")
  package static let checkServerLocal = Phrase("The remote is on this computer.")
  package static let checkTasks = Phrase(
    "A new clone of the remote was made, and {n} tasks of it were read.",
    one: "A new clone of the remote was made, and {n} task of it was read.")
  package static let checkTaskRefused = Phrase("{task}: {reason}")
  package static let checkMoreTasks = Phrase("and {n} more tasks", one: "and {n} more task")
  package static let checkTaskUnread = Phrase("its file cannot be read")
  package static let fixTaskRefused = Phrase(
    "Other tasks are not affected. The machine that wrote it writes it anew: handoff snapshot --force"
  )
  package static let checkGitProtocol = Phrase(
    "git:// proves and hides nothing: anybody on the way can read and change what is sent.")
  package static let fixGitProtocol = Phrase(
    "Use ssh or https: handoff init --remote URL --repo PATH")
  package static let checkPlainHTTP = Phrase(
    "http:// proves and hides nothing: anybody on the way can read and change what is sent.")
  package static let fixPlainHTTP = Phrase(
    "Use https: git remote set-url, or handoff init --remote https://…")
  package static let checkAnyHostKey = Phrase(
    "ssh accepts every host key there (StrictHostKeyChecking no).")
  package static let fixAnyHostKey = Phrase(
    "Remove that from ~/.ssh/config, then accept the key once by hand.")
  package static let checkHostKey = Phrase("known: {key}")
  package static let checkHostKeyAccepted = Phrase("accepted by ssh")
  package static let checkAnyCertificate = Phrase(
    "The certificate was not verified: http.sslVerify is off.")
  package static let fixAnyCertificate = Phrase(
    "Turn it on again: git config --global --unset http.sslVerify")
  package static let checkCertificateExpired = Phrase("The certificate has expired.")
  package static let checkCertificateExpires = Phrase(
    "The certificate expires in {n} days.", one: "The certificate expires in {n} day.")
  package static let fixCertificateExpires = Phrase("Ask whoever runs the server to renew it.")
  package static let checkCertificateValid = Phrase("valid for {n} more days")
  package static let checkCertificateSubject = Phrase("for {name}")
  package static let checkCertificateIssuer = Phrase("from {name}")
  package static let checkCertificateAccepted = Phrase("accepted")

  package static let checkLoginUnreached = Phrase("The login was not reached.")
  package static let checkLoginless = Phrase("This kind of remote has no login.")
  package static let checkSSHLogin = Phrase("ssh logged in, with its own keys or agent")
  package static let checkSSHLoginAs = Phrase(
    "ssh logged in as {user}, with its own keys or agent")
  package static let checkNoLoginNeeded = Phrase("none was needed for reading")
  package static let checkCredential = Phrase("from {source}")
  package static let checkCredentialOf = Phrase("from {source}, user {user}")

  package static let checkNotAsked = Phrase("The repository was not reached.")
  package static let checkEmptyRemote = Phrase("an empty repository")
  package static let checkBranches = Phrase("branches: {names}")
  package static let checkMoreBranches = Phrase("branches: {names} and {n} more")
  package static let checkWritableFiles = Phrase("its files can be written")
  package static let checkWritableRemote = Phrase(
    "the remote let a push begin; nothing was sent")

  package static let checkNoClock = Phrase("The remote does not tell its time.")
  package static let checkClock = Phrase("{n} s apart")
  package static let checkClockAhead = Phrase(
    "This computer's clock is {n} s ahead of the remote's: older snapshots may look newer.")
  package static let checkClockBehind = Phrase(
    "This computer's clock is {n} s behind the remote's: newer snapshots may look older.")
  package static let fixClock = Phrase("Set it: timedatectl set-ntp true")

  package static let checkPublic = Phrase("Anybody can read the snapshots: {how}.")
  package static let fixPublicFiles = Phrase("Fix it: chmod -R o-rwx {path}")
  package static let fixPublicProtocol = Phrase("Use ssh or https, or a network of your own.")
  package static let fixPublicRepository = Phrase(
    "Make the repository private in its settings there.")
}
