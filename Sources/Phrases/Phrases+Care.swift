/// The texts of `note`, `rename`, `pin` and `unpin`.
extension Phrases {
  package static let helpNote = Phrase(
    "Add a note to a task, in your own words.", zh: "用自己的话给任务加一条备注。")
  package static let helpNoteMore = Phrase(
    "It stands in the task's snapshot with its date, and whoever goes on with the task reads it. A task "
      + "that is on another machine has to be gone on with here first.\n\nFor example:\n"
      + "  handoff note 5a90 ask Mia before the release",
    zh: "备注带着日期写进任务的快照，继续这个任务的人会看到。任务在其他机器上时，要先在本机继续它。"
      + "\n\n例如：\n  handoff note 5a90 发布前先问一下 Mia")
  package static let helpNoteText = Phrase("The note; quotes are not needed.", zh: "备注，不需要引号。")
  package static let noted = Phrase("Noted: {title}", zh: "已加备注：{title}")
  package static let noteEmpty = Phrase("This note has no words.", zh: "这条备注里没有字。")
  package static let noteTooLong = Phrase(
    "A note has at most {limit} characters.", zh: "备注最多 {limit} 个字符。")
  package static let helpRename = Phrase(
    "Give a task another title.", zh: "给任务换一个标题。")
  package static let helpRenameMore = Phrase(
    "It stays, whatever a model or the conversation says, until you give another one. It is cut at 60 "
      + "columns. A task that is on another machine has to be gone on with here first.\n\nFor example:\n"
      + "  handoff rename 5a90 Log in again after a token refresh",
    zh: "不管模型或对话怎么说，标题都不会变，直到你再换一个；最多 60 列。任务在其他机器上时，"
      + "要先在本机继续它。\n\n例如：\n  handoff rename 5a90 刷新令牌后重新登录")
  package static let helpRenameTitle = Phrase(
    "The title; quotes are not needed.", zh: "标题，不需要引号。")
  package static let renamed = Phrase("Renamed: {title}", zh: "已改名：{title}")
  package static let renameEmpty = Phrase(
    "A title needs a letter or a digit.", zh: "标题里至少要有一个字或数字。")
  package static let wordsElsewhere = Phrase(
    "“{title}” is on {machine}, and only {machine} can change it.",
    zh: "“{title}”在 {machine} 上，只有 {machine} 能改它。")
  package static let wordsElsewhereHint = Phrase(
    "Go on with it here first: handoff resume {id}", zh: "先在本机继续它：handoff resume {id}")

  package static let helpPin = Phrase(
    "Put a task at the top of this machine's lists.", zh: "让一个任务排在本机列表的最前面。")
  package static let helpPinMore = Phrase(
    "Pinned tasks have the mark ◆. Other machines are not told.\n\nFor example:\n"
      + "  handoff pin 2\n  handoff unpin 5a90",
    zh: "置顶的任务带有标记 ◆，其他机器不会知道。\n\n例如：\n"
      + "  handoff pin 2\n  handoff unpin 5a90")
  package static let helpUnpin = Phrase(
    "Put a pinned task back in its place.", zh: "取消任务的置顶。")
  package static let pinned = Phrase("Pinned: {title}", zh: "已置顶：{title}")
  package static let pinUndo = Phrase("Undo: handoff unpin {id}", zh: "撤销：handoff unpin {id}")
  package static let unpinned = Phrase("No longer pinned: {title}", zh: "已取消置顶：{title}")
  package static let unpinNothing = Phrase("“{title}” is not pinned.", zh: "“{title}”没有置顶。")
  package static let unpinNothingHint = Phrase(
    "Pinned tasks come first in: handoff list", zh: "置顶的任务排在最前面：handoff list")
  package static let pinsBusy = Phrase(
    "Another process is changing the pins.", zh: "另一个进程正在修改置顶。")
  package static let legendPinned = Phrase("pinned", zh: "已置顶")
}
