/// The texts on what leaves no trace.
extension Phrases {
  package static let exclusionPattern = Phrase(
    "This session leaves no trace: its place matches “{pattern}” in the setting exclude.",
    zh: "这个会话不留痕迹：所在位置匹配设置 exclude 里的“{pattern}”。")
  package static let exclusionOthers = Phrase(
    "This session leaves no trace: {folder} is not in the setting include.",
    zh: "这个会话不留痕迹：{folder} 不在设置 include 里。")
  package static let exclusionSession = Phrase(
    "This session leaves no trace: it is paused.", zh: "这个会话不留痕迹：它已暂停。")
  package static let exclusionProject = Phrase(
    "This session leaves no trace: the project {project} is paused.",
    zh: "这个会话不留痕迹：项目 {project} 已暂停。")
  package static let exclusionMachine = Phrase(
    "This session leaves no trace: this machine is paused.", zh: "这个会话不留痕迹：本机已暂停。")
  package static let exclusionFile = Phrase(
    "This session leaves no trace: {path} leaves out the whole folder.",
    zh: "这个会话不留痕迹：{path} 排除了整个目录。")
  package static let exclusionFileHint = Phrase(
    "To leave out single files, write their patterns into it, as in .gitignore.",
    zh: "只排除个别文件的话，像 .gitignore 那样把模式写进去。")
  package static let exclusionHint = Phrase(
    "See the settings: handoff config --origin", zh: "查看设置：handoff config --origin")
  package static let helpPause = Phrase("Take no snapshots for a while.", zh: "暂时不存快照。")
  package static let helpUnpause = Phrase("Take snapshots again.", zh: "恢复存快照。")
  package static let helpPauseMore = Phrase(
    "Without an option, this is for the project of the current folder. While it lasts, its sessions leave no "
      + "trace in the sync repository and in no model's call; snapshots from before stay. The first answer "
      + "after the pause is snapshotted as usual, with all of its session: nothing that was said meanwhile "
      + "is hidden then. For places that are never to leave a trace, see the setting exclude.",
    zh: "不加选项时，暂停当前目录所属的项目。暂停期间，它的会话不会在同步仓库里留下痕迹，"
      + "也不会进入任何模型调用；之前的快照保留。暂停结束后的第一次回复照常存快照，"
      + "包含整个会话：暂停期间说过的话那时并不会隐藏。如果某些位置永远不该留下痕迹，请用设置 "
      + "exclude。")
  package static let helpPauseSession = Phrase(
    "Only this session; the beginning of its ID is enough.",
    zh: "只暂停这个会话；写 ID 的开头即可。")
  package static let helpPauseProject = Phrase(
    "All sessions of this folder's project. (default)", zh: "这个目录所属项目的所有会话。（默认）")
  package static let helpPauseMachine = Phrase("All sessions of this machine.", zh: "本机的所有会话。")
  package static let helpPauseFor = Phrase(
    "How long, such as 90m, 2h or 1d.", zh: "暂停多久，例如 90m、2h 或 1d。")
  package static let pauseOneOf = Phrase(
    "Choose one of --session, --project and --machine.",
    zh: "--session、--project 和 --machine 只能选一个。")
  package static let pauseNoLength = Phrase(
    "“{text}” is not a length of time up to a year, such as 90m, 2h or 1d.",
    zh: "“{text}”不是一年以内的时长，例如 90m、2h、1d。")
  package static let pauseWhichHint = Phrase(
    "See the sessions of this machine: handoff status", zh: "查看本机的会话：handoff status")
  package static let pauseMachine = Phrase("this machine", zh: "本机")
  package static let pauseProject = Phrase("the project {project}", zh: "项目 {project}")
  package static let pauseSession = Phrase("the session {id}", zh: "会话 {id}")
  package static let pauseLine = Phrase("Paused: {name}.", zh: "已暂停：{name}。")
  package static let pauseLineUntil = Phrase(
    "Paused: {name}, until {time}.", zh: "已暂停：{name}，到 {time} 为止。")
  package static let pauseEnded = Phrase("No longer paused: {name}.", zh: "不再暂停：{name}。")
  package static let pauseNone = Phrase(
    "There is no pause to end for {name}.", zh: "{name}没有暂停，无需恢复。")
  package static let pauseEndMachine = Phrase(
    "End it: handoff unpause --machine", zh: "结束暂停：handoff unpause --machine")
  package static let pauseEndProject = Phrase(
    "End it, in the project's folder: handoff unpause",
    zh: "在项目的目录里结束暂停：handoff unpause")
  package static let pauseEndSession = Phrase(
    "End it: handoff unpause --session {id}", zh: "结束暂停：handoff unpause --session {id}")

  package static let exclusionKept = Phrase(
    "Its snapshot from before stays where it is. Remove it: handoff done {id}",
    zh: "它之前的快照保持原样。删除：handoff done {id}")
  package static let exclusionResume = Phrase(
    "Nothing was taken over. Print the task's notes: handoff resume {task} --print",
    zh: "没有接手。打印任务的笔记：handoff resume {task} --print")
  package static let exclusionTaking = Phrase(
    "The task's notes follow, but other machines are not told that it goes on here.",
    zh: "任务的笔记如下，但其他机器不会知道它在这里继续。")
}
