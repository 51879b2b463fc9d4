/// The texts of what was wrong with Claude Code's files, and with its answers to `claude -p`.
extension Phrases {
  package static let transcriptNone = Phrase(
    "There is no transcript at {path}", zh: "{path} 没有对话记录")
  package static let transcriptNoFile = Phrase(
    "The transcript path names a {kind}, not a regular file: {path}",
    zh: "对话记录的路径是 {kind}，不是普通文件：{path}")
  package static let transcriptFileUnreadable = Phrase(
    "The transcript cannot be read ({reason}): {path}", zh: "无法读取对话记录（{reason}）：{path}")

  package static let hookInputNone = Phrase(
    "The hook got no input. Claude Code writes one JSON object to a hook's standard input.",
    zh: "钩子没有收到输入。Claude Code 会向钩子的标准输入写一个 JSON 对象。")
  package static let hookInputLarge = Phrase(
    "The hook input has {bytes} bytes or more, but at most {limit} are read.",
    zh: "钩子的输入有 {bytes} 字节或更多，但最多读取 {limit} 字节。")
  package static let hookInputCut = Phrase(
    "The hook input ends in the middle of its JSON text, after {bytes} bytes.",
    zh: "钩子输入的 JSON 在 {bytes} 字节之后中断。")
  package static let hookInputNoJSON = Phrase(
    "The hook input is not JSON: the byte at offset {offset} is wrong.",
    zh: "钩子的输入不是 JSON：偏移 {offset} 处的字节有误。")
  package static let hookInputComplex = Phrase(
    "The hook input is nested too deeply or has too many values, at offset {offset}.",
    zh: "钩子的输入嵌套太深或值太多，在偏移 {offset} 处。")
  package static let hookInputNoObject = Phrase(
    "The hook input is JSON, but not an object.", zh: "钩子的输入是 JSON，但不是对象。")
  package static let hookInputNoText = Phrase(
    "The hook input has no “{member}” that is a string.", zh: "钩子的输入里没有字符串“{member}”。")
  package static let hookInputNoUUID = Phrase(
    "The “session_id” of the hook input is not a UUID, so it is not used in file names.",
    zh: "钩子输入里的“session_id”不是 UUID，所以不用于文件名。")

  package static let settingsNoJSON = Phrase(
    "The settings are not valid JSON: line {line}, column {column}. They were not changed.",
    zh: "设置不是有效的 JSON：第 {line} 行，第 {column} 列。没有改动设置。")
  package static let settingsCut = Phrase(
    "The settings are not valid JSON: the text ends too early. They were not changed.",
    zh: "设置不是有效的 JSON：内容不完整。没有改动设置。")
  package static let settingsComplex = Phrase(
    "The settings are nested too deeply or have too many values. They were not changed.",
    zh: "设置嵌套太深或值太多。没有改动设置。")
  package static let settingsType = Phrase(
    "The settings are not {expected}. They were not changed.",
    zh: "设置不是 {expected}。没有改动设置。")
  package static let settingsMemberType = Phrase(
    "“{place}” in the settings is not {expected}. The settings were not changed.",
    zh: "设置里的“{place}”不是 {expected}。没有改动设置。")
  package static let settingsProgram = Phrase(
    "Only handoff-snapshot and handoff-cleanup can be registered as hooks, not {path}",
    zh: "只有 handoff-snapshot 和 handoff-cleanup 能注册为钩子，{path} 不行")
  package static let settingsNoFile = Phrase(
    "The settings path names a {kind}, not a regular file: {path}",
    zh: "设置的路径是 {kind}，不是普通文件：{path}")
  package static let settingsLarge = Phrase(
    "The settings have more than {limit} bytes: {path}", zh: "设置超过 {limit} 字节：{path}")
  package static let settingsChanged = Phrase(
    "Another program wrote the settings just now; they were not changed. Try again: {path}",
    zh: "另一个程序刚刚写了设置；没有改动设置。请重试：{path}")
  package static let settingsReading = Phrase(
    "The settings cannot be read ({reason}): {path}", zh: "无法读取设置（{reason}）：{path}")
  package static let settingsWriting = Phrase(
    "The settings cannot be written ({reason}): {path}", zh: "无法写入设置（{reason}）：{path}")

  package static let modelNotInstalled = Phrase(
    "The program claude was not found.", zh: "没有找到程序 claude。")
  package static let modelNotLoggedIn = Phrase(
    "Claude Code is not logged in.", zh: "Claude Code 没有登录。")
  package static let modelLimited = Phrase(
    "Claude's usage limit has been reached.", zh: "已达到 Claude 的用量上限。")
  package static let modelOverloaded = Phrase(
    "The Claude API is overloaded or unavailable.", zh: "Claude API 过载或不可用。")
  package static let modelTimedOut = Phrase(
    "The model did not answer within {seconds} seconds.", zh: "模型在 {seconds} 秒内没有回复。")
  package static let modelCancelled = Phrase("The model call was cancelled.", zh: "模型调用被取消。")
  package static let modelTooLong = Phrase(
    "The conversation's digest is too long for the model.", zh: "对话的提要对模型来说太长。")
  package static let modelRefused = Phrase(
    "The Claude API refused the call: {text}", zh: "Claude API 拒绝了调用：{text}")
  package static let modelRefusedWithStatus = Phrase(
    "The Claude API refused the call with status {status}: {text}",
    zh: "Claude API 拒绝了调用，状态 {status}：{text}")
  package static let modelOldVersion = Phrase(
    "This version of Claude Code is too old: {text}", zh: "这个版本的 Claude Code 太旧：{text}")
  package static let modelBadAnswer = Phrase(
    "The model's answer is not a summary: {text}", zh: "模型的回复不是摘要：{text}")
  package static let modelFaultForm = Phrase("it lacks the sections", zh: "缺少规定的小节")
  package static let modelFaultRefusal = Phrase("it declines", zh: "模型拒绝回答")
  package static let modelFaultEmpty = Phrase("it says nothing", zh: "没有内容")
  package static let modelFaultEcho = Phrase("it repeats the instructions", zh: "只是重复了指令")
  package static let modelFaultLanguage = Phrase(
    "it is in another language than the conversation", zh: "语言与对话不同")
  package static let modelFaultNames = Phrase(
    "it names what the session does not know ({names})", zh: "提到了会话里没有的内容（{names}）")
  package static let modelFaultLength = Phrase(
    "it has {n} words", one: "it has {n} word", zh: "有 {n} 个词")
  package static let modelNoAnswer = Phrase("nothing was printed ({ending})", zh: "没有输出（{ending}）")
  package static let modelLongAnswer = Phrase(
    "more than {limit} bytes were printed", zh: "输出超过 {limit} 字节")
  package static let modelNotStarted = Phrase(
    "Claude Code could not be started: {text}", zh: "无法启动 Claude Code：{text}")
  package static let modelFolder = Phrase(
    "The folder {folder} cannot be made.", zh: "无法创建目录 {folder}。")
  package static let modelNoPath = Phrase(
    "{name} is neither a name nor an absolute path.", zh: "{name} 既不是名称，也不是绝对路径。")
  package static let modelNoProgram = Phrase("{path} is not a program.", zh: "{path} 不是程序。")

  package static let modelInstallHint = Phrase(
    "Install Claude Code, or add its folder to PATH.",
    zh: "安装 Claude Code，或把它的目录加进 PATH。")
  package static let modelLoginHint = Phrase(
    "Run claude and log in with /login.", zh: "运行 claude，用 /login 登录。")
  package static let modelLimitedHint = Phrase(
    "Wait until the limit is reset; until then summaries are written without a model.",
    zh: "等上限重置；在此之前，摘要不用模型生成。")
  package static let modelLaterHint = Phrase(
    "Try again later; nothing is lost.", zh: "稍后再试；没有丢失任何内容。")
  package static let modelContextHint = Phrase(
    "Choose a model with a larger context.", zh: "选一个上下文更长的模型。")
  package static let modelNameHint = Phrase(
    "Check the name of the model in the settings.", zh: "检查设置里的模型名称。")
  package static let modelRefusedHint = Phrase(
    "Run claude -p hello to see if calls work at all.",
    zh: "运行 claude -p hello，看看调用是否可用。")
  package static let modelUpdateHint = Phrase(
    "Update Claude Code with claude update.", zh: "用 claude update 更新 Claude Code。")
  package static let modelAnswerHint = Phrase(
    "Try again, or choose another model.", zh: "重试，或选别的模型。")
  package static let modelStartHint = Phrase(
    "Check the configured path and the permissions of the folder.",
    zh: "检查配置的路径和目录的权限。")
}
