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

  package static let progressConnecting = Phrase("Connecting to {host}", zh: "正在连接 {host}")
  package static let progressFetching = Phrase("Fetching", zh: "正在拉取")
  package static let progressReceiving = Phrase(
    "Receiving from {host}", zh: "正在从 {host} 接收")
  package static let progressRebasing = Phrase("Rebasing", zh: "正在变基")
  package static let progressPushing = Phrase("Pushing to {host}", zh: "正在推送到 {host}")
  package static let progressFinishing = Phrase("Finishing", zh: "正在标为完成")
  package static let progressRestoring = Phrase("Bringing back", zh: "正在恢复")
  package static let progressSaving = Phrase("Saving", zh: "正在保存")
  package static let progressTaking = Phrase("Taking the task over", zh: "正在接手任务")
  package static let progressSearching = Phrase("Searching", zh: "正在搜索")
  package static let progressHistory = Phrase("Reading the history", zh: "正在读取历史")
  package static let stopped = Phrase("Stopped.", zh: "已停止。")
  package static let stoppedKept = Phrase(
    "Stopped. What was not pushed is kept here and goes with the next push.",
    zh: "已停止。没推送的内容留在本机，下次一起推送。")
  package static let progressCloning = Phrase("Cloning", zh: "正在克隆")
  package static let progressSyncing = Phrase("Syncing", zh: "正在同步")
  package static let progressSnapshot = Phrase("Taking the snapshot", zh: "正在生成快照")
  package static let progressChecking = Phrase("Checking", zh: "正在检查")
  package static let progressCheck = Phrase("Checking: {check}", zh: "正在检查：{check}")
  package static let progressSeconds = Phrase("{n} s", zh: "{n} 秒")
}
