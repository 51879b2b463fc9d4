/// The texts of setting a machine up: the sync repository, the hooks and the skill.
extension Phrases {
  package static let setupNoClone = Phrase(
    "There is no clone at {path} to adopt.", zh: "{path} 里没有可以沿用的克隆。")
  package static let setupNoCloneHint = Phrase(
    "Name the sync repository: handoff init --remote URL",
    zh: "指定同步仓库：handoff init --remote URL")
  package static let setupNameTaken = Phrase(
    "Another installation uses the name {machine}: it wrote {n} snapshots on the remote.",
    one: "Another installation uses the name {machine}: it wrote {n} snapshot on the remote.",
    zh: "另一处安装在用 {machine} 这个名称：它在远程仓库里有 {n} 个快照。")
  package static let setupNameTakenHint = Phrase(
    "Choose a name of its own with --machine NAME; if that one is gone, take its place with --replace",
    zh: "用 --machine NAME 另起一个名称；如果那台机器已经不在了，用 --replace 取代它")
  package static let setupPublic = Phrase(
    "Anybody can read {address}: {how}.", zh: "任何人都能读取 {address}：{how}。")
  package static let setupPublicHint = Phrase(
    "Make it private there, or use it anyway: handoff init --allow-public …",
    zh: "在那边设为私有，或者仍要使用：handoff init --allow-public …")
  package static let setupShared = Phrase(
    "{address} holds something else ({names}) and no tasks: whoever reads it would read what you work "
      + "on.",
    zh: "{address} 里有别的内容（{names}），没有任务：能读取它的人就能看到你在做什么。")
  package static let setupSharedHint = Phrase(
    "Make a repository for handoff alone, or use it anyway: handoff init --allow-shared …",
    zh: "给 handoff 单独建一个仓库，或者仍要使用：handoff init --allow-shared …")
  package static let initOthers = Phrase(
    "The repository holds other things, too: {names}.", zh: "这个仓库里还有别的内容：{names}。")
  package static let initManyOthers = Phrase(
    "The repository holds other things, too: {names} and {n} more.",
    one: "The repository holds other things, too: {names} and {n} more.",
    zh: "这个仓库里还有别的内容：{names}，以及另外 {n} 项。")
  package static let initOthersHint = Phrase(
    "Whoever reads them reads your snapshots. handoff leaves them alone.",
    zh: "能读取这些内容的人也能读取你的快照。handoff 不会动它们。")
  package static let createNoPath = Phrase(
    "--create makes a repository at a path on this computer.",
    zh: "--create 只能在本机的路径上新建仓库。")
  package static let createNoPathHint = Phrase(
    "Name it: handoff init --remote PATH --create", zh: "写明路径：handoff init --remote PATH --create")
  package static let moveUnrelated = Phrase(
    "{address} has a history of its own, and nothing in common with the clone here: nothing was moved.",
    zh: "{address} 有自己的历史，和本机的克隆没有共同之处：没有移动任何内容。")
  package static let moveUnrelatedHint = Phrase(
    "Move to an empty one, or leave what is here and use that: handoff init --remote {address} --repo PATH",
    zh: "换到一个空仓库，或者放下这里的内容直接使用它：handoff init --remote {address} --repo PATH")
  package static let publicNow = Phrase(
    "Anybody can read {address}, so nothing is pushed: {how}.",
    zh: "任何人都能读取 {address}，所以不推送：{how}。")
  package static let publicNowHint = Phrase("Make it private there, then run", zh: "在那边设为私有，然后运行")
  package static let publicNowStatus = Phrase(
    "Anybody can read the remote, so nothing is pushed ({how}).",
    zh: "任何人都能读取远程仓库，所以不推送（{how}）。")
  package static let publicNowStatusHint = Phrase(
    "Make it private there, then run: handoff sync. Or use it anyway: handoff init --allow-public",
    zh: "在那边设为私有，然后运行：handoff sync。或者仍要使用：handoff init --allow-public")
  package static let setupPrivacyUnknown = Phrase(
    "Could not check that {address} is private: {reason}",
    zh: "无法确认 {address} 是私有的：{reason}")
  package static let setupPrivacyHint = Phrase(
    "Make sure that nobody else can read it. Check again later: handoff doctor privacy",
    zh: "请确认别人读取不到它。稍后再检查：handoff doctor privacy")

  package static let hookProgramMissing = Phrase(
    "The program {path} is missing.", zh: "缺少程序 {path}。")
  package static let hookProgramHint = Phrase(
    "Install the package again, or in its sources: scripts/install",
    zh: "重新安装软件包，或在源码目录里运行：scripts/install")
  package static let ownFolderUnknown = Phrase(
    "Cannot find the folder of this program.", zh: "找不到本程序所在的目录。")
  package static let claudeSettingsKept = Phrase(
    "Claude Code's settings were not changed: {reason}",
    zh: "没有改动 Claude Code 的设置：{reason}")
  package static let claudeSettingsKeptHint = Phrase(
    "Fix the file in an editor, then run this again.", zh: "用编辑器修好这个文件，再重新运行。")
  package static let claudeSettingsUnreadable = Phrase(
    "Cannot read Claude Code's settings: {reason}", zh: "无法读取 Claude Code 的设置：{reason}")
  package static let claudeSettingsUnreadableHint = Phrase(
    "Fix the file in an editor.", zh: "用编辑器修好这个文件。")

  package static let hooksOmittedNoClaude = Phrase(
    "Not registered: {events}, as no claude program was found. Once it is there, run: handoff "
      + "install",
    zh: "没有找到 claude 程序，所以没有注册：{events}。装好之后运行：handoff install")
  package static let hooksOmittedOld = Phrase(
    "Not registered: {events}, as {path} is version {version}, which may not know them. After an "
      + "update, run: handoff install",
    zh: "没有注册：{events}，因为 {path} 的版本是 {version}，可能不认识它们。更新之后运行："
      + "handoff install")
  package static let hooksOmittedSilent = Phrase(
    "Not registered: {events}, as {path} does not tell its version. After an update, run: handoff "
      + "install",
    zh: "没有注册：{events}，因为 {path} 不告知版本。更新之后运行：handoff install")

  package static let skillChangedMeanwhile = Phrase(
    "Another program has just changed the skill: {path}", zh: "另一个程序刚刚改动了技能：{path}")
  package static let skillChangedMeanwhileHint = Phrase("Run this again.", zh: "请重新运行。")
}
