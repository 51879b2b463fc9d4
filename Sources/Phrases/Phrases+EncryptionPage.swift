/// The page “Encryption”, in Markdown.
extension Phrases {
  package static let encryptionTitle = Phrase("Encryption", zh: "加密")
  package static let encryptionPage = Phrase(
    """
    ## In short

    With `handoff init --encrypt`, or `handoff encrypt` for a repository that you have, every task \
    is encrypted on the machine that writes it, with a key for each machine. Whoever hosts the \
    repository, or can read it, sees no text of yours; whoever can write to it cannot make a task \
    that your machines take for theirs. Files are plain age files, which `age` of any version reads.

    ```
    desk$   handoff init --remote git@host:you/tasks.git --encrypt
    desk$   handoff machine invite
    laptop$ handoff init --remote git@host:you/tasks.git --join 7F2K-9QXM-3T8B-W5CZ
    desk$   handoff machine list
    ```

    A code lets one machine in, within a day. The machine that made it lets the new one in at its next \
    hook or command, and the new one reads everything after its next fetch. Carry the code yourself, as \
    you would a key.

    ## What the host still sees

    - The names of your machines, the ids of sessions, how many tasks there are, their sizes in whole \
    kilobytes, when they change, how many machines can read them, and git's author name and addresses \
    as before. Subjects of commits have no titles.
    - What its history had before you encrypted, until you run `handoff compact`; and a host may keep \
    even what is no longer reachable.

    ## What it protects from

    - A host, its staff, its backups, a thief of its disks, a leaked token for reading: they get \
    nothing but the list above.
    - Somebody who can write to the repository: a file that is forged, moved, renamed or an older one \
    put back is shown as “not from your machines”. It never becomes a prompt, a hint, a preview or a \
    part of a task. That holds for tasks without encryption, too, in a repository that is encrypted.
    - A machine that you have removed with `handoff machine remove NAME`: it reads nothing that is \
    written later, and what it writes is refused. Two removals at once both count.

    ## What it does not protect from

    - Whoever can read the files of one of your machines: `key.txt`, the clone, the conversations of \
    Claude Code. Encrypt the disk.
    - A machine that you have removed keeps what it could read until then. Take away its access to the \
    repository, too.
    - Somebody who can write to the repository can delete files, or hold back what is new. Your \
    machines keep their clones, and a version that they have seen is not replaced by an older one; a \
    machine that is new has nothing to compare with. Whoever was a member can also disturb the list of \
    machines, though not read on: begin anew then, in a new repository.
    - The model that writes summaries gets the digest as before: `handoff privacy`.
    - A quantum computer of the future: keys are X25519, and a host that keeps today's files could read \
    them with one. age has post-quantum keys by now; files made for those are refused by name, and \
    handoff does not write them yet.

    ## Keys, and losing them

    - A machine that is not let in yet writes nothing to the repository; its sessions are saved once it \
    is.
    - `~/.config/handoff/key.txt` is this machine's key, `group.json` beside it what it knows of your \
    machines. Only you can read them. Back both up, or neither: a machine can be invited again.
    - `handoff init --encrypt` shows a recovery key once. With it `handoff init --recovery` brings a \
    machine in when no other is left. `--passphrase` keeps that key in the repository, too, under a \
    passphrase that takes a second to try; choose a long one.
    - One machine's key is lost: remove the machine from another one, delete `key.txt` and \
    `group.json`, and join again. All keys and the recovery key are lost: the tasks are gone, and \
    nobody can bring them back. The conversations of Claude Code on each machine are not touched.

    ## How it works

    - `tasks/MACHINE-SESSION.md.age` is encrypted to all machines and the recovery key. The last line \
    of its front matter, `seal:`, is an HMAC of its path and text by a secret that only your machines \
    share: age alone does not prove who wrote a file.
    - `group/MACHINE.age` is what that machine knows of the others, encrypted to them. \
    `join/MACHINE.json` is the public key of a machine that asks to be let in, with an HMAC by the code.
    - Letting a machine in adds a reader to every file and leaves its content as it is. Removing one makes \
    a new secret and writes all files anew.
    - Hooks stay as fast as they were: only `handoff` itself encrypts.

    ## Without handoff

    ```
    age -d -i ~/.config/handoff/key.txt tasks/desk-5a9095d0-….md.age
    ```
    """,
    zh: """
      ## 概要

      用 `handoff init --encrypt`（已有仓库则用 `handoff encrypt`）之后，每个任务都在写它的机器上加密，\
      每台机器有自己的密钥。托管仓库的人、能读仓库的人看不到你的文字；能写仓库的人也造不出会被你的机器\
      当成自己写的任务。文件就是普通的 age 文件，任何版本的 `age` 都能读。

      ```
      desk$   handoff init --remote git@host:you/tasks.git --encrypt
      desk$   handoff machine invite
      laptop$ handoff init --remote git@host:you/tasks.git --join 7F2K-9QXM-3T8B-W5CZ
      desk$   handoff machine list
      ```

      一个邀请码在一天之内让一台机器加入。生成它的机器在下一次 hook 或命令时让新机器加入，新机器再拉取\
      一次就能读到全部内容。请像对待钥匙一样，自己把邀请码带过去。

      ## 托管方仍能看到什么

      - 机器的名称、会话的 ID、任务的数量、以千字节为单位的大小、变化的时间、有几台机器能读取，以及和\
      以前一样的 git 作者名与邮箱。提交标题里没有任务标题。
      - 加密之前的历史，直到你运行 `handoff compact`；托管方甚至可能保留已经无法访问到的内容。

      ## 它能防什么

      - 托管方及其员工、备份，偷走磁盘的人，泄露的只读令牌：除了上面列出的，什么也得不到。
      - 能写仓库的人：伪造、移动、改名的文件，或者放回去的旧文件，会显示为“不是来自你的机器”。它不会变成\
      提示词、提示、预览，也不会成为任务的一部分。在已加密的仓库里，没有加密的任务同样如此。
      - 用 `handoff machine remove NAME` 移除的机器：之后写入的内容它读不了，它写的也会被拒绝。\
      同时发生的两次移除都算数。

      ## 它不能防什么

      - 能读你某台机器上文件的人：`key.txt`、克隆、Claude Code 的对话。请加密磁盘。
      - 被移除的机器保留它在那之前能读的内容。请同时撤销它对仓库的访问权限。
      - 能写仓库的人可以删除文件，或者扣住新内容。你的机器留着各自的克隆，见过的版本不会被旧版本取代；\
      新机器则没有可比较的。曾经是成员的机器还能扰乱机器名单，但不能继续读取：那时请换一个新仓库重新开始。
      - 写摘要的模型和以前一样得到会话摘录：`handoff privacy`。
      - 未来的量子计算机：密钥是 X25519，保留着今天这些文件的托管方那时能读出来。age 现在有后量子密钥；\
      为它们加密的文件会按名称拒绝，handoff 目前还不写这种文件。

      ## 密钥，以及丢失密钥

      - 还没有加入的机器不会往仓库里写任何内容；加入之后，它的会话才会保存。
      - `~/.config/handoff/key.txt` 是本机的密钥，旁边的 `group.json` 是它所知道的你的机器。只有你能读。\
      两个要么都备份，要么都不备份：机器可以重新邀请。
      - `handoff init --encrypt` 只显示一次恢复密钥。没有别的机器时，用它运行 `handoff init --recovery` \
      就能让一台机器加入。`--passphrase` 会把这个密钥也用口令加密存进仓库，每试一次口令要花一秒；请选长的。
      - 丢了一台机器的密钥：在另一台机器上移除它，删除 `key.txt` 和 `group.json`，再重新加入。所有密钥和\
      恢复密钥都丢了：任务就没有了，谁也找不回来。各台机器上 Claude Code 的对话不受影响。

      ## 工作原理

      - `tasks/MACHINE-SESSION.md.age` 为所有机器和恢复密钥加密。文件头的最后一行 `seal:` 是用只有你的机器\
      共有的秘密对路径和正文算出的 HMAC：age 本身并不证明文件是谁写的。
      - `group/MACHINE.age` 是那台机器对其他机器的了解，为它们加密。`join/MACHINE.json` 是申请加入的机器的\
      公钥，附有用邀请码算出的 HMAC。
      - 加入只是给每个文件多一个读者，内容不变。移除会产生新的秘密，并重写所有文件。
      - hook 和以前一样快：只有 `handoff` 本身加密。

      ## 不用 handoff 时

      ```
      age -d -i ~/.config/handoff/key.txt tasks/desk-5a9095d0-….md.age
      ```
      """)
}
