// The settings: what each one is for, what is wrong with a value, and where it comes from.
extension Phrases {
  // Code stands between backticks, which the terminal leaves out.
  package static let purposeOfMachine = Phrase(
    "this machine's name in the names of its snapshots", zh: "本机在快照名称里用的名称")
  package static let purposeOfRemote = Phrase(
    "the address of the sync repository; `handoff init` keeps it, and `handoff init --remote URL` moves to "
      + "another",
    zh: "同步仓库的地址；由 `handoff init` 记下，`handoff init --remote URL` 换成另一个")
  package static let purposeOfRepo = Phrase("the clone of the sync repository", zh: "同步仓库的克隆")
  package static let purposeOfSummarizer = Phrase(
    "who writes summaries: `auto` (a model where `claude` is found), `claude`, `extract` (no model)",
    zh: "由谁写摘要：`auto`（找得到 `claude` 就用模型）、`claude`、`extract`（不用模型）")
  package static let purposeOfModel = Phrase(
    "the model that `claude -p` is asked for", zh: "`claude -p` 使用的模型")
  package static let purposeOfClaude = Phrase("the Claude Code program", zh: "Claude Code 程序")
  package static let purposeOfSnapshotInterval = Phrase(
    "seconds between two model summaries of a session", zh: "同一会话两次模型摘要之间的秒数")
  package static let purposeOfPushInterval = Phrase(
    "seconds between two pushes of this machine", zh: "本机两次推送之间的秒数")
  package static let purposeOfQuietPush = Phrase(
    "seconds without a hook after which an answer is pushed within that time, too; `0`: never",
    zh: "多少秒没有钩子触发后，在上述间隔之内也推送回复；`0` 表示从不")
  package static let purposeOfGracePeriod = Phrase(
    "seconds to wait after a closed terminal, in case the machine is shutting down",
    zh: "终端关闭后等待的秒数，以防机器正在关机")
  package static let purposeOfSummaryTimeout = Phrase(
    "seconds that a model summary may take", zh: "一次模型摘要最多用多少秒")
  package static let purposeOfIncludePrintSessions = Phrase(
    "whether `claude -p` sessions get snapshots, too", zh: "`claude -p` 的会话是否也存快照")
  package static let purposeOfMaxSummariesPerHour = Phrase(
    "the most model summaries in an hour, all sessions together",
    zh: "所有会话合计，每小时最多几次模型摘要")
  package static let purposeOfMaxSummariesPerDay = Phrase(
    "the most model summaries in a day, all sessions together",
    zh: "所有会话合计，每天最多几次模型摘要")
  package static let purposeOfExclude = Phrase(
    "folders (`~/clients/**`) and remotes (`github.com/acme/*`) whose sessions leave no trace",
    zh: "不留任何痕迹的会话所在的目录（`~/clients/**`）和远程仓库（`github.com/acme/*`）")
  package static let purposeOfInclude = Phrase(
    "exceptions from `exclude`, the more specific pattern wins; without `exclude`, the only places whose "
      + "sessions are kept",
    zh: "`exclude` 的例外，更具体的模式优先；没有 `exclude` 时，只保留这些位置的会话")
  package static let defaultOfPlaces = Phrase("none", zh: "无")
  package static let purposeOfSessionHint = Phrase(
    "whether a new session gets one line about unfinished tasks of its project on other machines",
    zh: "新会话开始时，是否用一行提示项目在其他机器上的未完成任务")
  package static let purposeOfProjectRoots = Phrase(
    "folders in which `handoff resume` looks for projects, two levels deep: `~/src:~/work`",
    zh: "`handoff resume` 查找项目的目录，深入两层：`~/src:~/work`")
  package static let defaultOfProjectRoots = Phrase("none", zh: "无")
  package static let purposeOfPublicRemote = Phrase(
    "the remote that may be one that anybody can read; set by `handoff init --allow-public`",
    zh: "允许任何人读取的远程仓库；由 `handoff init --allow-public` 设置")
  package static let purposeOfMachineSSH = Phrase(
    "ssh addresses for `handoff resume --fresh`: `desk=desk.local studio=ann@studio`; set them by "
      + "`handoff machine ssh`",
    zh: "`handoff resume --fresh` 用的 ssh 地址：`desk=desk.local studio=ann@studio`；用 "
      + "`handoff machine ssh` 设置")

  package static let defaultOfMachineSSH = Phrase("none", zh: "无")
  package static let purposeOfPassEnvironment = Phrase(
    "more variables that `claude -p`, ssh and credential helpers get: `MY_CA CORP_*`; never "
      + "handoff's own",
    zh: "另外传给 `claude -p`、ssh 和凭据助手的变量：`MY_CA CORP_*`；handoff 自己的从不传")
  package static let defaultOfPassEnvironment = Phrase("none", zh: "无")
  package static let purposeOfRedact = Phrase(
    "rules of your own for what is masked, `name=pattern` each; tried with `handoff preview --rule`",
    zh: "你自己的遮盖规则，每条写成 `name=pattern`；用 `handoff preview --rule` 试验")
  package static let purposeOfRedactAllow = Phrase(
    "patterns of values that look like secrets and are none: they are left as they are",
    zh: "看起来像敏感信息但不是的值的模式：保持原样")
  package static let defaultOfRules = Phrase("none", zh: "无")
  package static let settingIsRules = Phrase(
    "{name} is a list of rules, such as [“ticket=ACME-[0-9]+”], whose patterns are regular "
      + "expressions that never fit an empty text, not {value}.",
    zh: "{name} 是规则的列表，例如 [“ticket=ACME-[0-9]+”]，模式是不匹配空文本的正则表达式，"
      + "而不是 {value}。")
  package static let defaultOfMachine = Phrase("the host's name at `init`", zh: "运行 `init` 时的主机名")

  package static let settingIsText = Phrase(
    "{name} is a text, not {value}.", zh: "{name} 是文本，而不是 {value}。")
  package static let settingIsSeconds = Phrase(
    "{name} is a number of seconds, not {value}.", zh: "{name} 是秒数，而不是 {value}。")
  package static let settingIsCount = Phrase(
    "{name} is a whole number, not {value}.", zh: "{name} 是整数，而不是 {value}。")
  package static let settingIsSwitch = Phrase(
    "{name} is true or false, not {value}.", zh: "{name} 是 true 或 false，而不是 {value}。")
  package static let settingIsChoice = Phrase(
    "{name} is one of {choices}, not {value}.", zh: "{name} 是 {choices} 之一，而不是 {value}。")
  package static let settingIsMachineName = Phrase(
    "{name} is made of letters, digits, “.”, “_” and “-”, at most 63 of them; {value} is not.",
    zh: "{name} 由字母、数字、“.”、“_”和“-”组成，最多 63 个字符；{value} 不符合。")
  package static let settingIsAddresses = Phrase(
    "{name} has names of machines with addresses for ssh, such as “desk=desk.local”, not {value}.",
    zh: "{name} 是机器名和 ssh 地址，例如“desk=desk.local”，而不是 {value}。")

  package static let settingIsVariables = Phrase(
    "{name} has names of variables, where “CORP_*” means all that begin with “CORP_”, not {value}.",
    zh: "{name} 是变量名，“CORP_*”表示以“CORP_”开头的全部变量，而不是 {value}。")
  package static let settingIsPlaces = Phrase(
    "{name} is a list of folders and remotes, such as [“~/clients/**”, “github.com/acme/*”], not "
      + "{value}.",
    zh: "{name} 是目录和远程仓库的列表，例如 [“~/clients/**”, “github.com/acme/*”]，而不是 "
      + "{value}。")
  package static let settingPlace = Phrase(
    "{name} has the pattern “{pattern}”, but {reason}.",
    zh: "{name} 里有模式“{pattern}”，但{reason}。")
  package static let placeIsEmpty = Phrase("a pattern has at least one character", zh: "模式至少要有一个字符")
  package static let placeIsRelative = Phrase(
    "a folder begins with “/” or “~/”, and a remote with its host, as in “github.com/acme/*”",
    zh: "目录以“/”或“~/”开头，远程仓库以主机名开头，例如“github.com/acme/*”")
  package static let placeHasStars = Phrase(
    "“**” stands alone between two slashes", zh: "“**”要单独放在两个斜杠之间")
  package static let placeHasDots = Phrase("“..” leads out of the place", zh: "“..”会走出这个位置")

  package static let setByFlag = Phrase("It is set by {flag}.", zh: "它由 {flag} 设置。")
  package static let setByVariable = Phrase(
    "It is set by the environment variable {variable}.", zh: "它由环境变量 {variable} 设置。")
  package static let setInFile = Phrase(
    "It is set in {path}, line {line}. Set it again: handoff config set {name} VALUE",
    zh: "它在 {path} 第 {line} 行设置。重新设置：handoff config set {name} VALUE")

  package static let originFlag = Phrase("flag ({flag})", zh: "选项（{flag}）")
  package static let originEnvironment = Phrase("environment ({variable})", zh: "环境变量（{variable}）")
  package static let originFile = Phrase("file ({path})", zh: "文件（{path}）")
  package static let originDefault = Phrase("default", zh: "默认值")

  package static let unknownSetting = Phrase("There is no setting “{name}”.", zh: "没有设置“{name}”。")
  package static let seeSettings = Phrase(
    "See all settings: handoff config", zh: "查看所有设置：handoff config")
  package static let settingStored = Phrase(
    "{name} is now {value}, in {path}", zh: "{name} 现在是 {value}，写在 {path}")
  package static let settingRemoved = Phrase(
    "{name} is {value} again, its default", zh: "{name} 恢复为默认值 {value}")
  package static let settingOverridden = Phrase(
    "The environment variable {variable} is set, and wins: {name} is {value} here.",
    zh: "环境变量 {variable} 优先：在这里 {name} 是 {value}。")

  package static let configurationNotJSON = Phrase(
    "{path} is not valid JSON: line {line}, column {column}.",
    zh: "{path} 不是有效的 JSON：第 {line} 行，第 {column} 列。")
  package static let configurationCutOff = Phrase(
    "{path} is not valid JSON: it ends too early.", zh: "{path} 不是有效的 JSON：内容不完整。")
  package static let configurationTooComplex = Phrase(
    "{path} has too many values.", zh: "{path} 里的值太多。")
  package static let configurationNotAnObject = Phrase(
    "{path} is not a JSON object.", zh: "{path} 不是 JSON 对象。")
  package static let fixInEditor = Phrase("Fix it in an editor: {path}", zh: "用编辑器修好它：{path}")
  package static let configurationNotWritten = Phrase(
    "{path} does not have what was written to it.", zh: "{path} 里不是刚才写入的内容。")

  package static let configAbstract = Phrase(
    "Show the settings and where each one comes from, or change one.",
    zh: "显示设置及其来源，或修改一项设置。")
  package static let configDiscussion = Phrase(
    "The settings are kept in config.json; HANDOFF_<SETTING> in the environment wins.",
    zh: "设置保存在 config.json 里；环境变量 HANDOFF_<SETTING> 优先。")
  package static let configShowAbstract = Phrase("Show all settings.", zh: "显示所有设置。")
  package static let configGetAbstract = Phrase(
    "Print the value of one setting.", zh: "打印一项设置的值。")
  package static let configEditAbstract = Phrase(
    "Open config.json in your editor; it takes effect once every setting in it can be read.",
    zh: "用编辑器打开 config.json；里面每项设置都能读取时才生效。")
  package static let configEditDiscussion = Phrase(
    "The editor is the one that VISUAL or EDITOR names. It gets a copy, which takes the place of the file "
      + "when it has been checked.",
    zh: "编辑器由 VISUAL 或 EDITOR 指定。它打开的是副本，检查通过后才替换原文件。")
  package static let editorMissing = Phrase(
    "There is no editor to open config.json with.", zh: "没有可以打开 config.json 的编辑器。")
  package static let editorMissingHint = Phrase(
    "Name yours: EDITOR=nano handoff config edit", zh: "指定你的编辑器：EDITOR=nano handoff config edit")
  package static let editorFailed = Phrase(
    "The editor “{editor}” has failed, and config.json stays as it was.",
    zh: "编辑器“{editor}”出错，config.json 保持原样。")
  package static let configAgainQuestion = Phrase(
    "{path} cannot be used like this.", zh: "{path} 这样写不能用。")
  package static let configAgain = Phrase("edit it again", zh: "再次编辑")
  package static let configDrop = Phrase(
    "drop the changes and keep the file as it was", zh: "放弃改动，文件保持原样")
  package static let configUnchanged = Phrase("Nothing was changed in {path}", zh: "{path} 没有改动")
  package static let configEdited = Phrase("Changed {path}", zh: "已修改 {path}")
  package static let lineOfText = Phrase("It is set in line {line}.", zh: "它在第 {line} 行设置。")
  package static let configSetAbstract = Phrase(
    "Set a setting in config.json.", zh: "在 config.json 里设置一项。")
  package static let configUnsetAbstract = Phrase(
    "Take a setting out of config.json, so that its default holds.",
    zh: "从 config.json 里删除一项设置，恢复默认值。")
  package static let configOriginHelp = Phrase("Show where each value comes from.", zh: "显示每个值的来源。")
  package static let configNameHelp = Phrase("The setting's name.", zh: "设置的名称。")
  package static let configValueHelp = Phrase("Its new value.", zh: "新的值。")
  package static let settingColumn = Phrase("SETTING", zh: "设置")
  package static let valueColumn = Phrase("VALUE", zh: "值")
  package static let originColumn = Phrase("ORIGIN", zh: "来源")
  package static let purposeColumn = Phrase("PURPOSE", zh: "用途")

  package static let notSetUp = Phrase(
    "handoff is not set up on this machine.", zh: "本机还没有设置 handoff。")
  package static let runInit = Phrase(
    "Run: handoff init --remote URL", zh: "运行：handoff init --remote URL")
}
