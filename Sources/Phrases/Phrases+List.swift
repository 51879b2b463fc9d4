/// The texts of the list of tasks, and of the picker.
extension Phrases {
  package static let idColumn = Phrase(always: "ID")
  package static let taskColumn = Phrase("TASK", zh: "任务")
  package static let projectColumn = Phrase("PROJECT", zh: "项目")
  package static let machineColumn = Phrase("MACHINE", zh: "机器")
  package static let branchColumn = Phrase("BRANCH", zh: "分支")
  package static let whenColumn = Phrase("WHEN", zh: "时间")

  package static let taskHere = Phrase("here", zh: "本机")
  package static let taskThisSession = Phrase("this session", zh: "当前会话")
  package static let taskFork = Phrase(always: "{machine} +{others}")
  package static let taskUnreadableRow = Phrase(
    "{file} cannot be read: {reason}", zh: "无法读取 {file}：{reason}")
  package static let taskContradiction = Phrase(
    "{title} (its text says it is of {claim})", zh: "{title}（内容里写的是 {claim}）")
  package static let taskProblem = Phrase("{path}: {problem}", zh: "{path}：{problem}")

  package static let listStale = Phrase(
    "{reason} Showing the last known state.", zh: "{reason}显示的是上次已知的状态。")
  package static let listStaleSince = Phrase(
    "{reason} Showing the last known state, from {time}.",
    zh: "{reason}显示的是上次已知的状态（{time}）。")
  package static let showWhichHint = Phrase(
    "See the list: handoff list, then: handoff show TASK",
    zh: "先看列表：handoff list，再用：handoff show TASK")
  package static let showFinished = Phrase(
    "This task was finished {time}.", zh: "这个任务{time}已完成。")
  package static let showDiffSection = Phrase(
    "--diff compares the whole file, without --section.", zh: "--diff 比较整个文件，不能和 --section 一起用。")
  package static let showRawAlone = Phrase(
    "--raw shows the whole file, without --diff, --section and --json.",
    zh: "--raw 显示整个文件，不能和 --diff、--section、--json 一起用。")
  package static let showThere = Phrase("There", zh: "那边")
  package static let showHere = Phrase("Here", zh: "本机")
  package static let showWay = Phrase("Way", zh: "经过")
  package static let showAnswers = Phrase(
    "{machine} {n} answers", one: "{machine} {n} answer", zh: "{machine} {n} 次回复")
  package static let showNotesBy = Phrase("notes by {writer}", zh: "笔记由 {writer} 生成")
  package static let showNotesPlain = Phrase("notes without a model", zh: "笔记没有用模型")
  package static let showNext = Phrase("Go on: handoff resume {id}", zh: "继续：handoff resume {id}")
  package static let showLastChange = Phrase(
    "What changed last: handoff show {id} --diff", zh: "最近的改动：handoff show {id} --diff")
  package static let showOneVersion = Phrase(
    "There is one version of it, and none to compare it with.", zh: "它只有一个版本，没有可以比较的。")
  package static let showChanged = Phrase(
    "Changed {time}; the version before is from {old}.", zh: "{time}有改动，上一个版本是{old}的。")
  package static let showNoSection = Phrase(
    "No section is called “{name}”, or more than one.", zh: "没有叫“{name}”的部分，或者不止一个。")
  package static let showSections = Phrase("The sections: {names}", zh: "各部分：{names}")
  package static let searchNothing = Phrase(
    "“{words}” is in none of {n} tasks.", one: "“{words}” is not in the only task.",
    zh: "{n} 个任务里都没有“{words}”。")
  package static let searchNoHistory = Phrase(
    "Finished tasks were not searched: {reason}", zh: "没有搜索已完成的任务：{reason}")
  package static let searchCount = Phrase(
    "{n} tasks of {searched}, finished: {ended}.", one: "1 task of {searched}, finished: {ended}.",
    zh: "{searched} 个任务中有 {n} 个，其中 {ended} 个已完成。")
  package static let searchCountOpen = Phrase(
    "{n} tasks of {searched}.", one: "1 task of {searched}.", zh: "{searched} 个任务中有 {n} 个。")
  package static let searchFinished = Phrase("finished", zh: "已完成")
  package static let searchSaid = Phrase("You said:", zh: "你说：")
  package static let searchSection = Phrase("{section}:", zh: "{section}：")
  package static let listLate = Phrase(
    "{remote} has not answered yet, and never has here.", zh: "{remote} 还没有响应，之前也没有连上过。")
  package static let listLateSince = Phrase(
    "{remote} has not answered yet. Showing the last known state, from {time}.",
    zh: "{remote} 还没有响应，显示的是{time}的数据。")
  package static let listLateHint = Phrase(
    "It is asked in the background. To wait for it: --wait", zh: "正在后台连接。要等它：--wait")
  package static let theRemote = Phrase("The remote", zh: "远程仓库")
  package static let waitWithoutFetch = Phrase(
    "--wait waits for what --no-fetch leaves out.", zh: "--wait 要等的正是 --no-fetch 不做的。")
  package static let listNotPushed = Phrase(
    "This machine's pushes have failed since {time}: {reason}",
    zh: "从{time}起本机一直推送失败：{reason}")
  package static let listNotPushedHint = Phrase(
    "See what is pending: handoff status", zh: "查看还有什么没推送：handoff status")
  package static let listDamaged = Phrase(
    "{n} files in this clone are missing or damaged.",
    one: "1 file in this clone is missing or damaged.",
    zh: "本机克隆里有 {n} 个文件缺失或损坏。")
  package static let listDamagedHint = Phrase(
    "Make a new clone, which keeps what was not pushed: handoff doctor --fix",
    zh: "重新克隆（没推送的内容会保留）：handoff doctor --fix")
  package static let listOlder = Phrase(
    "{n} older than 30 days: handoff list --all", zh: "另有 {n} 个超过 30 天：handoff list --all")
  package static let listMore = Phrase("{n} more", zh: "还有 {n} 个")
  package static let listNothing = Phrase(
    "None of the {n} unfinished tasks matches. All of them: handoff list --all",
    one: "The one unfinished task does not match. It is in: handoff list --all",
    zh: "{n} 个未完成任务中没有符合的。查看全部：handoff list --all")
  package static let listNoProject = Phrase(
    "No unfinished task is of a project “{project}”.", zh: "没有项目“{project}”的未完成任务。")
  package static let listNoMachine = Phrase(
    "No unfinished task is of a machine “{machine}”.", zh: "没有机器“{machine}”的未完成任务。")
  package static let listLimitTooSmall = Phrase(
    "--limit takes a number from 1 on.", zh: "--limit 是从 1 开始的数字。")
  package static let listFinishedState = Phrase(
    "Finished tasks have no state: leave out --state.",
    zh: "已完成的任务没有状态：请去掉 --state。")
  package static let notATime = Phrase(
    "{option}: “{text}” is neither a length of time nor a date.",
    zh: "{option}：“{text}”既不是时长，也不是日期。")
  package static let notATimeHint = Phrase(
    "Such as: {option} 3d, {option} 12h, {option} 2026-01-31",
    zh: "例如：{option} 3d、{option} 12h、{option} 2026-01-31")
  package static let finishedMore = Phrase(
    "More: handoff list --finished --all", zh: "更多：handoff list --finished --all")
  package static let finishedNext = Phrase(
    "Bring one back: handoff restore {id}", zh: "恢复：handoff restore {id}")
  package static let finishedNoMatch = Phrase(
    "None of the {n} finished tasks matches.", one: "The one finished task does not match.",
    zh: "{n} 个已完成的任务中没有符合的。")
  package static let finishedNoProject = Phrase(
    "No finished task is of a project “{project}”.", zh: "没有项目“{project}”的已完成任务。")
  package static let finishedNoMachine = Phrase(
    "No finished task is of a machine “{machine}”.", zh: "没有机器“{machine}”的已完成任务。")
  package static let listNext = Phrase("Go on: handoff resume N", zh: "继续：handoff resume N")
  package static let legendMark = Phrase(always: "{mark} {text}")
  package static let legendUnreadable = Phrase("cannot be read", zh: "无法读取")
  package static let legendForked = Phrase("forked", zh: "已分叉")
  package static let legendClaimed = Phrase("taken over", zh: "已接手")
  package static let legendOpen = Phrase("open there", zh: "那边开着")
  package static let legendOpenHere = Phrase("open here", zh: "本机开着")
  package static let legendInterrupted = Phrase("interrupted", zh: "已中断")
  package static let legendWaiting = Phrase("not pushed yet", zh: "还没推送")
  package static let legendFiles = Phrase("files not committed", zh: "未提交的文件")
  package static let legendCommits = Phrase("commits not pushed", zh: "未推送的提交")

  package static let pickerKeys = Phrase(
    "↑↓ or j k to move, Enter to choose, type to filter, Esc to leave",
    zh: "↑↓ 或 j k 移动，Enter 选择，直接输入可筛选，Esc 退出")
  package static let pickerKeysPlain = Phrase(
    "arrows or j k to move, Enter to choose, type to filter, Esc to leave",
    zh: "方向键或 j k 移动，Enter 选择，直接输入可筛选，Esc 退出")
  package static let pickerNothing = Phrase("nothing matches", zh: "没有匹配项")
  package static let pickerPosition = Phrase("{position} of {total}", zh: "{position} / {total}")
}
