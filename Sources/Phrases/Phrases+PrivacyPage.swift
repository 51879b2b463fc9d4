/// The page “What leaves your machine”, in Markdown.
extension Phrases {
  package static let helpPrivacy = Phrase(
    "Show what leaves your machine, and how to check it.",
    zh: "显示哪些内容会离开你的机器，以及怎样核实。")
  package static let privacyTitle = Phrase("What leaves your machine", zh: "哪些内容会离开你的机器")
  package static let privacyPage = Phrase(
    """
    ## In short

    A snapshot of every unfinished session goes to your own private git repository, so that your \
    other machines can carry it on. A digest of the session goes to the model that writes its \
    summary, through your own `claude`. Secrets are masked before either. An agent that `handoff \
    resume` starts gets the task's notes, and a new session one line about unfinished tasks. \
    Nothing goes anywhere else: there is no telemetry, no account and no server of ours.

    ## What the remote has

    - One file for each unfinished session, `tasks/MACHINE-SESSION.md`: what the task is, what \
    was done, what is open, the files it touched, your own orders, decisions and constraints in \
    your words, answers and reports of agents as far as there is room, the commands, with the end \
    of what they printed where it tells of a failure, or where you ran them with `!`, and the \
    prompt for the next machine.
    - In its head: {fields}.
    - Commits whose subjects are the tasks' titles with the machine's name, such as “Fix the \
    login timeout (desk)”, whose author is your git identity, or “handoff on MACHINE”, and whose \
    last line names the machine.
    - A finished task's file is removed; the history of the repository keeps it until you \
    replace that: `handoff compact` for all of it, `handoff forget ID --history` for one \
    session.
    - A file `forgotten/HASH` for a session that you have told it to forget. The hash is of the \
    session's id, and tells nothing else.
    - Commits of your own that conflict with the remote's stay here, on the branch \
    `handoff-waiting`.

    Whoever can read that repository can read all of this, unless you have it encrypted for your \
    machines alone (help page `encryption`). handoff refuses a remote that anybody \
    can read, looks again every day over https and ssh where it can find out, and stops pushing \
    when that has changed, unless `init --allow-public` said that it may be public.

    ## What the model gets

    With `summarizer` set to `auto` or `claude`, at most every half hour a session unless you \
    change `snapshot_interval` or force it: a digest of the conversation of at most 60 kB with \
    what earlier sessions of the task handed down, with what you said, answers, commands, names \
    of files and the todo list, through `claude -p` with your own login. Contents of files are \
    in it as far as the conversation quotes them. An answer that is no summary is asked for once \
    more, with the digest and that answer. `handoff config set summarizer extract` makes \
    summaries without any model.

    ## What this machine keeps

    - `~/.local/state/handoff`: what is known of each session (its last summary, and its last \
    answer with secrets masked), the notes of hooks as Claude Code wrote them until they are \
    worked on (seconds, as a rule), a log of at most a megabyte, and derived files. A finished \
    session's record goes after a week.
    - `~/.local/share/handoff/repo`: the clone of the repository.
    - `~/.config/handoff/config.json`: your settings.

    Only you can read them: folders have the mode 0700, files 0600, whatever your umask.

    ## What is masked

    - Tokens of over a hundred kinds, private keys of any form, passwords in addresses, headers, \
    command lines, statements and settings, and values that their names call secret.
    - What your own credential files hold, wherever it occurs: `.env*` of the project, `.netrc`, \
    those of clouds, registries and hosts, and the environment of the session's process while it \
    lives, else handoff's own. They are read when a text for the model or the remote is masked, \
    and never stored.
    - What your own rules find: the setting `redact`. What looks like a secret and is none is \
    left alone by `redact_allow`.

    A mask reads `[redacted:KIND]`. No list of rules is complete: look at `handoff preview` \
    before you trust it with a new kind of secret.

    ## What is left out

    - Folders and remotes of the setting `exclude`, or all but those of `include`.
    - A project with an empty `.handoffignore`; with lines as in `.gitignore`, those files.
    - What you pause: `handoff pause`, for a project, a session or the machine.
    - Sessions of `claude -p` and of the SDK, unless `include_print_sessions` says otherwise.

    ## How to check

    - `handoff preview` prints what would go to the model and to the remote if a snapshot were \
    taken now, but for a summary that is still to be written and a few numbers, and which rules \
    masked something.
    - `handoff show ID` prints what the remote has of a task; `git log -p` in the clone shows \
    all of it.
    - `handoff status` and `handoff doctor` tell what waits, what fails, and whether the remote \
    is public.

    ## How to take it back

    - `handoff done ID` finishes a task; `handoff forget ID` forgets a session on all machines; \
    with `--history` no commit of the remote and no clone that follows has it any more.
    - Hosts may keep old commits, forks and cached pages for some time after that. Ask their \
    support to remove them, and revoke a token that was in one: that alone makes it worthless.

    ## What other programs get

    `claude`, ssh and credential helpers are started with the variables that they need, not with \
    all that your shell exports; the setting `pass_environment` adds names, and `HANDOFF_TOKEN` \
    goes to none of them.

    ## What handoff cannot stop

    Claude Code keeps the whole conversation under `~/.claude/projects`, and its vendor's own \
    lists of sessions, on the web and in apps, show what they show, whatever handoff leaves out \
    or forgets. The vendor's terms say how long prompts are kept there.
    """,
    zh: """
      ## 概要

      每个未完成会话的快照会进入你自己的私有 git 仓库，这样其他机器就能接着做。会话的提要会通过你\
      自己的 `claude` 发给写摘要的模型。在此之前，敏感信息都会被遮盖。`handoff resume` 启动的智能\
      体会得到任务的笔记，新会话会得到一行关于未完成任务的提示。除此之外没有任何去处：没有遥测，没\
      有账户，也没有我们的服务器。

      ## 远程仓库里有什么

      - 每个未完成的会话一个文件，`tasks/MACHINE-SESSION.md`：任务是什么、做了什么、还有什么没做、\
      动过哪些文件，你自己的要求、决定和限制的原话，放得下的回复和智能体的报告，以及下一台机器用的\
      提示词；还有执行过的命令，以及输出的末尾（输出说明失败，或命令是你用 `!` 运行的）。
      - 文件头里有：{fields}。
      - 提交的标题是任务的标题加上机器的名称，例如“Fix the login timeout (desk)”；作者是你的 git \
      身份，或“handoff on MACHINE”；最后一行写着机器的名称。
      - 任务完成后，它的文件会被删除；仓库的历史里还有它，直到你取代历史：`handoff compact` 取代全\
      部，`handoff forget ID --history` 针对一个会话。
      - 你要求忘记的会话有一个文件 `forgotten/HASH`。这个哈希值由会话的 ID 算出，不透露别的内容。
      - 你自己的提交如果与远程仓库的冲突，会留在本机的分支 `handoff-waiting` 上。

      能读取那个仓库的人就能读取以上全部内容，除非你只为自己的机器加密了它\
      （见说明文档 `encryption`）。handoff 拒绝任何人都能读取的远程仓库；通过 https 和 \
      ssh 访问、能查明时，每天再查一次，情况有变就停止推送，除非 `init --allow-public` 允许它公\
      开。

      ## 模型会得到什么

      `summarizer` 设为 `auto` 或 `claude` 时，每个会话最多每半小时一次（除非你改了 \
      `snapshot_interval` 或强制执行）：最多 60 kB 的对话提要，包括任务之前的会话留下的内容、你说\
      的话、回复、命令、文件名和待办列表，通过 `claude -p` 用你自己的登录发送。文件的内容只在对话\
      引用到时才会出现。回复不是摘要时，会带上提要和那次回复再问一次。`handoff config set \
      summarizer extract` 则完全不用模型写摘要。

      ## 本机保留什么

      - `~/.local/state/handoff`：每个会话的已知信息（上次的摘要，以及遮盖了敏感信息的上次回复）、\
      Claude Code 写给钩子的内容（处理之前保留，通常几秒）、最多 1 MB 的日志，以及派生的文件。已完\
      成会话的记录一周后删除。
      - `~/.local/share/handoff/repo`：仓库的克隆。
      - `~/.config/handoff/config.json`：你的设置。

      只有你能读取它们：无论你的 umask 是什么，目录的权限都是 0700，文件的权限都是 0600。

      ## 遮盖什么

      - 一百多种令牌，各种形式的私钥，地址、请求头、命令行、语句和设置里的密码，以及名称表明是机密\
      的值。
      - 你自己的凭据文件里的内容，无论出现在哪里：项目的 `.env*`、`.netrc`、各种云、软件源和主机的\
      凭据文件，以及会话进程的环境变量（进程还在时，否则是 handoff 自己的）。只在遮盖要发给模型或\
      远程仓库的文本时读取，从不保存。
      - 你自己的规则找到的内容：设置 `redact`。看起来像敏感信息但不是的，用 `redact_allow` 保持原\
      样。

      遮盖后显示为 `[redacted:KIND]`。任何规则列表都不完整：要让它处理新的敏感信息，先看看 \
      `handoff preview`。

      ## 排除什么

      - 设置 `exclude` 里的目录和远程仓库，或 `include` 之外的全部。
      - 带有空的 `.handoffignore` 的项目；文件里有 `.gitignore` 那样的行时，则排除那些文件。
      - 你暂停的内容：`handoff pause`，可以是项目、会话或整台机器。
      - `claude -p` 和 SDK 的会话，除非 `include_print_sessions` 另有设置。

      ## 怎样核实

      - `handoff preview` 打印现在存快照的话会发给模型和远程仓库的内容（还没写的摘要和少数数字除\
      外），以及哪些规则遮盖了内容。
      - `handoff show ID` 打印远程仓库里一个任务的内容；在克隆里用 `git log -p` 可以看到全部。
      - `handoff status` 和 `handoff doctor` 告诉你什么在等待、什么失败了，以及远程仓库是否公开。

      ## 怎样收回

      - `handoff done ID` 完成一个任务；`handoff forget ID` 在所有机器上忘记一个会话；加上 \
      `--history`，远程仓库的任何提交和跟随它的任何克隆里都不再有它。
      - 之后一段时间，托管平台可能还保留着旧的提交、派生仓库和缓存的页面。请联系平台删除，并吊销其\
      中出现过的令牌：只有吊销才能让它失效。

      ## 其他程序得到什么

      启动 `claude`、ssh 和凭据助手时，只传它们需要的变量，而不是你的 shell 导出的全部；设置 \
      `pass_environment` 可以增加变量名，`HANDOFF_TOKEN` 不会传给任何一个。

      ## handoff 阻止不了什么

      Claude Code 把完整对话保存在 `~/.claude/projects` 下；它的厂商在网页和应用里的会话列表照样显\
      示，无论 handoff 排除或忘记了什么。提示词在那里保存多久，由厂商的条款决定。
      """)
}
