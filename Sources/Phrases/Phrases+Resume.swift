/// The texts of `resume`.
extension Phrases {
  package static let taskUnreadable = Phrase(
    "{path} cannot be read: {reason}.", zh: "无法读取 {path}：{reason}。")
  package static let taskUnreadableHint = Phrase(
    "Look at it: handoff show {task}", zh: "查看内容：handoff show {task}")

  package static let resumeStartingAgent = Phrase(
    "Starting {agent} in {folder}", zh: "正在 {folder} 启动 {agent}")
  package static let resumeWithoutToken = Phrase(
    "The session does not get HANDOFF_TOKEN. Without another login its snapshots wait for: handoff sync",
    zh: "这个会话拿不到 HANDOFF_TOKEN。没有别的登录方式时，它的快照要等：handoff sync")
  package static let resumeRunsHere = Phrase(
    "“{title}” runs here, on {machine}; {other} is not touched. Prompt: {size}, read it: handoff "
      + "resume {task} --print",
    zh: "“{title}”将在本机（{machine}）运行；不会动 {other}。提示词 {size}，查看：handoff "
      + "resume {task} --print")
  package static let resumePrompt = Phrase(
    "Prompt: {size}, read it: handoff resume {task} --print",
    zh: "提示词 {size}，查看：handoff resume {task} --print")
  package static let resumeTaken = Phrase(
    "Taken over: {machines} {n:sees|see} it.", zh: "已接手，{machines} 都能看到。")
  package static let resumeTakenAlone = Phrase("Taken over.", zh: "已接手。")
  package static let resumeTakenOffline = Phrase(
    "Offline: others see that you took over after the next push.",
    zh: "离线：下次推送后其他机器才知道你接手了。")
  package static let sessionName = Phrase("{title} (from {machine})", zh: "{title}（来自 {machine}）")
  package static let takeOpen = Phrase(
    "“{title}” is open on {machine}, last answer {time}. If both go on it forks: both sides are kept "
      + "and shown.",
    zh: "“{title}”在 {machine} 上还开着，{time}有回复。两边都继续就会分叉：两边都会保留并列出。")
  package static let takeClaimed = Phrase(
    "{machine} took this over {time} and has not answered yet.",
    zh: "{machine} {time}接手，还没有回复。")
  package static let takeHint = Phrase(
    "Carry on all the same: handoff resume {id} --take", zh: "仍要继续：handoff resume {id} --take")
  package static let takeFork = Phrase("Carry on here?", zh: "在这里继续？")
  package static let takeHere = Phrase(
    "carry on here; {machine} is told at its next prompt",
    zh: "在这里继续；{machine} 下次输入时会收到提示")
  package static let takeBack = Phrase("back", zh: "返回")
  package static let forkTitle = Phrase(
    "“{title}” went on in several places.", zh: "“{title}”在多处继续过。")
  package static let forkSide = Phrase(
    "{n} answers since, {time}", one: "{n} answer since, {time}", zh: "之后有 {n} 次回复，{time}")
  package static let forkWhich = Phrase(
    "“{title}” went on in several places: {sides}.", zh: "“{title}”在多处继续过：{sides}。")
  package static let forkWhichHint = Phrase(
    "Name one of them, such as: {id}@{machine}", zh: "指定其中一个，例如：{id}@{machine}")
  package static let resumeThere = Phrase("There: {facts}", zh: "那边：{facts}")
  package static let resumeHere = Phrase("Here: {facts}", zh: "本机：{facts}")
  package static let resumeSystems = Phrase(
    "System: {there} there, {here} here", zh: "系统：那边 {there}，本机 {here}")
  package static let resumeVersions = Phrase(
    "Claude Code: {there} there, {here} here", zh: "Claude Code：那边 {there}，本机 {here}")
  package static let resumeNotRunning = Phrase(
    "Not running here: {programs}", zh: "本机没有运行：{programs}")
  package static let resumeOthers = Phrase(
    "Other repositories there: {repositories}", zh: "那边的其他仓库：{repositories}")
  package static let resumeOlder = Phrase(
    "An older conversation of this task lies here: cd {folder}; claude --resume {session}",
    zh: "这个任务较早的一段对话就在本机：cd {folder}; claude --resume {session}")
  package static let resumeSwitch = Phrase(
    "Fetch and switch to {branch} first?", zh: "先拉取并切换到 {branch}？")
  package static let resumeSwitchYes = Phrase("yes, switch", zh: "是，切换")
  package static let resumeSwitchNo = Phrase("no, stay on this branch", zh: "否，留在当前分支")
  package static let resumeSwitched = Phrase("On {branch} now.", zh: "已切换到 {branch}。")
  package static let resumeBranchMissing = Phrase(
    "The remote has no branch {branch}.", zh: "远程仓库没有分支 {branch}。")
  package static let resumeBranchDiverged = Phrase(
    "{branch} has commits here that the remote's has not, and the other way round.",
    zh: "{branch} 在本机和远程仓库各有对方没有的提交。")
  package static let resumeBranchTaken = Phrase(
    "{branch} cannot be checked out here now.", zh: "现在无法在这里检出 {branch}。")
  package static let resumeBranchBusy = Phrase(
    "A rebase, a merge or the like is not finished here; the branch stays as it is.",
    zh: "这里有没做完的变基、合并之类的操作，分支保持原样。")
  package static let progressBranch = Phrase("Fetching {branch}", zh: "正在拉取 {branch}")
  package static let placeBranch = Phrase("{branch} at {commit}", zh: "{branch}（{commit}）")
  package static let placeFiles = Phrase(
    "{n} files only there", one: "{n} file only there", zh: "{n} 个文件只在那边")
  package static let placeCommits = Phrase(
    "{n} commits only there", one: "{n} commit only there", zh: "{n} 个提交只在那边")
  package static let placeChanged = Phrase(
    "{n} files changed", one: "{n} file changed", zh: "{n} 个文件有改动")
  package static let placeClean = Phrase("clean", zh: "无改动")
  package static let placeNoCommit = Phrase("the commit is not here", zh: "本机没有这个提交")
  package static let resumeOwn = Phrase(
    "Your own session, interrupted {time}: the conversation itself goes on in {folder} "
      + "(from notes instead: --fresh-session)",
    zh: "这是本机的会话，{time}中断：完整对话在 {folder} 里继续（改从笔记开始："
      + "--fresh-session）")
  package static let resumeOwnUndated = Phrase(
    "Your own session: the conversation itself goes on in {folder} "
      + "(from notes instead: --fresh-session)",
    zh: "这是本机的会话：完整对话在 {folder} 里继续（改从笔记开始：--fresh-session）")
  package static let resumeOpen = Phrase(
    "This session is open on this machine since {time}: process {process}.",
    zh: "这个会话从{time}起就在本机开着：进程 {process}。")
  package static let resumeOpenHint = Phrase(
    "A second one from its notes: handoff resume {task} --fresh-session",
    zh: "从笔记另开一个会话：handoff resume {task} --fresh-session")
  package static let resumeProjectMissing = Phrase(
    "{project} is not on this machine; looked in {n} folders.",
    one: "{project} is not on this machine; looked in {n} folder.",
    zh: "本机没有 {project}；找过 {n} 个目录。")
  package static let resumeProjectMissingHint = Phrase(
    "Change to the folder of a clone of {address} and run this there",
    zh: "进入 {address} 的克隆所在的目录，在那里重新运行")
  package static let resumeClone = Phrase(
    "clone {address} into {folder}, as there", zh: "克隆 {address} 到 {folder}（和那边一样）")
  package static let resumeOtherFolder = Phrase("another folder…", zh: "换个目录…")
  package static let resumeWhichFolder = Phrase(
    "Clone {address} into which new folder?", zh: "把 {address} 克隆到哪个新目录？")
  package static let resumePrintOnly = Phrase("print the prompt only", zh: "只打印提示词")
  package static let resumeProjectTwice = Phrase(
    "{project} is in several folders here.", zh: "{project} 在本机的多个目录里都有。")
  package static let resumeProjectTwiceHint = Phrase(
    "Change to one of them and run this there: {folders}",
    zh: "进入其中一个目录，在那里重新运行：{folders}")
  package static let progressProject = Phrase("Cloning {project}", zh: "正在克隆 {project}")
  package static let resumeNoAgent = Phrase(
    "--with needs the name of an agent, or a command.",
    zh: "--with 需要一个智能体的名称或一条命令。")
  package static let resumeNoAgentHint = Phrase("Such as: --with codex", zh: "例如：--with codex")
  package static let resumeNotHere = Phrase(
    "The project is not on this machine. Here is the prompt for a new session.",
    zh: "本机没有这个项目。下面是给新会话用的提示词。")
  package static let resumeUnknownSession = Phrase(
    "This version of Claude Code does not say which session this is, so the session's snapshot "
      + "will not show that it took this task over.",
    zh: "这个版本的 Claude Code 不告知当前是哪个会话，所以会话的快照里看不出它接手了这个任务。")
  package static let resumeUnknownSessionHint = Phrase(
    "Run this again with: --session ID", zh: "加上这个选项重新运行：--session ID")
  package static let resumeWhichHint = Phrase(
    "List the tasks: handoff list; then: handoff resume N",
    zh: "先列出任务：handoff list；再运行：handoff resume N")
  package static let resumeFolderRefused = Phrase(
    "Cannot change to the folder {folder}", zh: "无法进入目录 {folder}")
  package static let resumeStartFailed = Phrase(
    "Cannot start {program}: {reason}.", zh: "无法启动 {program}：{reason}。")
  package static let resumeStartFailedHint = Phrase(
    "Install it, or print the prompt: handoff resume {task} --print",
    zh: "先安装它，或者打印提示词：handoff resume {task} --print")
}
