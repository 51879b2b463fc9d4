/// The texts of `snapshot` and `sync`, and of what takes its time.
extension Phrases {
  package static let snapshotPushed = Phrase(
    "Snapshot {id} is on the remote.", zh: "快照 {id} 已在远程仓库。")
  package static let snapshotFinished = Phrase(
    "The session is finished; its snapshot has been removed.", zh: "会话已完成，快照已删除。")
  package static let snapshotNothing = Phrase(
    "Session {session} has no prompt yet, so there is nothing to save.",
    zh: "会话 {session} 还没有输入，没有可保存的内容。")

  package static let syncBoth = Phrase(
    "Pushed this machine's changes and received others.",
    zh: "推送了本机的改动，也收到了其他机器的改动。")
  package static let syncPushed = Phrase("Pushed this machine's changes.", zh: "推送了本机的改动。")
  package static let syncReceived = Phrase(
    "Received changes from other machines.", zh: "收到了其他机器的改动。")
  package static let syncNothing = Phrase("Everything is up to date.", zh: "已经是最新。")

  package static let progressConnecting = Phrase("Connecting", zh: "正在连接")
  package static let progressFetching = Phrase("Fetching", zh: "正在拉取")
  package static let progressReceiving = Phrase("Receiving", zh: "正在接收")
  package static let progressRebasing = Phrase("Rebasing", zh: "正在变基")
  package static let progressPushing = Phrase("Pushing", zh: "正在推送")
  package static let progressCloning = Phrase("Cloning", zh: "正在克隆")
  package static let progressSyncing = Phrase("Syncing", zh: "正在同步")
  package static let progressSnapshot = Phrase("Taking the snapshot", zh: "正在生成快照")
  package static let progressChecking = Phrase("Checking", zh: "正在检查")
  package static let progressCheck = Phrase("Checking: {check}", zh: "正在检查：{check}")
  package static let progressSeconds = Phrase("{n} s", zh: "{n} 秒")
}
