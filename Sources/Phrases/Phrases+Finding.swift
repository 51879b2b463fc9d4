// Finding a task, a session or a transcript by what was typed.
extension Phrases {
  package static let findNothing = Phrase("There is no task “{text}”.", zh: "没有叫“{text}”的任务。")
  package static let findNothingHint = Phrase(
    "List the tasks: handoff list; a finished one comes back with: handoff restore ID",
    zh: "列出任务：handoff list；恢复已完成的任务：handoff restore ID")
  package static let findSuggestions = Phrase("Did you mean: {tasks}", zh: "是不是想输入：{tasks}")
  package static let findSuggestion = Phrase("{id} “{title}”", zh: "{id}“{title}”")
  package static let findSeveral = Phrase(
    "“{text}” matches {n} tasks: {tasks}.", one: "“{text}” matches {n} task: {tasks}.",
    zh: "“{text}”对应 {n} 个任务：{tasks}。")
  package static let findSeveralHint = Phrase("Type more of the name.", zh: "再多输入几个字符。")
  package static let findNoNumber = Phrase(
    "There is no task number {number}: the list has {n} tasks.",
    one: "There is no task number {number}: the list has {n} task.",
    zh: "没有编号为 {number} 的任务：列表里有 {n} 个任务。")
  package static let findNoNumberHint = Phrase(
    "List the tasks: handoff list", zh: "列出任务：handoff list")
  package static let findFinished = Phrase(
    "Task number {number} of the last list has since been finished.",
    zh: "上次列表里的 {number} 号任务之后已经完成。")
  package static let findFinishedHint = Phrase(
    "List the tasks: handoff list; or bring it back: handoff restore {task}",
    zh: "列出任务：handoff list；或恢复它：handoff restore {task}")
  package static let findRemovedNothing = Phrase(
    "History has no finished task “{text}”.", zh: "历史里没有叫“{text}”的已完成任务。")
  package static let findRemovedNothingHint = Phrase(
    "List the finished tasks: handoff restore", zh: "列出已完成的任务：handoff restore")
  package static let findRemovedSeveral = Phrase(
    "“{text}” matches {n} finished tasks: {tasks}.",
    zh: "“{text}”对应 {n} 个已完成的任务：{tasks}。")

  package static let whichSessionUnknown = Phrase(
    "Which session? This version of Claude Code does not say.",
    zh: "哪个会话？这个版本的 Claude Code 不告知。")
  package static let whichSessionOutside = Phrase(
    "Which session? This is not running inside Claude Code.",
    zh: "哪个会话？这里不在 Claude Code 里面。")
  package static let whichSessionHint = Phrase(
    "Name it: handoff snapshot --session ID, or --transcript PATH",
    zh: "指定会话：handoff snapshot --session ID，或者 --transcript PATH")
  package static let notASessionID = Phrase(
    "“{text}” is not a session id, which is a UUID.", zh: "“{text}”不是会话 ID（UUID）。")
  package static let notASessionIDHint = Phrase(
    "Find it in Claude Code: /status", zh: "在 Claude Code 里查看：/status")

  package static let transcriptOfNobody = Phrase(
    "{path} does not say which session it belongs to.", zh: "{path} 没有说明属于哪个会话。")
  package static let transcriptOfNobodyHint = Phrase(
    "Name it: handoff snapshot --transcript PATH --session ID",
    zh: "指定会话：handoff snapshot --transcript PATH --session ID")
  package static let transcriptMissing = Phrase("There is no file {path}.", zh: "没有文件 {path}。")
  package static let transcriptMissingHint = Phrase(
    "Check the path of the transcript.", zh: "检查对话记录的路径。")
  package static let transcriptIsFolder = Phrase(
    "{path} is a folder, not a transcript.", zh: "{path} 是目录，不是对话记录。")
  package static let transcriptIsFolderHint = Phrase(
    "Name the .jsonl file of the session.", zh: "指定会话的 .jsonl 文件。")
  package static let transcriptNotFound = Phrase(
    "There is no transcript of the session {session} in {folder}/projects.",
    zh: "{folder}/projects 里没有会话 {session} 的对话记录。")
  package static let transcriptNotFoundHint = Phrase(
    "Name the file: handoff snapshot --transcript PATH",
    zh: "指定文件：handoff snapshot --transcript PATH")
  package static let transcriptUnreadable = Phrase(
    "The transcript cannot be read: {reason}", zh: "无法读取对话记录：{reason}")
  package static let transcriptUnreadableHint = Phrase(
    "Check the path; Claude Code deletes transcripts after 30 days.",
    zh: "检查路径；Claude Code 会在 30 天后删除对话记录。")
}
