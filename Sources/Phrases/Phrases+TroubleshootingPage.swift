// The help topic `troubleshooting`, in Markdown.
extension Phrases {
  package static let troubleshootingTitle = Phrase("When something does not work", zh: "出问题时")
  package static let troubleshootingPage = Phrase(
    """
    ## Checks

    ```sh
    handoff doctor                                # all checks; exit status 0 only if none failed
    handoff doctor git@github.com:YOU/tasks.git   # that address, also before init
    handoff doctor --list                         # the checks; name some to run only those
    ```

    It checks the configuration, the clone, the state folder, the hooks, `claude` and its \
    login, the versions, and the remote: connection, host key or certificate, login, read and \
    write access, clock, and whether anybody can read it without a login. That changes nothing. \
    To test write access it begins a push and goes no further, which fails with a read-only \
    deploy key; a rule for one branch, or a hook on the server, only shows at a real push. It \
    never asks for a passphrase, so what works there works in a hook. The checks run in a \
    process of their own: if one crashes or hangs, it is reported and the others go on. \
    `--json` and `--quiet` are for scripts.

    `--fix` makes a damaged clone anew and carries over what was not pushed; the old one is \
    kept. `--deep` also clones the remote into a temporary folder and reads every task. \
    `--report` writes a file for a bug report, without secrets, titles and the remote's address.

    ## Ids, numbers and exit statuses

    `ID` is the short id that `list` shows, which stays the same on all machines (`5a90@desk` \
    is one side of a task that went on in two places), or words of a title: `handoff resume \
    login`. The shell completes ids with what `handoff --generate-completion-script bash` (or \
    `zsh`, `fish`) prints. `N` is a number of the list that this terminal or this session was \
    shown last. Every command that reads has `--json` (`schemaVersion`, stable keys). Exit \
    statuses follow `sysexits.h`: 64 usage, 65 bad data, 66 no such \
    task or transcript, 69 remote unavailable, 70 an internal error, 73 cannot be created, 74 \
    input/output, 75 try again, 77 login refused, 78 not set up. 1 means that a \
    check failed, or any other failure; 130 is Ctrl-C.
    """,
    zh: """
      ## 检查

      ```sh
      handoff doctor                                # 全部检查；没有失败时退出状态才是 0
      handoff doctor git@github.com:YOU/tasks.git   # 检查那个地址，在 init 之前也行
      handoff doctor --list                         # 列出检查；写上名称则只运行那几项
      ```

      它检查配置、克隆、状态目录、钩子、`claude` 及其登录、各种版本，以及远程仓库：连接、主机\
      密钥或证书、登录、读写权限、时钟，还有不登录能不能读取。这些都不改动任何内容。检查写权限时，\
      它只开始推送，不再继续，只读的部署密钥会在这一步失败；针对某个分支的规则或服务器上的钩子\
      ，只有真正推送时才会显现。它从不询问口令，所以在这里行得通的，在钩子里也行得通。检查在独\
      立的进程里运行：某一项崩溃或卡住时会如实报告，其他的继续。`--json` 和 `--quiet` 供脚本使\
      用。

      `--fix` 重做损坏的克隆，没推送的内容会转移过去，旧的保留。`--deep` 另外把远程仓库克隆到\
      临时目录，读取每一个任务。`--report` 为错误报告写一个文件，不含密钥、标题和远程仓库的地址。

      ## ID、编号和退出状态

      `ID` 是 `list` 显示的短 ID，在所有机器上都一样（`5a90@desk` 是在两处继续过的任务的其中一\
      支），也可以是标题里的词：`handoff resume login`。用 `handoff \
      --generate-completion-script bash`（或 `zsh`、`fish`）的输出，shell 可以补全 ID。`N` 是\
      这个终端或这个会话上次显示的列表里的编号。所有读取类的命令都有 `--json`（`schemaVersion`\
      ，键保持稳定）。退出状态遵循 `sysexits.h`：64 用法错误，65 数据有误，66 没有这个任务或对\
      话记录，69 远程仓库不可用，70 handoff 自身的错误，73 无法创建，74 输入输出错误\
      ，75 稍后再试，77 登录被拒绝，78 还没有设置。另外，1 表示检查没有通过或其他失败，130 表示 Ctrl-C。
      """)
}
