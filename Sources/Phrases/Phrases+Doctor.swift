/// The texts of the doctor's checks: their titles, what they find, and how to fix it.
extension Phrases {
  // MARK: - Titles

  package static let groupMachine = Phrase("This machine", zh: "本机")
  package static let groupClone = Phrase("The clone", zh: "克隆")
  package static let groupState = Phrase("State", zh: "状态")
  package static let groupClaude = Phrase(always: "Claude Code")
  package static let groupPrograms = Phrase("Programs", zh: "程序")
  package static let groupRemote = Phrase("The remote", zh: "远程仓库")

  package static let titleConfiguration = Phrase("Configuration", zh: "配置")
  package static let titleMachine = Phrase("Name", zh: "名称")
  package static let titleClone = Phrase("Clone", zh: "克隆")
  package static let titleChanges = Phrase("Working tree", zh: "工作目录")
  package static let titleIdentity = Phrase("Commit author", zh: "提交作者")
  package static let titleSync = Phrase("Sync", zh: "同步")
  package static let titleState = Phrase("State folder", zh: "状态目录")
  package static let titleLog = Phrase("Event log", zh: "事件日志")
  package static let titleHooks = Phrase("Hooks", zh: "钩子")
  package static let titleLogin = Phrase("Login for summaries", zh: "摘要所需的登录")
  package static let titleClaude = Phrase("The claude program", zh: "claude 程序")
  package static let titleEvents = Phrase("Hook events", zh: "钩子事件")
  package static let titleVersions = Phrase("Versions", zh: "版本")
  package static let titleRemote = Phrase("Remote", zh: "远程仓库")
  package static let titleServer = Phrase("Host key or certificate", zh: "主机密钥或证书")
  package static let titleCredential = Phrase("Login", zh: "登录")
  package static let titleRead = Phrase("Read access", zh: "读权限")
  package static let titleWrite = Phrase("Write access", zh: "写权限")
  package static let titleClock = Phrase("Clock", zh: "时钟")
  package static let titlePrivacy = Phrase("Privacy", zh: "隐私")
  package static let titleTasks = Phrase("Tasks on the remote", zh: "远程仓库里的任务")

  // MARK: - Any check

  package static let checkNeeds = Phrase("skipped: needs {check}", zh: "已跳过：依赖“{check}”")
  package static let checkUnknown = Phrase("Unknown: {reason}.", zh: "未知：{reason}。")
  package static let checkNotWritable = Phrase("You cannot write to {path}", zh: "你不能写入 {path}")
  package static let checkSlow = Phrase(
    "It took longer than {n} s and was stopped.", zh: "超过 {n} 秒，已停止。")
  package static let fixSlow = Phrase(
    "Try it alone, with more time: handoff doctor {check} --deadline 120",
    zh: "给它更多时间，单独再试：handoff doctor {check} --deadline 120")
  package static let checkCrashed = Phrase(
    "The check itself crashed: {reason}.", zh: "检查本身崩溃了：{reason}。")
  package static let fixCrashed = Phrase(
    "Report it as a bug in handoff, with the output of: handoff doctor --json",
    zh: "作为 handoff 的错误报告，并附上这条命令的输出：handoff doctor --json")
  package static let crashExited = Phrase("it ended with status {status}", zh: "以状态 {status} 结束")
  package static let crashExitedSaying = Phrase(
    "it ended with status {status}: {text}", zh: "以状态 {status} 结束：{text}")
  package static let crashSignalled = Phrase("signal {signal} ended it", zh: "被信号 {signal} 终止")
  package static let crashSignalledSaying = Phrase(
    "signal {signal} ended it: {text}", zh: "被信号 {signal} 终止：{text}")
  package static let crashSilent = Phrase("it ended without a result", zh: "结束时没有给出结果")
  package static let crashEndless = Phrase("it wrote a line without an end", zh: "输出的一行没有结尾")
  package static let doctorWorkerAlone = Phrase(
    "Only handoff doctor starts this.", zh: "只能由 handoff doctor 启动。")
  package static let durationSeconds = Phrase("{n} s", zh: "{n} 秒")
  package static let durationMinutes = Phrase("{n} min", zh: "{n} 分钟")
  package static let durationHours = Phrase("{n} h", zh: "{n} 小时")
  package static let durationDays = Phrase("{n} days", one: "{n} day", zh: "{n} 天")

  // MARK: - The lines of groups

  package static let summaryClone = Phrase("{path} on {branch}", zh: "{path}（分支 {branch}）")
  package static let summaryLogin = Phrase("logged in", zh: "已登录")
  package static let summaryHooks = Phrase("hooks registered", zh: "钩子已注册")
  package static let summaryReads = Phrase("reads", zh: "可读")
  package static let summaryWrites = Phrase("writes", zh: "可写")
  package static let summaryPrivate = Phrase("private", zh: "私有")

  // MARK: - This machine

  package static let checkNoConfiguration = Phrase("{path} does not exist yet.", zh: "{path} 还不存在。")
  package static let checkUnknownSettings = Phrase(
    "{path} has settings that handoff does not know: {names}.",
    zh: "{path} 里有 handoff 不认识的设置：{names}。")
  package static let fixUnknownSettings = Phrase(
    "Remove them, or look up the right names: handoff config",
    zh: "删除它们，或查看正确的名称：handoff config")
  package static let checkSettingFromEnvironment = Phrase(
    "{setting} comes from the environment ({variable}).",
    zh: "{setting} 来自环境变量（{variable}）。")
  package static let checkConfigurationOpen = Phrase(
    "Other users can change {path}", zh: "其他用户能改动 {path}")
  package static let fixConfigurationOpen = Phrase(
    "Fix it: chmod go-w {path}", zh: "修复：chmod go-w {path}")
  package static let checkMachineName = Phrase(
    "{machine}, from {origin}", zh: "{machine}，来自 {origin}")

  // MARK: - The clone

  package static let checkClone = Phrase("{path}, branch {branch}", zh: "{path}，分支 {branch}")
  package static let checkCloneRemote = Phrase("remote: {address}", zh: "远程仓库：{address}")
  package static let checkCloneForeign = Phrase(
    "{path} belongs to another user ({user}).", zh: "{path} 属于另一个用户（{user}）。")
  package static let fixCloneForeign = Phrase(
    "Take ownership: chown -R {user} {path}", zh: "取得所有权：chown -R {user} {path}")
  package static let fixCloneNotWritable = Phrase(
    "Give yourself write access: chmod -R u+rwX {path}", zh: "给自己写权限：chmod -R u+rwX {path}")
  package static let checkCloneChangeable = Phrase(
    "Other users of this computer can change {path}", zh: "这台计算机的其他用户能改动 {path}")
  package static let checkCloneReadable = Phrase(
    "Other users of this computer can read {path}", zh: "这台计算机的其他用户能读取 {path}")
  package static let fixCloneOpen = Phrase(
    "Fix it: chmod go-rwx {path}", zh: "修复：chmod go-rwx {path}")

  package static let checkSyncedFolder = Phrase(
    "{path} lies in a folder that {service} syncs file by file, which can damage a repository",
    zh: "{path} 所在的目录由 {service} 逐个文件同步，可能会损坏仓库")
  package static let fixSyncedClone = Phrase(
    "Move it out of there, then run: handoff config set repo FOLDER",
    zh: "把它移到别处，然后运行：handoff config set repo FOLDER")
  package static let fixSyncedState = Phrase(
    "Move it out of there, and set XDG_STATE_HOME to the folder above it",
    zh: "把它移到别处，并把 XDG_STATE_HOME 设为它的上级目录")
  package static let fixSyncedRemote = Phrase(
    "Use a remote that is reached by ssh or https: handoff init --help",
    zh: "改用通过 ssh 或 https 访问的远程仓库：handoff init --help")

  package static let checkUnfinished = Phrase(
    "A merge, rebase or the like was left unfinished there ({mark}).",
    zh: "那里有没做完的合并、变基之类的操作（{mark}）。")
  package static let fixUnfinished = Phrase(
    "handoff goes on beside it. Whoever began it finishes it there: {path}",
    zh: "不影响 handoff。开始这个操作的人应在那里把它做完：{path}")
  package static let checkShared = Phrase(
    "Another installation writes as {machine}, too.", zh: "另一处安装也在用 {machine} 这个名称。")
  package static let fixShared = Phrase(
    "Give one of them a name of its own: handoff init --machine NAME",
    zh: "给其中一处单独起个名称：handoff init --machine NAME")
  package static let checkLocalHooks = Phrase(
    "Hooks of a remote at a path do not run when handoff pushes: {names}.",
    zh: "远程仓库是一个路径时，handoff 推送不会运行它的钩子：{names}。")
  package static let fixLocalHooks = Phrase(
    "Where they are to run, use the remote over ssh, also on this computer.",
    zh: "如果需要运行，即使在同一台计算机上，也请通过 ssh 访问远程仓库。")
  package static let titleObjects = Phrase("Objects", zh: "对象")
  package static let checkObjects = Phrase(
    "All commits, folders and files can be read.", zh: "所有提交、目录和文件都能读取。")
  package static let checkObjectsPartly = Phrase(
    "The newest commits and all of their files can be read; there was no time for older ones.",
    zh: "最新的提交及其所有文件都能读取；更早的来不及检查。")
  package static let checkOtherBranch = Phrase(
    "{branch} is checked out there. {pinned} is synchronised all the same.",
    zh: "那里检出的是 {branch}。同步的仍是 {pinned}。")
  package static let fixOlder = Phrase(
    "Update handoff on {machine}.", zh: "更新 {machine} 上的 handoff。")
  package static let checkNewer = Phrase(
    "{machine} runs handoff {version}, and this machine {own}: what the newer one writes is kept here, but "
      + "not all of it is understood.",
    zh: "{machine} 运行 handoff {version}，本机是 {own}：较新版本写入的内容在这里会保留，但不是全部都能识别。")
  package static let fixNewer = Phrase(
    "Install handoff {version} on this machine, too.", zh: "在本机上也安装 handoff {version}。")
  package static let checkIndex = Phrase(
    "The clone's index cannot be read. No task depends on it.",
    zh: "无法读取克隆的索引。没有任务依赖它。")
  package static let fixIndex = Phrase("Make it anew: handoff sync", zh: "重新生成：handoff sync")
  package static let checkStaleLock = Phrase(
    "A program that was killed left a lock: {path}", zh: "某个被终止的程序留下了锁：{path}")
  package static let fixStaleLock = Phrase(
    "If no git program is running, remove it: rm {path}",
    zh: "如果没有 git 程序在运行，删除它：rm {path}")
  package static let checkChangedFiles = Phrase(
    "{n} files were changed by hand and are not committed: {names}.",
    one: "{n} file was changed by hand and is not committed: {names}.",
    zh: "有 {n} 个文件被手动改动，没有提交：{names}。")
  package static let checkChangedFile = Phrase("{path} ({change})", zh: "{path}（{change}）")
  package static let fixChangedFiles = Phrase(
    "handoff leaves changes by hand alone; look at them there: {path}",
    zh: "handoff 不动手动的改动；可在那里查看：{path}")
  package static let checkClean = Phrase("clean, no locks", zh: "无改动，没有锁")

  package static let checkAuthor = Phrase(
    "{name} <{email}>, from git's configuration", zh: "{name} <{email}>，来自 git 的配置")
  package static let checkNoAuthor = Phrase(
    "handoff on {machine}: git has no user.name and user.email here, which is fine.",
    zh: "handoff on {machine}：这里的 git 没有设置 user.name 和 user.email，没有关系。")

  package static let checkNeverPushed = Phrase(
    "Nothing was pushed from here yet; nothing to push.",
    zh: "还没从本机推送过，也没有待推送的内容。")
  package static let checkNeverPushedLate = Phrase(
    "Nothing was pushed from here yet, and {n} commits are waiting.",
    one: "Nothing was pushed from here yet, and {n} commit is waiting.",
    zh: "还没从本机推送过，有 {n} 个提交在等待。")
  package static let checkPushed = Phrase(
    "Last push {time} ago; nothing to push.", zh: "{time}前推送过，没有待推送的内容。")
  package static let checkUnpushed = Phrase(
    "Last push {time} ago; {n} commits to push.", one: "Last push {time} ago; {n} commit to push.",
    zh: "{time}前推送过，有 {n} 个提交待推送。")
  package static let checkUnpushedLate = Phrase(
    "Last push {time} ago; {n} commits have been waiting for too long.",
    one: "Last push {time} ago; {n} commit has been waiting for too long.",
    zh: "{time}前推送过，有 {n} 个提交等得太久了。")
  package static let fixUnpushed = Phrase(
    "Push now, and see what is in the way: handoff sync",
    zh: "立即推送，看看有什么问题：handoff sync")
  package static let checkWaitingSessions = Phrase(
    "{n} sessions go with the next push.", one: "{n} session goes with the next push.",
    zh: "{n} 个会话会在下次一起推送。")

  // MARK: - State

  package static let checkNoState = Phrase(
    "It is created when it is first needed.", zh: "首次需要时会创建。")
  package static let fixStateNotWritable = Phrase(
    "Fix it: chown -R {user} {path} && chmod -R u+rwX {path}",
    zh: "修复：chown -R {user} {path} && chmod -R u+rwX {path}")
  package static let checkStateOpen = Phrase(
    "Other users have access to {path}", zh: "其他用户能访问 {path}")
  package static let fixStateOpen = Phrase(
    "Fix it: chmod -R go= {path}", zh: "修复：chmod -R go= {path}")
  package static let checkSpace = Phrase("{size} free at {path}", zh: "{path} 处剩余 {size}")
  package static let checkNoSpace = Phrase("Only {size} free at {path}", zh: "{path} 处只剩 {size}")
  package static let fixNoSpace = Phrase(
    "Make room there: du -sh {path}", zh: "在那里腾出空间：du -sh {path}")

  package static let checkNoErrors = Phrase("no errors", zh: "没有错误")
  package static let checkNoNewErrors = Phrase("no errors since the last push", zh: "上次推送以来没有错误")
  package static let checkErrors = Phrase(
    "{n} errors in the last day, all since the last push. The newest:",
    one: "{n} error in the last day, since the last push:",
    zh: "最近一天有 {n} 个错误，都在上次推送之后。最新的是：")
  package static let fixErrors = Phrase("See them all: handoff log", zh: "查看全部：handoff log")

  // MARK: - Claude Code

  package static let fixInstall = Phrase("Run: handoff install", zh: "运行：handoff install")
  package static let checkSettingsBroken = Phrase(
    "Claude Code cannot read {path}: {reason}", zh: "Claude Code 无法读取 {path}：{reason}")
  package static let fixSettingsBroken = Phrase("Fix it in an editor: {path}", zh: "用编辑器修好它：{path}")
  package static let checkNoHooks = Phrase(
    "No hooks are registered in {path}", zh: "{path} 里没有注册钩子")
  package static let checkPluginHooks = Phrase(
    "registered by the plugin {plugin}", zh: "由插件 {plugin} 注册")
  package static let checkHooksTwice = Phrase(
    "The hooks are in {path} and in the plugin {plugin}: each runs twice.",
    zh: "{path} 和插件 {plugin} 里都有钩子：每个都会运行两次。")
  package static let fixHooksTwice = Phrase(
    "Keep one of the two: handoff uninstall, or disable the plugin with /plugin",
    zh: "两处只留一处：handoff uninstall，或用 /plugin 停用插件")
  package static let checkHookMissing = Phrase(
    "{program} is not registered for {event} in {path}",
    zh: "{program} 没有在 {path} 里注册到 {event}")
  package static let checkHookRepeated = Phrase(
    "The hook for {event} is registered more than once in {path}",
    zh: "{event} 的钩子在 {path} 里注册了不止一次")
  package static let checkHookBroken = Phrase(
    "The hook for {event} runs {program}, which is not a program.",
    zh: "{event} 的钩子运行 {program}，而它不是程序。")
  package static let fixHookBroken = Phrase(
    "Install the package again, or in its sources: scripts/install; then: handoff install",
    zh: "重新安装软件包，或在源码目录里运行：scripts/install；然后：handoff install")
  package static let checkHooksElsewhere = Phrase(
    "They run {program}, which is not in the folder of this handoff ({folder}).",
    zh: "它们运行 {program}，不在这个 handoff 的目录（{folder}）里。")
  package static let checkHooks = Phrase("{events} in {path}", zh: "{events}，在 {path}")
  package static let checkHookInProject = Phrase(
    "{path} registers a hook for {event}, too: it runs twice.",
    zh: "{path} 也注册了 {event} 的钩子：它会运行两次。")
  package static let fixHookInProject = Phrase(
    "Remove it there in an editor: {path}", zh: "用编辑器从那里删除：{path}")
  package static let checkHooksManaged = Phrase(
    "{path} allows no hooks but its own (allowManagedHooksOnly).",
    zh: "{path} 只允许它自己的钩子（allowManagedHooksOnly）。")
  package static let fixHooksManaged = Phrase(
    "Ask whoever manages this machine to add handoff's hooks there.",
    zh: "请管理这台机器的人把 handoff 的钩子加进去。")
  package static let checkHooksDisabled = Phrase(
    "{path} disables all hooks (disableAllHooks).",
    zh: "{path} 停用了所有钩子（disableAllHooks）。")
  package static let fixHooksDisabled = Phrase(
    "Remove disableAllHooks there in an editor: {path}",
    zh: "用编辑器从那里删除 disableAllHooks：{path}")

  package static let checkLoginUnused = Phrase(
    "Summaries are made without a model (summarizer is extract).",
    zh: "摘要不用模型生成（summarizer 是 extract）。")
  package static let checkLoginHidden = Phrase(
    "The login may be in the keychain, which is not checked.",
    zh: "登录信息可能在钥匙串里，没有检查。")
  package static let checkNoLogin = Phrase(
    "Claude Code is not logged in: summaries are made without a model.",
    zh: "Claude Code 没有登录：摘要不用模型生成。")
  package static let fixNoLogin = Phrase(
    "Log in: start claude and type /login; or go without: handoff config set summarizer extract",
    zh: "登录：启动 claude，输入 /login；或者不用模型：handoff config set summarizer extract")
  package static let loginInEnvironment = Phrase(
    "{variable} in the environment", zh: "环境变量 {variable}")
  package static let loginInSettings = Phrase("{variable} in {path}", zh: "{path} 里的 {variable}")
  package static let loginInFile = Phrase("{path}, plan {plan}", zh: "{path}，套餐 {plan}")
  package static let loginInKeychain = Phrase(
    "an account in {path}; its token is in the keychain", zh: "{path} 里的账户；令牌在钥匙串里")

  package static let checkClaude = Phrase("{version}, {path}", zh: "{version}，{path}")
  package static let checkOtherClaude = Phrase(
    "also here: {version}, {path}", zh: "还有一个：{version}，{path}")
  package static let checkUnknownVersion = Phrase("unknown version", zh: "未知版本")
  package static let checkStrayClaude = Phrase(
    "{name} is not in PATH, but there is one at {path}",
    zh: "{name} 不在 PATH 里，但 {path} 有一个")
  package static let fixStrayClaude = Phrase(
    "Name it: handoff config set claude {path}", zh: "指定它：handoff config set claude {path}")
  package static let checkNoClaude = Phrase(
    "There is no program {name}: no summaries by a model, no handoff resume.",
    zh: "没有程序 {name}：不能用模型生成摘要，也不能用 handoff resume。")
  package static let fixNoClaude = Phrase(
    "Install Claude Code, or name its program: handoff config set claude PATH",
    zh: "安装 Claude Code，或指定程序：handoff config set claude PATH")
  package static let checkSilentClaude = Phrase(
    "{path} does not tell its version.", zh: "{path} 不告知版本。")
  package static let fixSilentClaude = Phrase(
    "See what it says: {path} --version", zh: "看看它输出什么：{path} --version")

  package static let checkEventsWithoutHooks = Phrase("No hooks are registered.", zh: "没有注册钩子。")
  package static let checkEventsWithoutVersion = Phrase(
    "The version of Claude Code is unknown.", zh: "Claude Code 的版本未知。")
  package static let checkEventsVoid = Phrase(
    "Claude Code {version} may not know {events}, and would then ignore all of {path}",
    zh: "Claude Code {version} 可能不认识 {events}，那样就会忽略整个 {path}")
  package static let checkEventsIgnored = Phrase(
    "Claude Code {version} may not know {events}, and would then ignore that.",
    zh: "Claude Code {version} 可能不认识 {events}，那样就会忽略它们。")
  package static let fixForeignEvents = Phrase(
    "Update Claude Code (claude update), or remove them: {path}",
    zh: "更新 Claude Code（claude update），或删除它们：{path}")
  package static let checkEventsMissing = Phrase(
    "Claude Code knows {events}, too, but no hook is registered for that.",
    zh: "Claude Code 也认识 {events}，但没有为它们注册钩子。")
  package static let checkEvents = Phrase(
    "Claude Code {version} knows all of them.", zh: "Claude Code {version} 全都认识。")

  // MARK: - Programs

  package static let checkLibgit2 = Phrase(always: "libgit2 {version}")
  package static let checkLibcurl = Phrase(always: "libcurl {version}")
  package static let checkNoLibcurl = Phrase(
    "{reason}, which remotes over https need.", zh: "{reason}，通过 https 访问远程仓库时需要它。")
  package static let checkLibcurlUnused = Phrase(
    "{reason} (only remotes over https need it)",
    zh: "{reason}（只有通过 https 访问远程仓库时才需要）")
  package static let fixNoLibcurl = Phrase(
    "Install or update it: {command}", zh: "安装或更新：{command}")
  package static let checkSSHVariable = Phrase(
    "{variable} is set: hooks have it only if Claude Code has it.",
    zh: "设置了 {variable}：只有 Claude Code 有它，钩子才有。")
  package static let checkNoSSH = Phrase(
    "There is no program ssh, which remotes over ssh need.",
    zh: "没有程序 ssh，通过 ssh 访问远程仓库时需要它。")
  package static let checkSSHUnused = Phrase(
    "no ssh (only remotes over ssh need it)", zh: "没有 ssh（只有通过 ssh 访问远程仓库时才需要）")
  package static let fixNoSSH = Phrase(
    "Install OpenSSH: {command}", zh: "安装 OpenSSH：{command}")

  // MARK: - The remote

  package static let checkLocalRemote = Phrase(
    "{address}, a path on this computer", zh: "{address}，这台计算机上的路径")
  package static let checkSSHRemote = Phrase("{address}, over ssh", zh: "{address}，通过 ssh")
  package static let checkHTTPRemote = Phrase("{address}, over http(s)", zh: "{address}，通过 http(s)")
  package static let checkGitRemote = Phrase(
    "{address}, over git's own protocol", zh: "{address}，通过 git 自己的协议")
  package static let checkOtherRemote = Phrase(
    "{address}, over {scheme}", zh: "{address}，通过 {scheme}")
  package static let checkPushAddress = Phrase("pushes go to {address}", zh: "推送到 {address}")
  package static let checkFirstAnswer = Phrase("first answer after {n} ms", zh: "{n} 毫秒后首次响应")
  package static let checkRedirect = Phrase("redirected to {address}", zh: "重定向到 {address}")
  package static let checkProxy = Phrase("through the proxy {proxy}", zh: "通过代理 {proxy}")
  package static let checkConnectedBy = Phrase("connected by {program}", zh: "由 {program} 连接")

  package static let checkUnreached = Phrase("The remote was not reached.", zh: "没有连上远程仓库。")
  package static let checkServerLocal = Phrase(
    "The remote is on this computer.", zh: "远程仓库在这台计算机上。")
  package static let checkTasks = Phrase(
    "A new clone of the remote was made, and {n} tasks of it were read.",
    one: "A new clone of the remote was made, and {n} task of it was read.",
    zh: "重新克隆了远程仓库，读取了其中 {n} 个任务。")
  package static let checkTaskRefused = Phrase("{task}: {reason}", zh: "{task}：{reason}")
  package static let checkMoreTasks = Phrase(
    "and {n} more tasks", one: "and {n} more task", zh: "以及另外 {n} 个任务")
  package static let checkTaskUnread = Phrase("its file cannot be read", zh: "无法读取它的文件")
  package static let fixTaskRefused = Phrase(
    "Other tasks are not affected. The machine that wrote it writes it anew: handoff snapshot --force",
    zh: "其他任务不受影响。写它的机器可以重新写：handoff snapshot --force")
  package static let checkGitProtocol = Phrase(
    "git:// proves and hides nothing: anybody on the way can read and change what is sent.",
    zh: "git:// 不验证也不加密：途中任何人都能读取和篡改传输的内容。")
  package static let fixGitProtocol = Phrase(
    "Use ssh or https: handoff init --remote URL --repo PATH",
    zh: "改用 ssh 或 https：handoff init --remote URL --repo PATH")
  package static let checkPlainHTTP = Phrase(
    "http:// proves and hides nothing: anybody on the way can read and change what is sent.",
    zh: "http:// 不验证也不加密：途中任何人都能读取和篡改传输的内容。")
  package static let fixPlainHTTP = Phrase(
    "Use https: handoff init --remote https://HOST/PATH",
    zh: "改用 https：handoff init --remote https://HOST/PATH")
  package static let checkAnyHostKey = Phrase(
    "ssh accepts every host key there (StrictHostKeyChecking no).",
    zh: "ssh 在那里接受任何主机密钥（StrictHostKeyChecking no）。")
  package static let fixAnyHostKey = Phrase(
    "Remove that from ~/.ssh/config, then accept the key once by hand.",
    zh: "从 ~/.ssh/config 里删除这一项，再手动接受一次密钥。")
  package static let checkHostKey = Phrase("known: {key}", zh: "已知：{key}")
  package static let checkHostKeyAccepted = Phrase("accepted by ssh", zh: "ssh 已接受")
  package static let checkAnyCertificate = Phrase(
    "The certificate was not verified: http.sslVerify is off.",
    zh: "没有验证证书：http.sslVerify 关着。")
  package static let fixAnyCertificate = Phrase(
    "Turn it on again: remove http.sslVerify from ~/.gitconfig, or GIT_SSL_NO_VERIFY.",
    zh: "重新打开：从 ~/.gitconfig 里删除 http.sslVerify，或取消 GIT_SSL_NO_VERIFY。")
  package static let checkCertificateExpired = Phrase("The certificate has expired.", zh: "证书已过期。")
  package static let checkCertificateExpires = Phrase(
    "The certificate expires in {n} days.", one: "The certificate expires in {n} day.",
    zh: "证书还有 {n} 天过期。")
  package static let fixCertificateExpires = Phrase(
    "Ask whoever runs the server to renew it.", zh: "请服务器的管理者续期。")
  package static let checkCertificateValid = Phrase("valid for {n} more days", zh: "还有 {n} 天有效")
  package static let checkCertificateSubject = Phrase("for {name}", zh: "颁发给 {name}")
  package static let checkCertificateIssuer = Phrase("from {name}", zh: "颁发者 {name}")
  package static let checkCertificateAccepted = Phrase("accepted", zh: "已接受")

  package static let checkLoginUnreached = Phrase("The login was not reached.", zh: "没有走到登录这一步。")
  package static let checkLoginless = Phrase(
    "This kind of remote has no login.", zh: "这种远程仓库不需要登录。")
  package static let checkSSHLogin = Phrase(
    "ssh logged in, with its own keys or agent", zh: "ssh 已登录，用的是它自己的密钥或代理")
  package static let checkSSHLoginAs = Phrase(
    "ssh logged in as {user}, with its own keys or agent",
    zh: "ssh 以 {user} 登录，用的是它自己的密钥或代理")
  package static let checkNoLoginNeeded = Phrase("none was needed for reading", zh: "读取不需要登录")
  package static let checkCredential = Phrase("from {source}", zh: "来自 {source}")
  package static let checkCredentialOf = Phrase(
    "from {source}, user {user}", zh: "来自 {source}，用户 {user}")

  package static let checkNotAsked = Phrase("The repository was not reached.", zh: "没有连上仓库。")
  package static let checkEmptyRemote = Phrase("an empty repository", zh: "空仓库")
  package static let checkBranches = Phrase("branches: {names}", zh: "分支：{names}")
  package static let checkMoreBranches = Phrase(
    "branches: {names} and {n} more", zh: "分支：{names}，以及另外 {n} 个")
  package static let checkWritableFiles = Phrase("its files can be written", zh: "它的文件可以写入")
  package static let checkWritableRemote = Phrase(
    "the remote let a push begin; nothing was sent", zh: "远程仓库允许开始推送；没有发送任何内容")

  package static let checkNoClock = Phrase("The remote does not tell its time.", zh: "远程仓库不告知时间。")
  package static let checkClock = Phrase("{n} s apart", zh: "相差 {n} 秒")
  package static let checkClockAhead = Phrase(
    "This computer's clock is {n} s ahead of the remote's: older snapshots may look newer.",
    zh: "这台计算机的时钟比远程仓库的快 {n} 秒：较旧的快照可能看起来更新。")
  package static let checkClockBehind = Phrase(
    "This computer's clock is {n} s behind the remote's: newer snapshots may look older.",
    zh: "这台计算机的时钟比远程仓库的慢 {n} 秒：较新的快照可能看起来更旧。")
  package static let fixClock = Phrase(
    "Set it: timedatectl set-ntp true", zh: "校准：timedatectl set-ntp true")

  package static let checkPublic = Phrase(
    "Anybody can read the snapshots: {how}.", zh: "任何人都能读取快照：{how}。")
  package static let fixPublicFiles = Phrase(
    "Fix it: chmod -R o-rwx {path}", zh: "修复：chmod -R o-rwx {path}")
  package static let fixPublicProtocol = Phrase(
    "Use ssh or https, or a network of your own.", zh: "改用 ssh 或 https，或者用你自己的网络。")
  package static let fixPublicRepository = Phrase(
    "Make the repository private in its settings there.", zh: "在那边的设置里把仓库设为私有。")
}
