// The help topic `remotes`, in Markdown.
extension Phrases {
  package static let remotesTitle = Phrase("Remotes and logins", zh: "远程仓库和登录")
  package static let remotesPage = Phrase(
    """
    ## On GitHub, GitLab, or your own server

    Make an empty private repository there, then on each machine:

    ```sh
    handoff init --remote git@github.com:YOU/claude-tasks.git
    ```

    A path that all machines see, on a drive say, works too, and needs no git: `handoff init --remote PATH \
    --create` makes the repository there.

    Later, the same command with another address moves everything there, with what was not pushed; the \
    other machines follow when you run it there. The new repository has to be empty, or the one that a \
    machine of yours has moved to.

    Over ssh, handoff runs the system's OpenSSH as git does (`GIT_SSH_COMMAND`, \
    `core.sshCommand`, `GIT_SSH`), so whatever works with `git clone` works here: host \
    aliases, ports, jump hosts, agents, hardware keys. It never asks in a hook; at a terminal \
    it may.

    Over https, handoff uses libcurl with git's own settings: `http.*` in general or for one \
    address, `GIT_SSL_CAINFO` and the like, proxies from `http.proxy` or the environment, your \
    own certificates. A redirect never carries a password to another host. handoff looks for a \
    password or token in this order, tries each one once, and sends it only to the remote's \
    own host: the address, `HANDOFF_TOKEN`, netrc, git's credential helpers (`store` and \
    `cache` are read without git; the others are programs of their own), an askpass program, \
    the terminal.

    `git://`, paths and `file://` work too, and so do `url.*.insteadOf` and `pushInsteadOf`. A \
    remote that anybody on the network can read is refused unless you add `--allow-public`, \
    and so is one that holds something else than tasks, without `--allow-shared`. Every day \
    handoff asks again, without a login; once anybody can read the remote, it stops pushing, \
    and says so in `status` and to the next session. GitHub itself has not been tried, only \
    OpenSSH's server, nginx and `git daemon` on one computer.
    """,
    zh: """
      ## 放在 GitHub、GitLab 或自己的服务器上

      在那里建一个空的私有仓库，然后在每台机器上运行：

      ```sh
      handoff init --remote git@github.com:YOU/claude-tasks.git
      ```

      所有机器都能访问的路径也行，例如在共享磁盘上，而且不需要 git：`handoff init --remote PATH --create` \
      会在那里新建仓库。

      以后用另一个地址运行同一条命令，所有内容连同还没推送的都会移到那里；在其他机器上也运行一次就会跟上。\
      新仓库必须是空的，或者是你的另一台机器已经移过去的那个。

      通过 ssh 时，handoff 和 git 一样运行系统的 OpenSSH（`GIT_SSH_COMMAND`、`core.sshCommand`\
      、`GIT_SSH`），所以能用于 `git clone` 的在这里都能用：主机别名、端口、跳板机、代理、硬件\
      密钥。它在钩子里从不提问，在终端里可能会问。

      通过 https 时，handoff 使用 libcurl 和 git 自己的设置：全局或针对某个地址的 `http.*`，\
      `GIT_SSL_CAINFO` 之类的变量，`http.proxy` 或环境变量里的代理，以及你自己的证书。重定向不\
      会把密码带到别的主机。handoff 按以下顺序查找密码或令牌，每个只试一次，而且只发给远程仓库\
      所在的主机：地址、`HANDOFF_TOKEN`、netrc、git 的凭据助手（`store` 和 `cache` 不用 git 直\
      接读取；其他的是独立的程序）、askpass 程序、终端。

      `git://`、路径和 `file://` 也能用，`url.*.insteadOf` 和 `pushInsteadOf` 同样有效。网络上\
      任何人都能读取的远程仓库会被拒绝，除非加上 `--allow-public`；里面不只有任务的也会被拒绝\
      ，除非加上 `--allow-shared`。handoff 每天不带登录再查一次；一旦任何人都能读取，就停止推\
      送，并在 `status` 和下一个会话里说明。还没有在 GitHub 上实际试过，只试过同一台计算机上的\
       OpenSSH 服务器、nginx 和 `git daemon`。
      """)
}
