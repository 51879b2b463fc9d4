// The help topic `how`, in Markdown.
extension Phrases {
  package static let howTitle = Phrase("How it works", zh: "工作原理")
  package static let howPage = Phrase(
    """
    ## What happens when

    - **After an answer** the hook leaves a note and returns; a detached worker writes the \
    snapshot and pushes it, at most every 5 minutes (`push_interval`). When you stop, it does \
    not wait for that: after 30 seconds without another prompt or answer (`quiet_push`) the \
    last one is pushed, at most once a minute for all sessions of a machine. A session's first \
    answer waits for that minute at most. A prompt that gets no answer within 5 minutes, \
    because you pressed Esc or the turn is long, is pushed, too, with what was done until \
    then. A machine that falls asleep earlier has pushed what was before.
    - **How old what you find elsewhere is**: if the other machine is awake and you have told \
    this one how to reach it (`handoff machine ssh desk desk.local`, then `handoff resume N \
    --fresh`), seconds: it is asked over ssh to push what the session knows now, without a \
    model. Awake and not reachable: about 30 seconds after its last answer. Asleep: whatever \
    it pushed last. The address is your word on this machine alone, never the repository's; \
    nobody is asked without `--fresh`, and where asking fails, a warning says why.
    - **The summary** has six sections: Task, Done, In progress, Next steps, Files, Handoff \
    prompt. What the transcript says by itself (your words, answers, decisions, what failed \
    and stands, files) is kept current without a model. A model's text stands beside it and \
    replaces none of it; it is written at most every 30 minutes per session, held against the \
    session, asked for once more if it is no summary, and else left out. The front matter says \
    who wrote it and when. Secrets are redacted before text reaches the model and again before \
    it is written.
    - **A remote at a path** is written by handoff itself, so hooks of that repository do not \
    run; `handoff doctor` says so where there are any. Over ssh, also to this computer, they \
    do.
    - **An API error** that ends a turn (a rate limit, an overloaded API) is pushed at once, \
    so you can go on elsewhere, and no model is asked for a while. The text that `/compact` \
    wrote is used as the summary.
    - **A new session** gets one line when another machine has an unfinished task in the same \
    project (the same git remote; without one, the same place below the home folder). It comes \
    from what this machine already knows, and a fetch follows in the background. \
    `session_hint` turns it off.
    - **Going on elsewhere** takes the task over before `claude` starts: the new session's \
    snapshot, with the notes of the one before, is pushed first (3 seconds at most, then \
    behind), and the other machines list it as taken over (`○`). If you leave before an answer \
    to words of your own, the task is given back as it was. Nobody is locked out: if both \
    machines go on, the list shows one task that went on in two places (`⑂`), and finishing \
    one side leaves the other. A task that another machine is at asks first.
    - **What a task hands down**: its title, what you said first, what you said must not be, \
    and what each machine has finished stay in its snapshot, word for word and once each, \
    however often it moves.
    - **A session that another machine has taken over**, and that is still open here, says so \
    at your next prompt, once: `laptop took this task over at 14:06 (2 answers since)`. You \
    alone see it, the model does not. It comes from what this machine knows; a prompt fetches \
    in the background if the last fetch is ten minutes old, so it may be the second prompt \
    that tells. What you type is not kept.
    - **Model calls** are capped per hour and per day, recorded in a ledger that `handoff \
    status` sums up, and paused for 1, 2, 4 … 60 minutes after failures.
    - **The end of a session** depends on its reason: `/exit`, Ctrl-D and `/clear` finish the \
    task. A closed terminal finishes it only if the machine and the login are still there a \
    minute later. `/resume`, a logout, a broken SSH login, a crash or a power cut keep it. A \
    session moved to the background stays one task, and one that is open in a second terminal \
    has not ended.
    - **A killed session**, a killed worker or a power cut: the next hook or command on that \
    machine finds the process gone (process id, start time, boot), writes the last state from \
    the transcript, and marks it `interrupted`. Sessions of a container that shares \
    `~/.claude` are recognised and left alone.
    - **Events that an installed Claude Code does not know are not registered**: 2.1.81 and \
    older ignore the whole settings file because of a single one. Run `handoff install` again \
    after an update; `handoff status` says when that helps.
    - **Hooks never disturb Claude Code**: no output but those two lines, exit status 0, \
    whatever happens. Problems show in `handoff status` and `handoff log`; if pushes fail for \
    an hour, the next session's first line mentions it once.
    - **Two machines at once**: every path has one writer. Commits are replayed by path in \
    memory; there is never a conflict marker, a rebase in progress or a detached HEAD, and a \
    file you changed by hand is never overwritten.
    """,
    zh: """
      ## 什么时候发生什么

      - **每次回复之后**，钩子留下一条记录就返回；独立的后台进程写快照并推送，最多每 5 分钟一\
      次（`push_interval`）。你停下来时不用等那么久：30 秒没有新的输入或回复（`quiet_push`），\
      最后一次就会推送，一台机器的所有会话合计最多每分钟一次。会话的第一次回复最多只等这一分\
      钟。如果按了 Esc 或者一轮很长，5 分钟内没有回复，输入的内容和到那时为止做的事也会推送。\
      在此之前就休眠的机器，推送的是更早的内容。
      - **在别处看到的内容有多旧**：如果另一台机器醒着，而且你告诉过本机怎样连接它（\
      `handoff machine ssh desk desk.local`，然后 `handoff resume N --fresh`），只差几秒：本机\
      通过 ssh 让它立即推送会话的最新情况，不用模型。醒着但连不上：大约是最后一次回复之后 30 \
      秒。休眠：它上次推送的内容。地址只由你在本机设置，从不来自仓库；不加 `--fresh` 不会询问\
      任何机器，询问失败时会有警告说明原因。
      - **摘要**有六节：Task、Done、In progress、Next steps、Files、Handoff prompt。对话记录本\
      身说明的内容（你的话、回复、决定、失败的和成功的、文件）不用模型就能保持最新。模型写的内\
      容与它并列，不取代其中任何一项；每个会话最多每 30 分钟写一次，写完会与会话核对，不是摘要\
      就再问一次，还不行就舍弃。文件头里写明是谁、什么时候写的。文本发给模型之前和写入之前，都\
      会对敏感信息脱敏。
      - **远程仓库是路径时**，由 handoff 自己写入，所以那个仓库的钩子不会运行；有钩子时\
       `handoff doctor` 会说明。通过 ssh 访问时，即使在同一台计算机上，钩子也会运行。
      - **API 错误**使一轮中断时（达到限额、API 过载），会立即推送，以便你在别处继续，并在一段\
      时间内不调用模型。`/compact` 写的内容会用作摘要。
      - **新会话**在另一台机器有同一项目的未完成任务时，会得到一行提示（同一项目指 git 远程仓\
      库相同；没有远程仓库时，指在主目录下的位置相同）。提示来自本机已知的内容，随后在后台拉取\
      。`session_hint` 可以关闭。
      - **在别处继续**时，先接手任务，再启动 `claude`：新会话的快照连同之前的笔记会先推送（最\
      多 3 秒，之后在后台进行），其他机器把它列为已接手（`○`）。如果你自己的话还没得到回复就离\
      开，任务会恢复原样交回。不会锁住任何人：如果两台机器都继续，列表里会显示一个在两处继续过\
      的任务（`⑂`），完成其中一支，另一支仍在。另一台机器正在做的任务会先询问。
      - **任务一路传下去的内容**：标题、你最初说的话、你说过不要做的事，以及每台机器完成的部分\
      ，都留在它的快照里，一字不差，每项一次，无论交接多少次。
      - **会话已被另一台机器接手**、而在这里还开着时，你下次输入时会收到一次提示：\
      `laptop 在 14:06 接手了这个任务（之后有 2 次回复）`。只有你能看到，模型看不到。提示来自\
      本机已知的内容；如果上次拉取在十分钟以前，输入时会在后台拉取，所以可能第二次输入时才提示\
      。你输入的内容不会保存。
      - **模型调用**有每小时和每天的上限，记在账上，由 `handoff status` 汇总；失败之后暂停 1、\
      2、4 … 60 分钟。
      - **会话结束**时怎样处理取决于原因：`/exit`、Ctrl-D 和 `/clear` 会完成任务。终端被关闭时\
      ，只有一分钟后机器和登录都还在，才算完成。`/resume`、注销、SSH 断开、崩溃或断电都会保留\
      任务。移到后台的会话仍是同一个任务，在另一个终端里还开着的会话没有结束。
      - **会话或后台进程被终止，或者断电**：那台机器上的下一个钩子或命令会发现进程已经不在（进\
      程号、启动时间、系统启动），根据对话记录写下最后的状态，并标为 `interrupted`。与本机共享\
       `~/.claude` 的容器里的会话能认出来，不会动它。
      - **装着的 Claude Code 不认识的事件不会注册**：2.1.81 及更早的版本会因为一个不认识的事件\
      忽略整个设置文件。更新之后请再运行 `handoff install`；需要时 `handoff status` 会提醒。
      - **钩子从不打扰 Claude Code**：除了上面那两行之外没有输出，无论发生什么，退出状态都是 0\
      。问题显示在 `handoff status` 和 `handoff log` 里；推送连续失败一小时后，下一个会话的第\
      一行会提一次。
      - **两台机器同时工作**：每个路径只有一个写入者。提交在内存里按路径重放；不会出现冲突标记\
      、进行中的变基或游离的 HEAD，你手动改过的文件也不会被覆盖。
      """)
}
