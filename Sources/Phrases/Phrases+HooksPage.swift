// The help topic `hooks`, in Markdown.
extension Phrases {
  package static let hooksTitle = Phrase("Hooks, skill and plugin", zh: "钩子、技能和插件")
  package static let hooksPage = Phrase(
    """
    ## In a session

    `handoff install` also installs a skill, so plain sentences work inside Claude Code, and \
    you need not edit `CLAUDE.md`.

    - “what's in my unfinished tasks?”, “未完成任务里有什么”: the tasks of all machines, numbered
    - “continue 1”, “继续 1”: the session reads that task's notes and goes on with it
    - “add this to unfinished tasks”, “记一下这个”: a snapshot is taken now and stays after `/exit` \
    until the task is done, with your remark if you make one
    - “this is done”, “这个做完了”: this session's task is finished on all machines; your next \
    prompt would reopen it
    - “bring it back”: a finished task returns

    The skill lets Claude run the commands that read, add, finish and restore tasks; `init`, \
    `install` and the like still ask you. It lives in `~/.claude/skills/handoff/SKILL.md`. If \
    you have edited that file, it is left alone (`--force` replaces it); `--no-skill` leaves \
    the skill out.

    Hooks and skill also come as a plugin, instead of `handoff install`. You still need the \
    programs. In a session, with the address or the folder of this repository:

    ```
    /plugin marketplace add ADDRESS-OR-FOLDER
    /plugin install handoff@handoff
    ```

    The plugin registers only the events that every version of Claude Code knows, and its hook \
    at the end of a session gets 1.5 s instead of 10. Use one or the other: where the plugin \
    is on, `handoff install` adds nothing and says so.

    ## Windows, with WSL

    handoff itself runs inside WSL 2. For the Claude Code of Windows, type there:

    ```sh
    handoff install --windows     # uninstall --windows takes it out again
    ```

    Hooks and skill of the Windows side then start handoff through `wsl.exe`. Both sides are one \
    machine with one list; paths are translated both ways, and `resume` says what to type over \
    there for a conversation that lies there. If Windows does not tell your profile: \
    `--windows-profile 'C:\\Users\\ann'`.

    ## Coming from the shell or Node scripts

    Older scripts keep a clone at `~/claude-context`. handoff adopts it as it is, with its \
    tasks:

    ```sh
    handoff init --repo ~/claude-context
    handoff install
    ```

    Then remove the old scripts' hooks from `~/.claude/settings.json` and their paragraph from \
    `CLAUDE.md`. Their files (front matter with at least `updated`, and a `## Handoff prompt`) \
    are listed and can be resumed; broken ones are shown as broken and never dropped.
    """,
    zh: """
      ## 在会话里

      `handoff install` 还会安装一个技能，所以在 Claude Code 里说平常的话就行，不用改\
       `CLAUDE.md`。

      - “what's in my unfinished tasks?”、“未完成任务里有什么”：列出所有机器的任务，带编号
      - “continue 1”、“继续 1”：会话读取那个任务的笔记，接着做
      - “add this to unfinished tasks”、“记一下这个”：立即存一个快照，`/exit` 之后也保留，直到\
      任务完成；可以附上你的备注
      - “this is done”、“这个做完了”：当前会话的任务在所有机器上完成；你再次输入则会重新打开
      - “bring it back”：恢复一个已完成的任务

      有了这个技能，Claude 可以运行读取、添加、完成和恢复任务的命令；`init`、`install` 之类的\
      仍会先问你。技能在 `~/.claude/skills/handoff/SKILL.md`。如果你改过这个文件，它会保持原样\
      （`--force` 则替换）；`--no-skill` 不安装技能。

      钩子和技能也可以作为插件使用，代替 `handoff install`。程序仍然要装。在会话里，用这个仓库\
      的地址或目录：

      ```
      /plugin marketplace add ADDRESS-OR-FOLDER
      /plugin install handoff@handoff
      ```

      插件只注册所有版本的 Claude Code 都认识的事件，它在会话结束时的钩子有 1.5 秒，而不是 10 \
      秒。两种方式只用一种：启用了插件时，`handoff install` 不添加任何内容，并会说明。

      ## Windows（通过 WSL）

      handoff 本身在 WSL 2 里运行。要用于 Windows 上的 Claude Code，在那里输入：

      ```sh
      handoff install --windows     # uninstall --windows 再移除
      ```

      之后 Windows 一侧的钩子和技能通过 `wsl.exe` 启动 handoff。两边算一台机器，共用一个列表；路\
      径双向转换，对话在那一侧时，`resume` 会说明在那里该输入什么。如果 Windows 没有告知你的用户目\
      录：`--windows-profile 'C:\\Users\\ann'`。

      ## 从 shell 或 Node 脚本迁移

      旧的脚本在 `~/claude-context` 保存一个克隆。handoff 会原样沿用它和其中的任务：

      ```sh
      handoff init --repo ~/claude-context
      handoff install
      ```

      然后从 `~/.claude/settings.json` 删除旧脚本的钩子，从 `CLAUDE.md` 删除相关的段落。旧脚本\
      的文件（文件头里至少有 `updated`，还有 `## Handoff prompt` 一节）会被列出，也能继续；损\
      坏的会显示为损坏，不会丢弃。
      """)
}
