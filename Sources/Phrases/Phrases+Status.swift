/// The texts of `status` and `log`.
extension Phrases {
  package static let statusMachine = Phrase(
    "{machine} syncs with {remote}; its clone is {folder}",
    zh: "{machine} 与 {remote} 同步，克隆在 {folder}")
  package static let statusAllPushed = Phrase(
    "Last push: {push}. Last fetch: {fetch}. Nothing to push.",
    zh: "上次推送：{push}。上次拉取：{fetch}。没有待推送的内容。")
  package static let statusUnpushed = Phrase(
    "Last push: {push}. Last fetch: {fetch}. {n} commits to push.",
    one: "Last push: {push}. Last fetch: {fetch}. {n} commit to push.",
    zh: "上次推送：{push}。上次拉取：{fetch}。有 {n} 个提交待推送。")
  package static let statusNotPushed = Phrase(
    "Pushes have failed since {time}: {reason}", zh: "从{time}起一直推送失败：{reason}")

  package static let statusShared = Phrase(
    "Another installation writes as {machine}, too. Give one of them a name of its own: handoff init "
      + "--machine NAME",
    zh: "另一处安装也在用 {machine} 这个名称。给其中一处单独起个名称：handoff init --machine "
      + "NAME")
  package static let clonePutAside = Phrase(
    "Commits made by hand in the clone conflict with the remote's. They wait on the branch {branch}.",
    zh: "在克隆里手动做的提交与远程仓库的冲突，暂存在分支 {branch} 上。")
  package static let clonePutAsideHint = Phrase(
    "Bring them in: git -C {path} merge {branch}", zh: "合并进来：git -C {path} merge {branch}")

  package static let statusNoCalls = Phrase("No model calls today.", zh: "今天没有调用模型。")
  package static let statusCalls = Phrase(
    "{n} model calls today: {input} {input:token|tokens} in, {output} out, ${dollars}.",
    one: "{n} model call today: {input} {input:token|tokens} in, {output} out, ${dollars}.",
    zh: "今天调用模型 {n} 次：输入 {input} 个 token，输出 {output} 个，${dollars}。")
  package static let statusFailedCalls = Phrase(
    "{n} model calls today, {failed} failed: {input} {input:token|tokens} in, {output} out, ${dollars}.",
    one:
      "{n} model call today, {failed} failed: {input} {input:token|tokens} in, {output} out, ${dollars}.",
    zh: "今天调用模型 {n} 次，失败 {failed} 次：输入 {input} 个 token，输出 {output} 个，"
      + "${dollars}。")
  package static let statusModelStop = Phrase(
    "{reason} Summaries are made without a model until {time}.",
    zh: "{reason}在 {time} 之前，摘要不用模型生成。")

  package static let statusHooksUnreadable = Phrase(
    "Cannot read the hooks in Claude Code's settings.", zh: "无法读取 Claude Code 设置里的钩子。")
  package static let statusHooksUnreadableHint = Phrase(
    "See why: handoff install --dry-run", zh: "查看原因：handoff install --dry-run")
  package static let statusHooksOfPlugin = Phrase("The plugin provides the hooks.", zh: "钩子由插件提供。")
  package static let statusHooks = Phrase("Hooks: {names}", zh: "钩子：{names}")
  package static let statusNoHooks = Phrase("No hooks are registered.", zh: "没有注册钩子。")
  package static let statusHooksOff = Phrase(
    "Claude Code runs no hooks at all (disableAllHooks).",
    zh: "Claude Code 不运行任何钩子（disableAllHooks）。")
  package static let statusHooksTwice = Phrase(
    "The plugin provides them, too, so each runs twice. Fix it: handoff uninstall",
    zh: "插件也提供了这些钩子，所以每个都会运行两次。修复：handoff uninstall")
  package static let statusHooksUnknown = Phrase(
    "An installed Claude Code may not know {names}. Fix it: handoff install",
    zh: "装着的某个 Claude Code 可能不认识 {names}。修复：handoff install")
  package static let statusHooksMissing = Phrase(
    "Missing: {names}. Fix it: handoff install", zh: "缺少：{names}。修复：handoff install")

  package static let statusOlder = Phrase(
    "{machine} runs an older handoff: finishing a task there removes all that it carries on, also what "
      + "was not seen there.",
    zh: "{machine} 上的 handoff 较旧：在那里完成任务，会把这个任务延续的内容全部删除，"
      + "包括在那里没看过的部分。")
  package static let statusNoSessions = Phrase(
    "No sessions are open on this machine.", zh: "本机没有开着的会话。")
  package static let statusSession = Phrase(always: "{id} {folder}")
  package static let statusSessionEnded = Phrase(
    "{id} {folder}, ended: {reason}", zh: "{id} {folder}，已结束：{reason}")
  package static let statusNoFolder = Phrase("(unknown folder)", zh: "（未知目录）")
  package static let statusTimes = Phrase(
    "last answer: {answer}; snapshot: {snapshot}; pushed: {push}",
    zh: "上次回复：{answer}；快照：{snapshot}；推送：{push}")
  package static let statusRemoteText = Phrase(
    "text on the remote: {time}", zh: "远程仓库上的内容：{time}")
  package static let statusNoRemoteText = Phrase(
    "text on the remote: none", zh: "远程仓库上的内容：无")
  package static let statusSummary = Phrase(
    "summary by {author}, {time}", zh: "摘要来自 {author}，{time}")
  package static let statusTurnFailed = Phrase(
    "The last turn failed: {reason}", zh: "上一轮失败：{reason}")
  package static let statusPending = Phrase("Pending: {names}", zh: "待处理：{names}")
  package static let statusPendingUntil = Phrase(
    "Pending: {names}, until {time}", zh: "待处理：{names}，最晚 {time}")
  package static let statusUnattended = Phrase(
    "No process is waiting to do this. Do it now: handoff sync",
    zh: "没有进程在等着处理。立即处理：handoff sync")
  package static let statusNoSummary = Phrase("No newer summary: {reason}", zh: "没有更新的摘要：{reason}")
  package static let statusTrouble = Phrase("{problem} ({time})", zh: "{problem}（{time}）")

  package static let pendingAnswer = Phrase("a snapshot of the newest answer", zh: "最新回复的快照")
  package static let pendingPush = Phrase("the push", zh: "推送")
  package static let pendingSummary = Phrase("a summary by the model", zh: "由模型生成的摘要")
  package static let pendingEnd = Phrase("the decision if this end is final", zh: "判断会话是否真的结束")

  package static let logEmpty = Phrase("The event log is empty.", zh: "事件日志是空的。")

  // The status line of a prompt, in several lengths.
  package static let lineLong = Phrase(
    "handoff: {n} elsewhere, {here} of them in this project; pushed: {time}",
    zh: "handoff：其他机器上 {n} 个，其中当前项目 {here} 个；推送：{time}")
  package static let line = Phrase(
    "{mark} {n} ({here} here) {dot} pushed {time}", zh: "{mark} {n}（本项目 {here}）{dot} 推送 {time}")
  package static let lineShort = Phrase("{mark} {n} ({here} here)", zh: "{mark} {n}（本项目 {here}）")
  package static let lineShortest = Phrase("{mark} {n}", zh: "{mark} {n}")
  package static let lineLongTrouble = Phrase(
    "handoff: {n} elsewhere, {here} of them in this project; not pushed for {time}",
    zh: "handoff：其他机器上 {n} 个，其中当前项目 {here} 个；已有 {time} 没能推送")
  package static let lineTrouble = Phrase(
    "{mark} {n} ({here} here) ! not pushed {time}", zh: "{mark} {n}（本项目 {here}）! 未推送 {time}")
  package static let lineShortTrouble = Phrase(
    "{mark} {n} ! not pushed {time}", zh: "{mark} {n} ! 未推送 {time}")
  package static let lineShortestTrouble = Phrase("{mark} {n} !", zh: "{mark} {n} !")
}
