// The help topic `settings`, in Markdown.
extension Phrases {
  package static let settingsTitle = Phrase("Settings", zh: "设置")
  package static let settingsPageRow = Phrase(
    "- `{name}` ({standard}): {purpose}", zh: "- `{name}`（{standard}）：{purpose}")
  package static let settingsPage = Phrase(
    """
    ## All settings

    `handoff config set SETTING VALUE` writes them to `~/.config/handoff/config.json`, which \
    `handoff config edit` opens in your editor and checks. `HANDOFF_<SETTING>` in the environment \
    wins.

    {settings}

    The programs that handoff starts get the variables that they need, not all that your shell \
    exports: `claude -p` its own, proxies, certificates and those of the cloud that it is set \
    up for; ssh those of agents, Kerberos and the desktop; credential helpers also `GIT_…`, \
    `GH_…`, `GITLAB_…` and `GCM_…`. If one needs another (a helper that reads `$MY_TOKEN`, an \
    `apiKeyHelper`), name it: `handoff config set pass_environment "MY_TOKEN CORP_*"`. \
    `HANDOFF_TOKEN` goes to nobody, not even a session that `handoff resume` starts.

    Only you can read the state folder and the clone, whatever your umask is, and a state \
    folder that belongs to another user (as under `sudo`) is not used.

    `HANDOFF_CONFIG`, `HANDOFF_REPO`, `HANDOFF_STATE_DIR`, `CLAUDE_CONFIG_DIR`, `HOME` and the \
    XDG folders are honoured everywhere, so two machines can live on one computer. `handoff \
    config --origin` prints this list with your values.

    Messages are in English, or in Chinese where `LC_ALL`, `LC_MESSAGES` or `LANG` says so; \
    `HANDOFF_LANGUAGE` (`en`, `zh`) overrules them. Files, JSON, rows in a pipe and the event \
    log are the same in either.

    ## What stays out

    `exclude` and `include` are lists of folders (`~/clients/**`, with all that lies in them) \
    and remotes (`github.com/acme/*`). A session that has worked in an excluded place leaves \
    no trace in the sync repository, in a model's call, or in another session's first line. \
    Where both fit, the pattern that names more of the place wins, else `exclude`; with \
    `include` alone, everything else is excluded. A snapshot of before stays until `handoff \
    done`; `handoff status` says so.

    A `.handoffignore` in the session's folder, or in one above up to the repository's top, \
    leaves the project out if it is empty or has only comments. With patterns as in \
    .gitignore, these files stay out: a tool call on one, a command that names it, and its \
    name in texts. A command that reaches it in another way (`cd secrets && cat key`) is not \
    recognised. `handoff pause` is for an hour that nobody else is to read about.
    """,
    zh: """
      ## 全部设置

      `handoff config set SETTING VALUE` 把设置写进 `~/.config/handoff/config.json`，用 \
      `handoff config edit` 可以在编辑器里修改，保存后会检查。环境变量 `HANDOFF_<SETTING>` 优先。

      {settings}

      handoff 启动的程序只得到它们需要的变量，而不是你的 shell 导出的全部：`claude -p` 得到它\
      自己的变量、代理、证书，以及它所用的云服务的变量；ssh 得到 ssh 代理、Kerberos 和桌面的变\
      量；凭据助手还得到 `GIT_…`、`GH_…`、`GITLAB_…` 和 `GCM_…\
      `。如果哪个程序还需要别的（读取 `$MY_TOKEN` 的助手，或 `apiKeyHelper`），请指明：\
      `handoff config set pass_environment "MY_TOKEN CORP_*"`。`HANDOFF_TOKEN` 不会传给任何程\
      序，连 `handoff resume` 启动的会话也不例外。

      无论你的 umask 是什么，只有你能读取状态目录和克隆；属于另一个用户的状态目录（例如在\
       `sudo` 下）不会使用。

      `HANDOFF_CONFIG`、`HANDOFF_REPO`、`HANDOFF_STATE_DIR`、`CLAUDE_CONFIG_DIR`、`HOME` 和\
       XDG 目录处处有效，所以一台计算机上可以有两台“机器”。`handoff config --origin` 按你的值\
      打印上面的内容。

      `LC_ALL`、`LC_MESSAGES` 或 `LANG` 是中文时，消息用中文，否则用英文；`HANDOFF_LANGUAGE`（\
      `en`、`zh`）优先。文件、JSON、管道里的行和事件日志在两种语言下都一样。

      ## 排除什么

      `exclude` 和 `include` 是目录（`~/clients/**`，包括其中的全部内容）和远程仓库（\
      `github.com/acme/*`）的列表。在被排除的位置工作过的会话，不会在同步仓库、模型调用和其他\
      会话的第一行里留下痕迹。两者都符合时，更具体的模式优先，否则 `exclude` 优先；只有\
       `include` 时，其余的全部排除。之前的快照会保留到 `handoff done`；`handoff status` 会说\
      明。

      会话所在的目录或它的上级目录（直到仓库的顶层）里有 `.handoffignore` 时，如果文件是空的或\
      只有注释，整个项目都会排除。如果写了 .gitignore 那样的模式，就排除这些文件：针对它们的工\
      具调用、提到它们的命令，以及文本里它们的名称。用别的方式访问它们的命令（\
      `cd secrets && cat key`）识别不出来。`handoff pause` 用于一段不想让别人读到的时间。
      """)
}
