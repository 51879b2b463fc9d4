/// The texts of `done` and `restore`.
extension Phrases {
  package static let finishedColumn = Phrase("FINISHED", zh: "完成时间")
  package static let onColumn = Phrase("ON", zh: "机器")

  package static let doneTask = Phrase("Finished: {title}", zh: "已完成：{title}")
  package static let doneRenumbered = Phrase(
    "{number} is “{title}” in the list that was shown {time}, and “{now}” now.",
    zh: "在{time}显示的列表里，{number} 是“{title}”，现在是“{now}”。")
  package static let doneGone = Phrase(
    "{number} is “{title}” in the list that was shown; the list is shorter now.",
    zh: "在上次显示的列表里，{number} 是“{title}”；现在的列表变短了。")
  package static let doneNotShown = Phrase(
    "{number} is “{title}”, but no list was shown here, and numbers are those of a list.",
    zh: "{number} 是“{title}”，但这里没有显示过列表，而编号是列表里的编号。")
  package static let doneByID = Phrase("Finish it: handoff done {id}", zh: "完成它：handoff done {id}")
  package static let doneQuestion = Phrase("Finish “{title}” ({id})?", zh: "把“{title}”（{id}）标为完成？")
  package static let doneConfirm = Phrase("finish it", zh: "标为完成")
  package static let doneSession = Phrase(
    "Finished this session, which has no snapshot yet.", zh: "已完成当前会话，它还没有快照。")
  package static let doneUndo = Phrase(
    "Undo: handoff restore {task}", zh: "撤销：handoff restore {task}")
  package static let doneTaskOrSession = Phrase(
    "Name a task or a session (--session), not both.", zh: "任务和会话（--session）只能指定一个。")
  package static let doneTaskOrAge = Phrase(
    "Name tasks, or an age with --older-than, not both.",
    zh: "任务和时长（--older-than）只能写一个。")
  package static let doneOnlyWithAge = Phrase(
    "--machine and --yes go with --older-than.",
    zh: "--machine 和 --yes 要与 --older-than 一起用。")
  package static let doneTasks = Phrase(
    "Finished {n} tasks.", one: "Finished 1 task.", zh: "已完成 {n} 个任务。")
  package static let doneNothingOlder = Phrase(
    "No unfinished task is that old.", zh: "没有这么久的未完成任务。")
  package static let doneTheseQuestion = Phrase(
    "Finish these {n}?", one: "Finish this one?", zh: "把这 {n} 个标为完成？")
  package static let doneThese = Phrase("finish all {n}", one: "finish it", zh: "把这 {n} 个标为完成")
  package static let doneTheseHint = Phrase(
    "Without a question: handoff done --older-than {age} --yes",
    zh: "不询问：handoff done --older-than {age} --yes")
  package static let doneWhichHint = Phrase(
    "List the tasks: handoff list; then: handoff done N",
    zh: "先列出任务：handoff list；再运行：handoff done N")
  package static let doneWhichInside = Phrase(
    "This session: handoff done --session ID; another task: handoff done N",
    zh: "当前会话：handoff done --session ID；其他任务：handoff done N")

  package static let restoreDone = Phrase("Back in the list: {title}", zh: "已恢复到列表：{title}")
  package static let restoreNothing = Phrase("No finished tasks.", zh: "没有已完成的任务。")
}
