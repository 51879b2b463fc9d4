/// The texts of `handoff help` and of the commands' `--help`, in the order of the commands.
extension Phrases {
  package static let helpHandoff = Phrase(
    "Pick up a Claude Code session on another machine.",
    zh: "在另一台机器上接着做 Claude Code 会话。")
  package static let helpHandoffMore = Phrase(
    "After each answer, your session is saved as one small Markdown file in a private git "
      + "repository of yours. Any machine lists what is unfinished and goes on with it.\n\n"
      + "Pages to read: handoff help TOPIC, with how, privacy, encryption, settings, remotes, hooks "
      + "or troubleshooting.",
    zh: "每次回复之后，会话会存成一个小的 Markdown 文件，放进你的私有 git 仓库。"
      + "任何一台机器都能列出未完成的任务并继续。\n\n"
      + "说明文档：handoff help TOPIC，TOPIC 可以是 how、privacy、encryption、settings、remotes、hooks 或 "
      + "troubleshooting。")
  package static let helpTasks = Phrase("Tasks", zh: "任务")
  package static let helpThisMachine = Phrase("This machine", zh: "本机")
  package static let helpSetup = Phrase("Setup", zh: "设置")
  package static let commandUnknown = Phrase(
    "There is no command “{word}”.", zh: "没有命令“{word}”。")
  package static let helpUnknown = Phrase(
    "There is no command and no topic “{word}”.", zh: "没有命令或主题“{word}”。")
  package static let commandLine = Phrase(always: "handoff {name}")
  package static let helpLine = Phrase(always: "handoff help {name}")
  package static let commandUnknownHint = Phrase(
    "All commands: handoff --help", zh: "所有命令：handoff --help")
  /// ArgumentParser's words, which say less than there is.
  package static let parserVersion = Phrase(always: "Show the version.")
  package static let helpVersion = Phrase(
    "Show the version; with --verbose also that of libcurl, ssh and the system.",
    zh: "显示版本；加 --verbose 还显示 libcurl、ssh 和系统的版本。")
  package static let helpComplete = Phrase(
    "Print the words that a shell offers.", zh: "输出 shell 补全用的词。")
  package static let helpInternal = Phrase("Internal", zh: "内部")

  package static let helpUsage = Phrase("Usage: {usage}", zh: "用法：{usage}")
  package static let helpHeading = Phrase("{name}:", zh: "{name}：")

  // Options and arguments of several commands.

  package static let helpColor = Phrase(
    "Use colour: auto, always or never.", zh: "使用颜色：auto、always 或 never。")
  package static let helpJSON = Phrase("Print JSON instead of text.", zh: "输出 JSON，而不是文本。")
  package static let helpFetch = Phrase("Fetch from the remote first.", zh: "先从远程仓库拉取。")
  package static let helpWait = Phrase(
    "Wait for the remote, however long it takes; otherwise two seconds.",
    zh: "一直等到远程仓库响应；默认只等两秒。")
  package static let helpPager = Phrase(
    "Show what is longer than the screen in a pager: HANDOFF_PAGER, PAGER or less.",
    zh: "超过一屏时用分页程序显示：HANDOFF_PAGER、PAGER 或 less。")
  package static let helpDryRun = Phrase(
    "Show the change without making it.", zh: "只显示会改动什么，不实际改动。")
  package static let helpTask = Phrase(
    "The id that list shows, a number of the last list, or words of the title.",
    zh: "list 显示的 ID、上次列表里的编号，或标题里的词。")

  // Tasks.

  package static let helpList = Phrase(
    "List the unfinished tasks of all machines.", zh: "列出所有机器上未完成的任务。")
  package static let helpListMore = Phrase(
    "A person is shown numbers, which the other commands take, and not what is older than 30 days; "
      + "a pipe gets everything, with tabs between the columns.\n\nFor example:\n"
      + "  handoff list login --project shop\n  handoff list --machine desk --since 3d\n"
      + "  handoff list --finished",
    zh: "给人看时有编号（其他命令可用），不显示超过 30 天的任务；输出到管道时是全部任务，"
      + "列之间用制表符分隔。\n\n例如：\n  handoff list login --project shop\n  handoff list "
      + "--machine desk --since 3d\n  handoff list --finished")
  package static let helpListWords = Phrase(
    "Words in title, project, folder, branch, machine or id; all of them have to be there.",
    zh: "标题、项目、目录、分支、机器或 ID 里的词；必须全部出现。")
  package static let helpListProject = Phrase(
    "Of this project: its name, or the last parts of it.",
    zh: "这个项目的任务：写名称，或名称的最后几段。")
  package static let helpListMachine = Phrase("Of the machine of this name.", zh: "属于这个名称的机器。")
  package static let helpListHere = Phrase("Of this machine.", zh: "属于本机。")
  package static let helpListSince = Phrase(
    "With an answer since then: a length of time, such as 3d or 12h, or a date.",
    zh: "在此之后有回复的任务：写时长（例如 3d 或 12h）或日期。")
  package static let helpListState = Phrase("In this state: {states}.", zh: "处于这个状态的任务：{states}。")
  package static let helpListAll = Phrase("Also what is older than 30 days.", zh: "也包括超过 30 天的任务。")
  package static let helpListFinished = Phrase(
    "The finished tasks, the newest first.", zh: "已完成的任务，最新的在前。")
  package static let helpListLimit = Phrase("No more tasks than this.", zh: "最多列出这么多个任务。")
  package static let helpSearch = Phrase(
    "Search the notes of all tasks, finished ones included.",
    zh: "搜索所有任务的笔记，包括已完成的。")
  package static let helpSearchMore = Phrase(
    "Each word has to be somewhere in a task: title, project, folder, branch, machine or notes. "
      + "Case counts in words with a capital.\n\nFor example:\n  handoff search retry policy",
    zh: "每个词都要出现在任务的某处：标题、项目、目录、分支、机器或笔记。"
      + "带大写字母的词区分大小写。\n\n例如：\n  handoff search retry policy")
  package static let helpSearchWords = Phrase("Words to look for.", zh: "要搜索的词。")
  package static let helpSearchFinished = Phrase("Search finished tasks, too.", zh: "也搜索已完成的任务。")
  package static let helpShow = Phrase("Show a task's snapshot.", zh: "显示任务的快照。")
  package static let helpShowMore = Phrase(
    """
    Finished tasks are shown, too. For example:
      handoff show 5a90
      handoff show 5a90 --section next
      handoff show 5a90 --diff
    """,
    zh: """
      已完成的任务也能显示。例如：
        handoff show 5a90
        handoff show 5a90 --section next
        handoff show 5a90 --diff
      """)
  package static let helpShowRaw = Phrase(
    "Show the file itself, as a pipe gets it.", zh: "显示文件本身，与管道得到的相同。")
  package static let helpShowDiff = Phrase(
    "Show what has changed since the version before.", zh: "显示与上一个版本相比的变化。")
  package static let helpShowSection = Phrase(
    "This section alone, such as task, next or files.", zh: "只显示这一部分，例如 task、next 或 files。")
  package static let helpResume = Phrase("Go on with a task on this machine.", zh: "在本机继续一个任务。")
  package static let helpResumeMore = Phrase(
    "At a terminal, this starts claude in the project's folder with the task's notes, if the "
      + "project is on this machine. Elsewhere, and with --print, it prints the prompt for a new "
      + "session.",
    zh: "在终端里，如果本机有这个项目，就在项目的目录里带着任务的笔记启动 claude。"
      + "其他情况以及使用 --print 时，打印给新会话用的提示词。")
  package static let helpResumePrint = Phrase(
    "Print the prompt instead of starting claude.", zh: "打印提示词，不启动 claude。")
  package static let helpResumeWith = Phrase(
    "Start another agent: codex, gemini, opencode, or a command, which gets the prompt last.",
    zh: "启动别的智能体：codex、gemini、opencode，或一条命令，提示词是它的最后一个参数。")
  package static let helpResumeFreshSession = Phrase(
    "Begin a new session from the notes, even if the conversation itself is here.",
    zh: "即使完整对话就在本机，也从笔记开始新会话。")
  package static let helpResumeTake = Phrase(
    "Carry on without a question, even if another machine is at the task.",
    zh: "即使另一台机器正在做这个任务，也不询问，直接继续。")
  package static let helpResumeArguments = Phrase(
    "Arguments for the agent, behind --.", zh: "给智能体的参数，写在 -- 之后。")
  package static let helpResumeSession = Phrase(
    "The session that takes the task over, if Claude Code does not say which one this is.",
    zh: "接手任务的会话，用于 Claude Code 不告知当前会话的情况。")
  package static let helpDone = Phrase("Mark a task as finished.", zh: "把任务标为完成。")
  package static let helpDoneMore = Phrase(
    "Its snapshot is removed on all machines; handoff restore brings it back. Inside Claude Code, "
      + "without a task, this finishes the session that it runs in. An open session goes on: its "
      + "snapshot comes back with the next prompt there.",
    zh: "它的快照会在所有机器上删除，可用 handoff restore 恢复。在 Claude Code 里不写任务时，"
      + "完成的是当前所在的会话。开着的会话照常继续：在那里再次输入后，快照又会回来。")
  package static let helpDoneTasks = Phrase(
    "The ids that list shows, numbers of the last list, or words of titles.",
    zh: "list 显示的 ID、上次列表里的编号，或标题里的词。")
  package static let helpDoneOlder = Phrase(
    "Finish all tasks without an answer for so long, such as 30d, or since a date; asks first.",
    zh: "完成所有这么久没有回复的任务，写时长（例如 30d）或日期；会先询问。")
  package static let helpDoneMachine = Phrase(
    "With --older-than: only those of the machine of this name.",
    zh: "与 --older-than 一起用：只完成这个名称的机器的任务。")
  package static let helpDoneYes = Phrase(
    "With --older-than: do not ask.", zh: "与 --older-than 一起用：不询问。")
  package static let helpDoneSession = Phrase(
    "The session whose task is finished, if Claude Code does not say which one this is.",
    zh: "要完成任务的会话，用于 Claude Code 不告知当前会话的情况。")
  package static let helpRestore = Phrase(
    "Bring a finished task back, or list the finished tasks.",
    zh: "恢复已完成的任务，或列出已完成的任务。")
  package static let helpRestoreTask = Phrase(
    "The ids that list --finished shows.", zh: "list --finished 显示的 ID。")

  // This machine.

  package static let helpSnapshot = Phrase(
    "Take and push a session's snapshot now.", zh: "立即生成并推送会话的快照。")
  package static let helpSnapshotMore = Phrase(
    "Inside Claude Code (in its Bash tool), this is the session that it runs in. The command "
      + "returns when the snapshot is on the remote. The model writes a new summary only if the "
      + "last one is old enough (snapshot_interval), or with --force.",
    zh: "在 Claude Code 里（它的 Bash 工具中），指的是当前所在的会话。"
      + "快照到达远程仓库后命令才返回。只有上次的摘要足够旧（snapshot_interval）或使用 --force "
      + "时，模型才写新的摘要。")
  package static let helpSnapshotSession = Phrase("The session's ID.", zh: "会话的 ID。")
  package static let helpSnapshotTranscript = Phrase(
    "The session's transcript, a .jsonl file.", zh: "会话的对话记录，一个 .jsonl 文件。")
  package static let helpSnapshotForce = Phrase(
    "Ask the model for a new summary even if the last one is recent; over ssh without a terminal, "
      + "where another machine waits, none is asked.",
    zh: "即使上次的摘要不久，也让模型写新的；通过 ssh 且没有终端、另一台机器在等待时，"
      + "不调用模型。")
  package static let helpSnapshotKeep = Phrase(
    "Keep the snapshot after the session ends, until handoff done.",
    zh: "会话结束后保留快照，直到 handoff done。")
  package static let helpSnapshotNote = Phrase(
    "A remark of yours to keep in the snapshot.", zh: "你自己的备注，保存在快照里。")
  package static let helpRefresh = Phrase(
    "Fetch for a command that did not wait.", zh: "替没有等待的命令拉取。")
  package static let helpWorker = Phrase("Take a snapshot on behalf of a hook.", zh: "替钩子生成快照。")
  package static let helpSync = Phrase(
    "Wait for this machine's snapshots, then fetch and push.",
    zh: "等本机的快照完成，然后拉取和推送。")
  package static let helpStatusMore = Phrase(
    "With --line it is one line from small files of this machine, empty where there is nothing to "
      + "tell.\n\nFor example:\n"
      + "  Claude Code, in settings.json: {settings}\n"
      + "  tmux: set -g status-right '#(handoff status --line --width 30)'\n"
      + "  bash: PS1='$(handoff status --line --width 20) '$PS1",
    zh: "加上 --line 时只有一行，取自本机的几个小文件，没有要说的就是空的。\n\n例如：\n"
      + "  Claude Code，settings.json 里：{settings}\n"
      + "  tmux：set -g status-right '#(handoff status --line --width 30)'\n"
      + "  bash：PS1='$(handoff status --line --width 20) '$PS1")
  package static let helpStatusLine = Phrase(
    "One line for a prompt or a status line.", zh: "只输出一行，用于提示符或状态栏。")
  package static let helpStatusWidth = Phrase(
    "With --line: the columns that it may have.", zh: "配合 --line：最多占多少列。")
  package static let helpStatus = Phrase(
    "Show this machine's sessions, what is pending, and today's model calls.",
    zh: "显示本机的会话、待处理的内容和今天的模型调用。")
  package static let helpLog = Phrase(
    "Show the log of hooks and background work.", zh: "显示钩子和后台工作的日志。")
  package static let helpLogSession = Phrase(
    "Show only this session; the beginning of its ID is enough.",
    zh: "只显示这个会话；写 ID 的开头即可。")
  package static let helpLogLines = Phrase("The most events to show.", zh: "最多显示多少条事件。")

  // Setup.

  package static let helpInit = Phrase(
    "Set up this machine: its name and the sync repository.", zh: "设置本机：名称和同步仓库。")
  package static let helpInitMore = Phrase(
    "Asks at a terminal for what is not given, and checks each answer at once; run it again to see how "
      + "this machine is set up, and to change it. The sync repository should be private and may be empty. "
      + "With --repo alone, a clone that you already have is adopted, such as the one of older scripts.",
    zh: "在终端里，没有给出的都会询问，每个回答立即检查；再次运行可以查看和修改本机的设置。"
      + "同步仓库应当是私有的，可以是空的。只写 --repo 时，沿用你已有的克隆，"
      + "例如旧脚本的那一个。")
  package static let helpInitRemote = Phrase(
    "The address of the sync repository, in any form that git takes; YOU/tasks is one on GitHub. On a "
      + "machine that is set up, everything moves there.",
    zh: "同步仓库的地址，git 接受的任何形式都行；YOU/tasks 表示 GitHub 上的仓库。在已设置的机器上，"
      + "所有内容都会移到那里。")
  package static let helpInitMachine = Phrase(
    "This machine's name in its snapshots. (default: the host name)",
    zh: "本机在快照里的名称。（默认：主机名）")
  package static let helpInitRepo = Phrase(
    "The folder of the clone. (default: ~/.local/share/handoff/repo)",
    zh: "克隆所在的目录。（默认：~/.local/share/handoff/repo）")
  package static let helpInitCreate = Phrase(
    "Make the sync repository first, at a path on this computer or a drive that others see.",
    zh: "先新建同步仓库，位置是本机上的路径，或其他机器也能访问的磁盘。")
  package static let helpInitReplace = Phrase(
    "Take the place of a machine that used this name and is gone.",
    zh: "取代一台用过这个名称、已经不在的机器。")
  package static let helpInitShared = Phrase(
    "Accept a remote that holds something else than tasks.", zh: "接受里面不只有任务的远程仓库。")
  package static let helpInitPublic = Phrase(
    "Accept a remote that anybody on the network can read; it is remembered.",
    zh: "接受网络上任何人都能读取的远程仓库，并记住这个选择。")
  package static let helpInstall = Phrase(
    "Register the hooks with Claude Code, and install the skill.",
    zh: "向 Claude Code 注册钩子，并安装技能。")
  package static let helpInstallMore = Phrase(
    "Running it again changes nothing; other tools' hooks and the formatting of the settings are "
      + "kept. With the skill, “what's in my unfinished tasks?” works inside a session.",
    zh: "重复运行不会改变什么；其他工具的钩子和设置文件的格式都会保留。有了技能，"
      + "在会话里就能问“我有哪些未完成的任务？”。")
  package static let helpInstallSkill = Phrase("Install the skill.", zh: "安装技能。")
  package static let helpInstallForce = Phrase(
    "Replace an edited skill, and register the hooks even if the plugin provides them.",
    zh: "替换被改动过的技能；即使插件已提供钩子，也注册钩子。")
  package static let helpUninstall = Phrase(
    "Remove the hooks from Claude Code's settings, and the skill.",
    zh: "从 Claude Code 的设置里移除钩子，并移除技能。")
  package static let helpDoctor = Phrase("Check the setup and suggest fixes.", zh: "检查设置，并给出修复建议。")
  package static let helpDoctorMore = Phrase(
    "Without --fix and --report nothing is changed, and nothing is written to the remote. The exit "
      + "status is 0 if no check failed; warnings do not count. With REMOTE, the checks of a remote run for that address, "
      + "before or after handoff init. The names of the checks: handoff doctor --list",
    zh: "不加 --fix 和 --report 时，不改动任何内容，也不向远程仓库写入。没有检查失败时退出状态是 0；"
      + "警告不算。写了 REMOTE 时，对那个地址运行远程仓库的检查，在 handoff init 之前或之后都可以。检查的名称："
      + "handoff doctor --list")
  package static let helpDoctorWords = Phrase(
    "The address of a remote, or names of checks.", zh: "远程仓库的地址，或检查的名称。")
  package static let helpDoctorCheck = Phrase(
    "Run this check; may be given several times.", zh: "运行这项检查；可以写多次。")
  package static let helpDoctorList = Phrase(
    "List the checks without running them.", zh: "列出检查，不运行。")
  package static let helpDoctorQuiet = Phrase("Show only warnings and failures.", zh: "只显示警告和失败。")
  package static let helpDoctorVerbose = Phrase(
    "Show every check with what it found; a check that is named is always shown so.",
    zh: "显示每一项检查和它看到的内容；指名的检查总是这样显示。")
  package static let helpDoctorFix = Phrase(
    "Make a damaged clone anew, and carry over what was not pushed; the old one is kept.",
    zh: "重做损坏的克隆，并转移没推送的内容；旧的会保留。")
  package static let helpDoctorDeep = Phrase(
    "Clone the remote into a temporary folder and read every task, too.",
    zh: "另外把远程仓库克隆到临时目录，读取每一个任务。")
  package static let helpDoctorDeadline = Phrase(
    "The most seconds that each check may take.", zh: "每项检查最多用多少秒。")
}
