/// The texts of `forget`.
extension Phrases {
  package static let helpForget = Phrase(
    "Forget a session: on the remote and on all machines.",
    zh: "忘记一个会话：在远程仓库和所有机器上。")
  package static let helpForgetMore = Phrase(
    "Its snapshots are removed, and no machine takes one again until you say handoff snapshot --force "
      + "in it. git's history keeps what was pushed: --history replaces it by one commit, so that no "
      + "commit of the remote, and no clone that follows, has it any more. Hosts may keep old commits for "
      + "some time; a token that was in it must be revoked.",
    zh: "它的快照会被删除，任何机器都不再为它存快照，直到你在那个会话里运行 handoff snapshot "
      + "--force。推送过的内容仍在 git 的历史里：--history 用一个提交取代历史，"
      + "这样远程仓库的任何提交和跟随它的任何克隆里都不再有它。"
      + "托管平台可能会把旧的提交保留一段时间；其中出现过的令牌必须吊销。")
  package static let helpForgetTask = Phrase(
    "The id that list shows, or a session's whole ID; numbers are not taken.",
    zh: "list 显示的 ID 或完整的会话 ID，不接受编号。")
  package static let helpForgetHistory = Phrase(
    "Replace the remote's history, too.", zh: "连远程仓库的历史也取代。")
  package static let forgetQuestion = Phrase(
    "Forget “{title}”, and replace the whole history of {remote} by one commit?",
    zh: "忘记“{title}”，并用一个提交取代 {remote} 的全部历史？")
  package static let forgetHint = Phrase(
    "If that is wanted: handoff forget {task} --history --yes",
    zh: "如果确定：handoff forget {task} --history --yes")
  package static let forgetConfirm = Phrase("forget it", zh: "忘记它")
  package static let forgetSubject = Phrase(always: "Forget a session's history")
  package static let forgetDone = Phrase("Forgotten: {title}", zh: "已忘记：{title}")
  package static let forgetKept = Phrase(
    "The history of the remote still has it: handoff forget {task} --history",
    zh: "远程仓库的历史里还有它：handoff forget {task} --history")
  package static let forgetHosts = Phrase(
    "Hosts may keep old commits for some time; revoke a token that was in it.",
    zh: "托管平台可能会把旧的提交保留一段时间；其中出现过的令牌请吊销。")
  package static let forgetOwed = Phrase(
    "The clone still holds what there was: a branch such as handoff-waiting, a working tree or a merge "
      + "under way needs it. It goes by itself when that is over.",
    zh: "克隆里还有原来的内容：handoff-waiting 之类的分支、工作目录或正在进行的合并还需要它。"
      + "这些结束后会自动清除。")
  package static let forgetNumber = Phrase(
    "“{number}” may mean another task by now.", zh: "“{number}”现在可能是另一个任务。")
  package static let forgetNumberHint = Phrase(
    "Name the task by its id: handoff list", zh: "用 ID 指定任务：handoff list")
  package static let forgetUnknown = Phrase(
    "No session {session} is known here.", zh: "这里不知道会话 {session}。")
  package static let forgetNoSession = Phrase(
    "“{task}” is not a session's snapshot.", zh: "“{task}”不是会话的快照。")
  package static let forgetNoSessionHint = Phrase(
    "Finish it instead: handoff done {task}", zh: "改为标成完成：handoff done {task}")
  package static let progressForgetting = Phrase("Forgetting", zh: "正在忘记")
  package static let sessionForgotten = Phrase(
    "The session {session} is forgotten.", zh: "会话 {session} 已被忘记。")
  package static let sessionForgottenHint = Phrase(
    "Take snapshots of it again: handoff snapshot --session {session} --force",
    zh: "重新为它存快照：handoff snapshot --session {session} --force")
}
