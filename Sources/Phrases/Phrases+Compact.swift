/// The texts of `compact`.
extension Phrases {
  package static let helpCompact = Phrase(
    "Replace the remote's history by one commit.", zh: "用一个提交取代远程仓库的历史。")
  package static let helpCompactMore = Phrase(
    "Unfinished tasks stay; finished ones can no longer be restored. The other machines follow by "
      + "themselves, with what they have not pushed.",
    zh: "未完成的任务保留；已完成的任务不能再恢复。其他机器会自动跟上，没推送的内容也会带上。")
  package static let helpCompactYes = Phrase("Do not ask.", zh: "不询问。")
  package static let compactQuestion = Phrase(
    "Replace the whole history of {remote} by one commit? Finished tasks cannot be restored then.",
    zh: "用一个提交取代 {remote} 的全部历史？之后无法再恢复已完成的任务。")
  package static let compactHint = Phrase(
    "If that is wanted: handoff compact --yes", zh: "如果确定：handoff compact --yes")
  package static let compactConfirm = Phrase("replace it", zh: "取代它")
  package static let compactSubject = Phrase(always: "Compact the history")
  package static let progressCompacting = Phrase("Replacing the history", zh: "正在取代历史")
  package static let compactDone = Phrase(
    "{n} commits of {remote} are one now. The other machines follow by themselves.",
    one: "{n} commit of {remote} is one now. The other machines follow by themselves.",
    zh: "{remote} 的 {n} 个提交合成了一个。其他机器会自动跟上。")
  package static let compactNothing = Phrase("There is nothing to compact.", zh: "没有可压缩的内容。")
}
