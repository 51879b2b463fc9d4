/// The texts of the conversation of `handoff init`.
extension Phrases {
  package static let initIntroduction = Phrase(
    "handoff keeps your unfinished Claude Code tasks in a private git repository.",
    zh: "handoff 把你未完成的 Claude Code 任务存在一个私有的 git 仓库里。")
  package static let initAddress = Phrase(
    "Address of that repository (ssh, https, a path, or YOU/tasks for one on GitHub)",
    zh: "仓库地址（ssh、https、路径，或用 YOU/tasks 表示 GitHub 上的仓库）")
  package static let initAddressOrMake = Phrase(
    "Address of that repository, or YOU/tasks on GitHub (Enter: make one there, with gh)",
    zh: "仓库地址，或 GitHub 上的 YOU/tasks（按 Enter：用 gh 在那里新建）")
  package static let initNewAddress = Phrase(
    "New address (Enter: leave it as it is)", zh: "新地址（按 Enter：保持不变）")
  package static let initAddressMissing = Phrase(
    "Such as git@github.com:YOU/tasks.git. It should be private, and may be empty.",
    zh: "例如 git@github.com:YOU/tasks.git。应当是私有的，可以是空的。")
  package static let initLooking = Phrase("Looking at {address}", zh: "正在查看 {address}")
  package static let initReached = Phrase("reached over {way}", zh: "已通过 {way} 连上")
  package static let initReachedHere = Phrase("is on this computer", zh: "就在这台计算机上")
  package static let initMayWrite = Phrase("may write", zh: "可写")
  package static let initPrivate = Phrase("private", zh: "私有")
  package static let initEmpty = Phrase("empty", zh: "空仓库")
  package static let initHasTasks = Phrase("{n} tasks", one: "{n} task", zh: "{n} 个任务")
  package static let initPublic = Phrase(
    "Anybody can read it without a login. Make it private, then press Enter.",
    zh: "不登录也能读取这个仓库。把它设为私有，然后按 Enter。")
  package static let initPublicHint = Phrase(
    "Another address; or, if you are sure, leave and add: --allow-public",
    zh: "换一个地址；确定要用的话，退出后加上：--allow-public")
  package static let initShared = Phrase(
    "It holds other things than tasks: {names}.", zh: "那个仓库里不只有任务：{names}。")
  package static let initSharedMore = Phrase(
    "It holds other things than tasks: {names} and {n} more files.",
    one: "It holds other things than tasks: {names} and {n} more file.",
    zh: "那个仓库里不只有任务：{names}，还有 {n} 个文件。")
  package static let initSharedHint = Phrase(
    "Another address; or, if you are sure, leave and add: --allow-shared",
    zh: "换一个地址；确定要用的话，退出后加上：--allow-shared")
  package static let initReadOnlyHere = Phrase(
    "This machine may only read it. {reason}", zh: "本机只能读取它。{reason}")
  package static let initUseSimilar = Phrase(
    "There is {address}. Use that?", zh: "那里有 {address}。用它吗？")
  package static let initMakeIt = Phrase(
    "Make the private repository {name} on GitHub, with gh?",
    zh: "用 gh 在 GitHub 上新建私有仓库 {name}？")
  package static let initMade = Phrase(
    "Made the private repository {name}", zh: "已新建私有仓库 {name}")
  package static let gitHubFailed = Phrase(
    "gh could not make the repository: {reason}", zh: "gh 无法新建仓库：{reason}")
  package static let gitHubFailedHint = Phrase(
    "If you are not logged in there, run: gh auth login", zh: "如果还没有登录，运行：gh auth login")
  package static let gitHubSaidNothing = Phrase(
    "it did not say where the repository is.", zh: "它没有说明仓库的地址。")
  package static let initProgressMaking = Phrase("Making the repository", zh: "正在新建仓库")

  package static let initCloneThere = Phrase(
    "There is a clone at {folder} ({n} tasks, {remote}).",
    one: "There is a clone at {folder} ({n} task, {remote}).",
    zh: "{folder} 里已有一个克隆（{n} 个任务，{remote}）。")
  package static let initUseClone = Phrase("Use it as it is?", zh: "直接沿用它吗？")
  package static let initCloneKept = Phrase(
    "The clone at {folder} stays as it is, and nothing was set up.",
    zh: "{folder} 里的克隆保持原样，没有进行任何设置。")
  package static let initCloneKeptHint = Phrase(
    "Put another one beside it: handoff init --repo PATH", zh: "在别处再建一个：handoff init --repo PATH")

  package static let initName = Phrase("Name of this machine [{name}]", zh: "本机名称 [{name}]")
  package static let initReplaceQuestion = Phrase(
    "Is that machine gone, and does this one take its place?", zh: "那台机器是否已经不在了，由本机取代它？")
  package static let initInstallQuestion = Phrase(
    "Register hooks and skill with Claude Code {version}?", zh: "把钩子和技能装进 Claude Code {version}？")
  package static let initInstallQuestionPlain = Phrase(
    "Register hooks and skill with Claude Code?", zh: "把钩子和技能装进 Claude Code？")
  package static let initInstallLater = Phrase(
    "No session leaves a snapshot until the hooks are registered: handoff install",
    zh: "注册钩子之前，会话不会留下快照：handoff install")

  package static let initClonedTo = Phrase("Cloned to {folder}", zh: "已克隆到 {folder}")
  package static let initAllSet = Phrase(
    "All set. Work in claude as ever; after an answer, on any other machine:",
    zh: "设置完成。照常用 claude 就行；Claude 有了回复之后，在其他机器上运行：")
  package static let initThere = Phrase(
    "handoff init --remote {address}, then: handoff",
    zh: "handoff init --remote {address}，然后：handoff")
  package static let initMoved = Phrase(
    "Moved from {old} to {new}", zh: "已从 {old} 移到 {new}")
  package static let initMovedOthers = Phrase(
    "On each other machine, too: handoff init --remote {address}",
    zh: "在其他每台机器上也运行：handoff init --remote {address}")
  package static let initMovedWithout = Phrase(
    "{old} could not be reached: what others have pushed there since is not here. It comes along when "
      + "they move.",
    zh: "无法连上 {old}：其他机器之后推送到那里的内容这里没有。它们换地址时会一起带过来。")

  package static let initState = Phrase(
    "{machine} uses {remote}; {n} unfinished tasks; hooks are current.",
    one: "{machine} uses {remote}; {n} unfinished task; hooks are current.",
    zh: "{machine} 使用 {remote}；{n} 个未完成任务；钩子是最新的。")
  package static let initStateWithoutHooks = Phrase(
    "{machine} uses {remote}; {n} unfinished tasks; hooks are not registered, or are out of date.",
    one:
      "{machine} uses {remote}; {n} unfinished task; hooks are not registered, or are out of date.",
    zh: "{machine} 使用 {remote}；{n} 个未完成任务；钩子没有注册，或者不是最新的。")
  package static let initStateEmpty = Phrase(
    "{machine} uses {remote}; no unfinished tasks; hooks are current.",
    zh: "{machine} 使用 {remote}；没有未完成的任务；钩子是最新的。")
  package static let initStateEmptyWithoutHooks = Phrase(
    "{machine} uses {remote}; no unfinished tasks; hooks are not registered, or are out of date.",
    zh: "{machine} 使用 {remote}；没有未完成的任务；钩子没有注册，或者不是最新的。")
  package static let initRenameWarning = Phrase(
    "{n} tasks of this machine keep the name {name}: if one of them goes on here, it is listed as one that "
      + "went on in two places.",
    one:
      "{n} task of this machine keeps the name {name}: if it goes on here, it is listed as one that went "
      + "on in two places.",
    zh: "本机的 {n} 个任务仍用 {name} 这个名称：在这里继续其中一个，它就会被列为在两处继续的任务。")
  package static let initRenameQuestion = Phrase(
    "Change the name all the same?", zh: "仍然要改名吗？")
  package static let initChange = Phrase(
    "Change: a address, n name, h hooks and skill, q nothing",
    zh: "修改：a 地址，n 名称，h 钩子和技能，q 不修改")
  package static let initUnchanged = Phrase("Nothing was changed.", zh: "没有任何改动。")
  package static let remoteIsMoved = Phrase(
    "The clone has to move along with the address.", zh: "换地址时，克隆也要一起换。")
  package static let remoteIsMovedHint = Phrase(
    "Move it: handoff init --remote {address}", zh: "换过去：handoff init --remote {address}")
  package static let answerYesNo = Phrase(
    "Please answer y or n.", zh: "请回答 y 或 n。")
  package static let helpInitInstall = Phrase(
    "Register hooks and skill with Claude Code, or leave that for later. (asked at a terminal)",
    zh: "向 Claude Code 注册钩子和技能，或者留到以后。（在终端里会询问）")
  package static let helpInitYes = Phrase(
    "Ask nothing, and take the default answer of every question.", zh: "什么都不问，每个问题都取默认答案。")
}
