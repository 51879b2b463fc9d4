// Sessions: what passes and workers say, in the event log and at the command line.
extension Phrases {
  package static let gapRepository = Phrase(
    "Uncommitted and unpushed work of the project is not counted: {reason}.",
    zh: "没有统计项目里未提交、未推送的内容：{reason}。")
  package static let gapBranch = Phrase(
    "The project's branch and commit are not known: {reason}.",
    zh: "无法确定项目的分支和提交：{reason}。")
  package static let gapChanges = Phrase(
    "Uncommitted files are not counted: {reason}.", zh: "没有统计未提交的文件：{reason}。")
  package static let gapUnpushed = Phrase(
    "Unpushed commits are not counted: {reason}.", zh: "没有统计未推送的提交：{reason}。")
  package static let gapOwner = Phrase("another user owns the repository", zh: "仓库属于另一个用户")
  package static let gapReftable = Phrase(
    "its references are in a reftable, which libgit2 does not read",
    zh: "引用存在 reftable 里，libgit2 不支持")
  package static let gapNames = Phrase(
    "its objects have names of SHA-256, which libgit2 does not read",
    zh: "对象用 SHA-256 命名，libgit2 不支持")
  package static let gapSplitIndex = Phrase(
    "the index is split, which libgit2 does not read", zh: "索引是拆分的，libgit2 不支持")
  package static let gapSparseIndex = Phrase(
    "the index is sparse, which libgit2 does not read", zh: "索引是稀疏的，libgit2 不支持")
  package static let gapUncheckedIndex = Phrase(
    "the index has no checksum (index.skipHash), and libgit2 does not read it so",
    zh: "索引没有校验和（index.skipHash），libgit2 不支持")

  package static let sessionIsHeld = Phrase(
    "Waited {seconds} seconds for process {process}, which is working on the session {session}.",
    zh: "等了进程 {process} {seconds} 秒，它正在处理会话 {session}。")
  package static let sessionOfTwo = Phrase(
    "Another installation that is called {machine} has a newer snapshot of this session, which stays. "
      + "Give one of them a name of its own: handoff init --machine NAME",
    zh: "另一处也叫 {machine} 的安装有这个会话更新的快照，予以保留。给其中一处单独起个名称："
      + "handoff init --machine NAME")
  package static let sessionIsBusy = Phrase(
    "A snapshot of the session {session} is being taken right now.",
    zh: "正在生成会话 {session} 的快照。")
  package static let sessionIsBusyHint = Phrase(
    "Try again in a minute. See what it is doing: handoff log --session {session}",
    zh: "一分钟后再试。查看进展：handoff log --session {session}")

  package static let homeMissing = Phrase("HOME is not set.", zh: "没有设置 HOME。")
  package static let homeMissingHint = Phrase(
    "Set HOME to your home folder.", zh: "把 HOME 设为你的主目录。")
  package static let stateFolderUnknown = Phrase(
    "The state folder cannot be found.", zh: "找不到状态目录。")
  package static let stateFolderOfOther = Phrase(
    "The state folder {path} belongs to another user (number {user}), so it is not used.",
    zh: "状态目录 {path} 属于另一个用户（编号 {user}），所以不使用。")
  package static let stateFolderOfOtherHint = Phrase(
    "Run handoff as that user, or choose another folder: export HANDOFF_STATE_DIR=FOLDER",
    zh: "以那个用户运行 handoff，或者换个目录：export HANDOFF_STATE_DIR=FOLDER")
  package static let fileTrouble = Phrase("handoff {trouble}.", zh: "handoff {trouble}。")
  package static let fileTroubleHint = Phrase(
    "Check free space and permissions there.", zh: "检查那里的剩余空间和权限。")
  package static let noLocksHint = Phrase(
    "Keep it on a disk of this machine: set XDG_STATE_HOME to a folder there.",
    zh: "请放在这台机器自己的磁盘上：把 XDG_STATE_HOME 设为那里的目录。")
  package static let failed = Phrase("handoff failed: {reason}.", zh: "handoff 失败：{reason}。")
  package static let redactionBroken = Phrase(
    "The redaction of secrets does not work; nothing was written.",
    zh: "敏感信息脱敏不起作用，什么都没有写入。")
  package static let redactionBrokenHint = Phrase(
    "Please report this as a bug in handoff.", zh: "请作为 handoff 的错误报告。")

  package static let modelPaused = Phrase(
    "No model is asked before {time}: {reason}", zh: "{time} 之前不调用模型：{reason}")
  package static let modelHourCap = Phrase(
    "The cap of {n} model summaries an hour is reached ({setting}).",
    one: "The cap of {n} model summary an hour is reached ({setting}).",
    zh: "已达到每小时 {n} 次模型摘要的上限（{setting}）。")
  package static let modelDayCap = Phrase(
    "The cap of {n} model summaries a day is reached ({setting}).",
    one: "The cap of {n} model summary a day is reached ({setting}).",
    zh: "已达到每天 {n} 次模型摘要的上限（{setting}）。")

  package static let takenOver = Phrase(
    "handoff: {machine} took this task over. Going on here makes a fork; both are kept. See: "
      + "handoff list",
    zh: "handoff：{machine} 接手了这个任务。在这里继续会分叉，两边都会保留。查看：handoff list")
  package static let takenOverAt = Phrase(
    "handoff: {machine} took this task over at {time}. Going on here makes a fork; both are kept. "
      + "See: handoff list",
    zh: "handoff：{machine} 在 {time} 接手了这个任务。在这里继续会分叉，两边都会保留。查看："
      + "handoff list")
  package static let takenOverUnanswered = Phrase(
    "handoff: {machine} took this task over at {time} (no answer yet). Going on here makes a fork; "
      + "both are kept. See: handoff list",
    zh: "handoff：{machine} 在 {time} 接手了这个任务（还没有回复）。在这里继续会分叉，"
      + "两边都会保留。查看：handoff list")
  package static let takenOverSince = Phrase(
    "handoff: {machine} took this task over at {time} ({n} answers since). Going on here makes a "
      + "fork; both are kept. See: handoff list",
    one: "handoff: {machine} took this task over at {time} ({n} answer since). Going on here makes "
      + "a fork; both are kept. See: handoff list",
    zh: "handoff：{machine} 在 {time} 接手了这个任务（之后有 {n} 次回复）。在这里继续会分叉，"
      + "两边都会保留。查看：handoff list")

  package static let logSummaryWritten = Phrase(
    always: "{model} wrote a summary of {n} tokens", one: "{model} wrote a summary of {n} token")
  package static let logHookInputUnreadable = Phrase(
    always: "a hook's input cannot be read: {reason}")
  package static let logSessionLost = Phrase(
    always: "its process ended without a hook; the snapshot is marked as interrupted")
}
