/// The texts of `status` and `log`.
extension Phrases {
  package static let statusMachine = Phrase(always: "{machine} {mark} {remote}")
  package static let statusNotSetUp = Phrase("{machine} is not set up.", zh: "{machine} 还没有设置。")
  package static let statusInit = Phrase(always: "handoff init")
  package static let statusDoctor = Phrase(always: "handoff doctor remote")
  package static let statusAllPushed = Phrase(
    "Pushed {push}, fetched {fetch}; nothing waits.",
    zh: "{push}推送，{fetch}拉取，没有待推送的内容。")
  package static let statusUnpushed = Phrase(
    "Pushed {push}, fetched {fetch}; {n} commits wait to be pushed.",
    one: "Pushed {push}, fetched {fetch}; {n} commit waits to be pushed.",
    zh: "{push}推送，{fetch}拉取，有 {n} 个提交待推送。")
  package static let statusNeverPushed = Phrase(
    "Fetched {fetch}, never pushed; nothing waits.",
    zh: "{fetch}拉取，从未推送，没有待推送的内容。")
  package static let statusNeverPushedWaits = Phrase(
    "Fetched {fetch}, never pushed; {n} commits wait to be pushed.",
    one: "Fetched {fetch}, never pushed; {n} commit waits to be pushed.",
    zh: "{fetch}拉取，从未推送，有 {n} 个提交待推送。")
  package static let statusNeverMet = Phrase(
    "Never pushed or fetched; nothing waits.", zh: "从未推送或拉取，没有待推送的内容。")
  package static let statusNeverMetWaits = Phrase(
    "Never pushed or fetched; {n} commits wait to be pushed.",
    one: "Never pushed or fetched; {n} commit waits to be pushed.",
    zh: "从未推送或拉取，有 {n} 个提交待推送。")
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
    "Nothing waits for them. Whoever made them merges {branch} there: {path}",
    zh: "其他内容不受影响。做这些提交的人在那里合并 {branch}：{path}")

  package static let statusNoCalls = Phrase("Model: no calls today.", zh: "模型：今天没有调用。")
  package static let statusCalls = Phrase(
    "Model: {n} calls today, ${dollars}.", one: "Model: {n} call today, ${dollars}.",
    zh: "模型：今天调用 {n} 次，${dollars}。")
  package static let statusFailedCalls = Phrase(
    "Model: {n} calls today, {failed} failed, ${dollars}.",
    one: "Model: {n} call today, {failed} failed, ${dollars}.",
    zh: "模型：今天调用 {n} 次，失败 {failed} 次，${dollars}。")
  package static let statusModelStop = Phrase(
    "{reason} Summaries are made without a model until {time}.",
    zh: "{reason}在 {time} 之前，摘要不用模型生成。")

  package static let statusHooksUnreadable = Phrase(
    "Cannot read the hooks in Claude Code's settings.", zh: "无法读取 Claude Code 设置里的钩子。")
  package static let statusHooksUnreadableHint = Phrase(
    "See why: handoff install --dry-run", zh: "查看原因：handoff install --dry-run")
  package static let statusHooksOfPlugin = Phrase("The plugin provides the hooks.", zh: "钩子由插件提供。")
  package static let statusInstalled = Phrase(
    "Hooks and skill are current.", zh: "钩子和技能都是最新的。")
  package static let statusInstalledFor = Phrase(
    "Hooks and skill are current (Claude Code {version}).",
    zh: "钩子和技能都是最新的（Claude Code {version}）。")
  package static let statusOwnSkill = Phrase(
    "Hooks are current; the skill was edited and stays as it is.",
    zh: "钩子是最新的；技能被改过，保持原样。")
  package static let statusNoSkill = Phrase(
    "The skill is not installed. Fix it: handoff install", zh: "没有安装技能。修复：handoff install")
  package static let statusOldSkill = Phrase(
    "The skill is that of another version. Fix it: handoff install",
    zh: "技能是另一个版本的。修复：handoff install")
  package static let statusNoHooks = Phrase(
    "No hooks are registered. Fix it: handoff install", zh: "没有注册钩子。修复：handoff install")
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
  package static let statusSeparator = Phrase(", ", zh: "，")
  package static let statusEnding = Phrase("ended", zh: "已结束")
  package static let statusNoAnswer = Phrase("no answer yet", zh: "还没有回复")
  package static let statusLeftOut = Phrase("left out", zh: "不保存")
  package static let statusWaitsUntil = Phrase("waits until {time}", zh: "最晚 {time} 推送")
  package static let statusNoSnapshot = Phrase("no snapshot yet", zh: "还没有快照")
  package static let statusPushed = Phrase("pushed", zh: "已推送")
  package static let statusRemoteText = Phrase(
    "text on the remote: {time}", zh: "远程仓库上的内容：{time}")
  package static let statusNoRemoteText = Phrase(
    "text on the remote: none", zh: "远程仓库上的内容：无")
  package static let statusNoFolder = Phrase("(unknown folder)", zh: "（未知目录）")
  package static let statusTurnFailed = Phrase(
    "The last turn failed: {reason}", zh: "上一轮失败：{reason}")
  package static let statusUnattended = Phrase(
    "No process is waiting to do this. Do it now: handoff sync",
    zh: "没有进程在等着处理。立即处理：handoff sync")
  package static let statusNoSummary = Phrase("No newer summary: {reason}", zh: "没有更新的摘要：{reason}")
  package static let statusTrouble = Phrase("{problem} ({time})", zh: "{problem}（{time}）")

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
