/// The texts of `doctor` around its checks.
extension Phrases {
  package static let progressRemaking = Phrase("Making a new clone", zh: "正在重新克隆")
  package static let doctorHealthy = Phrase("Nothing in the clone is damaged.", zh: "克隆没有损坏。")
  package static let doctorRemade = Phrase(
    "The clone was made anew; {n} snapshots that had not been pushed were carried over. The old one is "
      + "kept: {folder}",
    one:
      "The clone was made anew; {n} snapshot that had not been pushed was carried over. The old one "
      + "is kept: {folder}",
    zh: "已重新克隆；{n} 个没推送的快照也转移过来了。旧的保留在：{folder}")
  package static let checkColumn = Phrase("CHECK", zh: "检查")
  package static let looksAtColumn = Phrase("LOOKS AT", zh: "检查内容")
  package static let deadlineColumn = Phrase("DEADLINE", zh: "时限")
  package static let doctorColon = Phrase(": ", zh: "：")
  package static let doctorLooksAt = Phrase("{group}: {title}", zh: "{group}：{title}")

  package static let doctorAllWell = Phrase(
    "{n} checks, all well, {seconds} s.", one: "{n} check, all well, {seconds} s.",
    zh: "{n} 项检查，全部正常，{seconds} 秒。")
  package static let doctorCounts = Phrase(
    "{n} checks: {counts}. {seconds} s.", one: "{n} check: {counts}. {seconds} s.",
    zh: "{n} 项检查：{counts}。{seconds} 秒。")
  package static let doctorNotTried = Phrase(
    "not tried, because of that: {names}", zh: "因此没有检查：{names}")
  package static let doctorOK = Phrase("{n} well", zh: "{n} 项正常")
  package static let doctorWarnings = Phrase("{n} warnings", one: "{n} warning", zh: "{n} 项警告")
  package static let doctorFailed = Phrase("{n} failed", zh: "{n} 项失败")
  package static let doctorCrashed = Phrase("{n} crashed", zh: "{n} 项崩溃")
  package static let doctorSkipped = Phrase("{n} not tried", zh: "{n} 项没有检查")

  package static let doctorDeadlineRange = Phrase(
    "The deadline is a number of seconds from 1 to 3600.", zh: "时限是 1 到 3600 之间的秒数。")
  package static let doctorNoPath = Phrase(
    "Cannot find the path of this program.", zh: "找不到本程序的路径。")
  package static let doctorOneRemote = Phrase(
    "Only one remote can be checked at a time.", zh: "一次只能检查一个远程仓库。")
  package static let doctorOneRemoteHint = Phrase(
    "Give one address, then names of checks.", zh: "先写一个地址，再写检查的名称。")
  package static let doctorUnknown = Phrase(
    "“{word}” is neither a check nor an address.", zh: "“{word}”既不是检查，也不是地址。")
  package static let doctorUnknownHint = Phrase(
    "List the checks: handoff doctor --list", zh: "列出所有检查：handoff doctor --list")

  // MARK: - The report, which is for those who mend handoff

  package static let helpDoctorReport = Phrase(
    "Write what a bug report needs into a file here; without secrets, titles and the remote's address.",
    zh: "把错误报告需要的内容写入当前目录的一个文件；不含密钥、标题和远程仓库的地址。")
  package static let doctorReported = Phrase(
    "The report is in {path}. Read it before you send it.",
    zh: "报告在 {path}。发送之前请先读一遍。")
  package static let doctorReportUnwritable = Phrase(
    "The report cannot be written to {path}: {reason}", zh: "无法把报告写入 {path}：{reason}")
  package static let doctorReportHint = Phrase(
    "Run it in a folder that is yours: cd && handoff doctor --report",
    zh: "请在你自己的目录里运行：cd && handoff doctor --report")
  package static let reportTitle = Phrase(always: "# Report of {version}")
  package static let reportOmissions = Phrase(
    always:
      "Left out: titles and texts of tasks, the remote's address, names of user and machines. `~` is the home "
      + "folder. A proxy and the names in a certificate may be here."
  )
  package static let reportVersions = Phrase(always: "Versions")
  package static let reportChecks = Phrase(always: "Checks")
  package static let reportSettings = Phrase(always: "Settings that are not the default")
  package static let reportIsSet = Phrase(always: "{name} is set")
  package static let reportWaiting = Phrase(always: "Remote and sessions")
  package static let reportEvents = Phrase(always: "Newest events")
}
