/// The texts of `init`, `install` and `uninstall`.
extension Phrases {
  package static let initCloned = Phrase(
    "Cloned {remote} to {folder}, branch {branch}",
    zh: "已把 {remote} 克隆到 {folder}，分支 {branch}")
  package static let initAdopted = Phrase(
    "Adopted {folder}, a clone of {remote}, branch {branch}",
    zh: "沿用 {folder}，它是 {remote} 的克隆，分支 {branch}")
  package static let initMachine = Phrase(
    "This machine's name is {machine}", zh: "本机的名称是 {machine}")
  package static let initReadOnly = Phrase(
    "This machine cannot push yet. {reason}", zh: "本机还不能推送。{reason}")
  package static let initTasks = Phrase(
    "{n} unfinished tasks. List them: handoff list",
    one: "{n} unfinished task. List it: handoff list",
    zh: "{n} 个未完成任务。列出：handoff list")

  package static let hooksRegistered = Phrase(
    "Registered the hooks in {path}", zh: "已在 {path} 注册钩子")
  package static let hooksAlreadyRegistered = Phrase(
    "The hooks are already registered in {path}", zh: "钩子已经在 {path} 注册过")
  package static let hooksRemoved = Phrase("Removed the hooks from {path}", zh: "已从 {path} 移除钩子")
  package static let hooksNone = Phrase(
    "There are no hooks of handoff in {path}", zh: "{path} 里没有 handoff 的钩子")
  package static let skillInstalled = Phrase("Installed the skill: {path}", zh: "已安装技能：{path}")
  package static let skillAlreadyInstalled = Phrase(
    "The skill is already installed: {path}", zh: "技能已经安装过：{path}")
  package static let skillRemoved = Phrase("Removed the skill: {path}", zh: "已移除技能：{path}")
  package static let skillNone = Phrase("The skill is not installed: {path}", zh: "没有安装技能：{path}")
  package static let skillEdited = Phrase(
    "The skill was edited and stays as it is: {path}", zh: "技能被改动过，保持原样：{path}")
  package static let skillLinked = Phrase(
    "The skill is a link and stays as it is: {path}", zh: "技能是一个链接，保持原样：{path}")
  package static let skillReplaceHint = Phrase(
    "Replace it, keeping a backup: handoff install --force",
    zh: "替换它，并留一份备份：handoff install --force")
  package static let skillRemoveHint = Phrase(
    "If you no longer need it, remove it yourself.", zh: "如果不再需要，请自行删除。")
  package static let backup = Phrase("Backup: {path}", zh: "备份：{path}")
  package static let notInPath = Phrase(
    "The skill runs handoff, which is not in your PATH.",
    zh: "技能要运行 handoff，而它不在你的 PATH 里。")
  package static let notInPathHint = Phrase(
    "Add it in your shell's startup file: export PATH=\"{folder}:$PATH\"",
    zh: "在 shell 的启动文件里加上：export PATH=\"{folder}:$PATH\"")
  package static let pluginTwice = Phrase(
    "The handoff plugin is enabled in Claude Code, and the settings have its hooks, too: each runs "
      + "twice.",
    zh: "Claude Code 启用了 handoff 插件，设置里又有它的钩子：每个都会运行两次。")
  package static let pluginTwiceHint = Phrase(
    "Remove them from the settings: handoff uninstall", zh: "从设置里移除：handoff uninstall")
  package static let pluginEnough = Phrase(
    "The handoff plugin is enabled in Claude Code and provides the hooks and the skill. Nothing "
      + "was added.",
    zh: "Claude Code 启用了 handoff 插件，钩子和技能由它提供。没有添加任何内容。")
  package static let pluginEnoughHint = Phrase(
    "To do without the plugin: /plugin uninstall handoff in a session, then handoff install",
    zh: "不用插件的话：在会话里运行 /plugin uninstall handoff，再运行 handoff install")
}
