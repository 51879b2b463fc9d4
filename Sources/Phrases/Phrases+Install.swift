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
  // MARK: - The Windows side of a computer

  package static let helpWindows = Phrase(
    "Inside WSL: for the Claude Code of Windows.", zh: "在 WSL 里：用于 Windows 上的 Claude Code。")
  package static let helpWindowsProfile = Phrase(
    "The profile there, such as C:\\Users\\ann, where Windows does not tell.",
    zh: "那里的用户目录，例如 C:\\Users\\ann；Windows 没有回答时使用。")
  package static let windowsNoWSL = Phrase(
    "This is not WSL, so there is no Windows side.", zh: "这里不是 WSL，所以没有 Windows 一侧。")
  package static let windowsNoWSLHint = Phrase(
    "Install handoff in WSL on the Windows computer, and run it there: handoff install --windows",
    zh: "请在那台 Windows 电脑的 WSL 里安装 handoff，并在那里运行：handoff install --windows")
  package static let windowsOldWSL = Phrase(
    "This is WSL 1, whose file locks are not reliable enough.", zh: "这是 WSL 1，它的文件锁不够可靠。")
  package static let windowsOldWSLHint = Phrase(
    "In PowerShell: wsl --set-version {distribution} 2",
    zh: "在 PowerShell 里：wsl --set-version {distribution} 2")
  package static let windowsNoDrive = Phrase(
    "The drive with Windows is not mounted here.", zh: "Windows 所在的盘没有挂载到这里。")
  package static let windowsNoDriveHint = Phrase(
    "Set enabled = true below [automount] in /etc/wsl.conf, then in PowerShell: wsl --shutdown",
    zh: "在 /etc/wsl.conf 的 [automount] 下设置 enabled = true，再在 PowerShell 里：wsl --shutdown")
  package static let windowsNoAnswer = Phrase(
    "Windows does not say where your profile is.", zh: "Windows 没有说明你的用户目录在哪里。")
  package static let windowsNoProfile = Phrase(
    "There is no profile at {path}.", zh: "{path} 处没有用户目录。")
  package static let windowsNoProfileHint = Phrase(
    "Name it: handoff install --windows-profile 'C:\\Users\\YOU'",
    zh: "请指定：handoff install --windows-profile 'C:\\Users\\YOU'")
  package static let windowsOldClaude = Phrase(
    "Claude Code {version} on Windows cannot start a program in WSL; that takes {needed} or newer.",
    zh: "Windows 上的 Claude Code {version} 无法启动 WSL 里的程序；需要 {needed} 或更新的版本。")
  package static let windowsOldClaudeHint = Phrase(
    "Update it there: claude update", zh: "请在那里更新：claude update")
  package static let windowsClaudeUnknown = Phrase(
    "The version of Claude Code on Windows is not known; it has to be {needed} or newer.",
    zh: "不知道 Windows 上 Claude Code 的版本；需要 {needed} 或更新。")
  package static let skillOnWindows = Phrase(
    "On this computer `handoff` runs in WSL: write `{line}` wherever a command below begins with `handoff`.",
    zh: "这台电脑上 `handoff` 在 WSL 里运行：下文的命令凡以 `handoff` 开头，都改写成 `{line}`。")
  package static let resumeOnWindows = Phrase(
    "This conversation is one of the Windows side, and goes on there.",
    zh: "这段对话属于 Windows 一侧，只能在那里继续。")
  package static let resumeOnWindowsHint = Phrase(
    "In a terminal of Windows: cd '{folder}'; {command}",
    zh: "在 Windows 的终端里：cd '{folder}'; {command}")

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
