/// The failures to reach and to use a remote, and their remedies.
extension LibraryText {
  static let remotes = [
    // What happened: the address, and the words of the one who failed.
    LibraryText(
      "The remote cannot be used ({address}): {words}.", zh: "远程仓库（{address}）无法使用：{words}。"),
    LibraryText(
      "The remote's address cannot be used ({address}): {words}.",
      zh: "远程仓库的地址（{address}）无法使用：{words}。"),
    LibraryText(
      "The program for the connection cannot be run ({address}): {words}.",
      zh: "无法运行用来连接（{address}）的程序：{words}。"),
    LibraryText(
      "Remotes over https need libcurl ({address}): {words}.",
      zh: "通过 https 访问远程仓库（{address}）需要 libcurl：{words}。"),
    LibraryText(
      "The proxy program for git:// cannot be run ({address}): {words}.",
      zh: "无法运行 git:// 的代理程序（{address}）：{words}。"),
    LibraryText(
      "No machine has the name in the remote's address ({address}): {words}.",
      zh: "找不到远程仓库地址里的主机（{address}）：{words}。"),
    LibraryText(
      "The remote's machine refused the connection ({address}): {words}.",
      zh: "远程仓库的主机拒绝连接（{address}）：{words}。"),
    LibraryText(
      "The remote did not answer in time ({address}): {words}.",
      zh: "远程仓库没有及时响应（{address}）：{words}。"),
    LibraryText(
      "The connection with the remote broke ({address}): {words}.",
      zh: "与远程仓库的连接断了（{address}）：{words}。"),
    LibraryText("The connection was cancelled ({address}).", zh: "连接已取消（{address}）。"),
    LibraryText(
      "The remote's host key is not known here ({address}): {words}.",
      zh: "本机不认识远程仓库的主机密钥（{address}）：{words}。"),
    LibraryText(
      "The remote's host key is not the one it had before ({address}): {words}.",
      zh: "远程仓库的主机密钥和以前不一样（{address}）：{words}。"),
    LibraryText(
      "The remote's host key is revoked here ({address}): {words}.",
      zh: "远程仓库的主机密钥在本机已被吊销（{address}）：{words}。"),
    LibraryText(
      "The remote's certificate is not trusted ({address}): {words}.",
      zh: "远程仓库的证书不受信任（{address}）：{words}。"),
    LibraryText(
      "The remote accepted none of your keys ({address}): {words}.",
      zh: "远程仓库不接受你的任何密钥（{address}）：{words}。"),
    LibraryText(
      "The remote accepted none of your passwords ({address}): {words}.",
      zh: "远程仓库不接受你的任何密码（{address}）：{words}。"),
    LibraryText(
      "The remote stopped before all of your keys were tried ({address}): {words}.",
      zh: "还没试完你的所有密钥，远程仓库就停止了（{address}）：{words}。"),
    LibraryText(
      "The proxy on the way wants a user name and a password ({address}): {words}.",
      zh: "途中的代理要求用户名和密码（{address}）：{words}。"),
    LibraryText(
      "The remote knows you, but does not allow this ({address}): {words}.",
      zh: "远程仓库认识你，但不允许这样做（{address}）：{words}。"),
    LibraryText(
      "The remote does not allow this ({address}): {words}.",
      zh: "远程仓库不允许这样做（{address}）：{words}。"),
    LibraryText(
      "The remote has no such repository, or hides it from you ({address}): {words}.",
      zh: "那里没有这个仓库，或者不让你看到（{address}）：{words}。"),
    LibraryText(
      "The remote has no such repository, or hides it ({address}): {words}.",
      zh: "那里没有这个仓库，或者不公开（{address}）：{words}。"),
    LibraryText(
      "The remote accepts nothing this large ({address}): {words}.",
      zh: "远程仓库不接受这么大的内容（{address}）：{words}。"),
    LibraryText(
      "The remote cannot be synchronised ({address}): {words}.",
      zh: "远程仓库无法同步（{address}）：{words}。"),
    LibraryText("There is no git repository at {address}.", zh: "{address} 没有 git 仓库。"),
    LibraryText(
      "The remote {address} cannot be used: {words}.", zh: "远程仓库 {address} 无法使用：{words}。"),
    LibraryText(
      "{address} cannot be reached: this version has no transport for it.",
      zh: "无法访问 {address}：这个版本不支持这种地址。"),
    LibraryText("{address} refused the push: {words}.", zh: "{address} 拒绝了推送：{words}。"),
    LibraryText(
      "{address} has the branch {branch} checked out; a push would pull it away from there.",
      zh: "{address} 检出了分支 {branch}；推送会让那里的工作目录和分支对不上。"),
    LibraryText("The remote {address} has moved.", zh: "远程仓库 {address} 有了新的提交。"),
    LibraryText(
      "Another program has kept the branch of the remote locked: {path}",
      zh: "另一个程序一直锁着远程仓库的分支：{path}"),
    LibraryText(
      "The remote kept moving: {n} pushes lost the race.",
      zh: "远程仓库不断有新的提交：推送 {n} 次都没抢到先。"),
    LibraryText(
      "{address} has no branch {branch} any more, and its default branch {other} has another history.",
      zh: "{address} 已经没有分支 {branch}，而默认分支 {other} 的历史不同。"),
    LibraryText("{address} is no server.", zh: "{address} 不是服务器。"),

    // What to do.
    LibraryText("{advice}: handoff {command}", zh: "{advice}：handoff {command}"),
    LibraryText("{advice}: ssh {command}", zh: "{advice}：ssh {command}"),
    LibraryText("Check the address, or make one there", zh: "检查地址，或者在那里新建一个"),
    LibraryText(
      "Check the address, and that you may read and write there", zh: "检查地址，以及你在那里有没有读写权限"),
    LibraryText("Check the address and the network", zh: "检查地址和网络"),
    LibraryText("Check the address, and which login is used", zh: "检查地址，以及用的是哪个登录"),
    LibraryText("Check the port and the network", zh: "检查端口和网络"),
    LibraryText(
      "Check the port and the network; firewalls must let port 9418 through",
      zh: "检查端口和网络；防火墙要放行 9418 端口"),
    LibraryText("See why", zh: "查看原因"),
    LibraryText("Use one like {example}", zh: "使用这种形式：{example}"),
    LibraryText(
      "https://HOST/PATH or https://HOST:PORT/PATH",
      zh: "https://HOST/PATH 或 https://HOST:PORT/PATH"),
    LibraryText(
      "git://HOST/PATH, or better ssh://git@HOST/PATH",
      zh: "git://HOST/PATH，最好用 ssh://git@HOST/PATH"),
    LibraryText(
      "git@HOST:PATH or ssh://git@HOST:PORT/PATH", zh: "git@HOST:PATH 或 ssh://git@HOST:PORT/PATH"),
    LibraryText(
      "Use a path, or an address of ssh, https, git or file",
      zh: "使用路径，或 ssh、https、git、file 的地址"),
    LibraryText(
      "Fix GIT_SSH_COMMAND, or install OpenSSH", zh: "修正 GIT_SSH_COMMAND，或安装 OpenSSH"),
    LibraryText("Install it", zh: "安装它"),
    LibraryText(
      "Fix core.gitProxy or GIT_PROXY_COMMAND", zh: "修正 core.gitProxy 或 GIT_PROXY_COMMAND"),
    LibraryText("Try again", zh: "请重试"),
    LibraryText("Try again later", zh: "请稍后重试"),
    LibraryText("Try again in {n} s", zh: "请 {n} 秒后重试"),
    LibraryText("Try again, or see where it hangs", zh: "请重试，或查看卡在哪里"),
    LibraryText(
      "Try again; firewalls must let port 9418 through", zh: "请重试；防火墙要放行 9418 端口"),
    LibraryText(
      "Connect once, compare the fingerprint and accept it", zh: "连接一次，核对指纹后接受它"),
    LibraryText(
      "This may be an attack. If its owner confirms the new key",
      zh: "这可能是攻击。如果它的管理者确认换了密钥，运行"),
    LibraryText(
      "Do not connect; ask its owner. The line that says so",
      zh: "不要连接，先问它的管理者。说明已吊销的那一行"),
    LibraryText(
      "A key with a passphrase needs an agent (ssh-add). See which keys are tried",
      zh: "有口令的密钥需要代理程序（ssh-add）。查看试了哪些密钥"),
    LibraryText(
      "Name the one to use, by IdentitiesOnly and IdentityFile for the host in ~/.ssh/config. See "
        + "which are tried",
      zh: "在 ~/.ssh/config 里用 IdentitiesOnly 和 IdentityFile 为这台主机指定一个。查看试了哪些"),
    LibraryText(
      "Give it a user name and a token, by a credential helper (gitcredentials(7)) say",
      zh: "给它用户名和令牌，例如通过凭据助手（gitcredentials(7)）"),
    LibraryText("Put them into its address", zh: "把它们写进代理的地址"),
    LibraryText(
      "Give this key write access there; see whose it is",
      zh: "在那里给这个密钥写权限；查看它属于谁"),
    LibraryText(
      "Give this login or token write access there; see whose it is",
      zh: "在那里给这个登录或令牌写权限；查看它属于谁"),
    LibraryText(
      "git:// has no login. Use ssh or https, or let the server accept pushes from anyone",
      zh: "git:// 没有登录。改用 ssh 或 https，或者让服务器接受任何人的推送"),
    LibraryText(
      "Check the address; a repository is shown when the server has",
      zh: "检查地址；服务器上有这个文件，仓库才会公开"),
    LibraryText(
      "Its limit has to be raised there (nginx: client_max_body_size)",
      zh: "要在那里调高上限（nginx：client_max_body_size）"),
    LibraryText("Use a SHA-1 repository as the remote", zh: "用 SHA-1 的仓库作为远程仓库"),
    LibraryText("Use a bare repository as the remote", zh: "用裸仓库作为远程仓库"),
    LibraryText(
      "The commit is kept here. Once its rule is met or lifted, synchronise again",
      zh: "提交留在本机。满足或取消那条规则之后，再同步一次"),
    LibraryText("Nothing was changed; try again", zh: "没有改动任何内容，请重试"),
    LibraryText(
      "Nothing is lost. If no git program is running there, remove that file",
      zh: "没有丢失任何内容。如果那里没有 git 程序在运行，删除那个文件"),
    LibraryText("Nothing is lost; try again", zh: "没有丢失任何内容，请重试"),
    LibraryText(
      "Nothing was changed. Make the right branch its default one",
      zh: "没有改动任何内容。把正确的分支设为那里的默认分支"),
    LibraryText("Give yourself write access", zh: "给自己写权限"),
    LibraryText("Let its owner ({user}) give you write access there", zh: "请它的所有者（{user}）给你写权限"),
    LibraryText("user {id}", zh: "用户 {id}"),

    // Who may read it.
    LibraryText("You cannot write to {path}.", zh: "你不能写入 {path}。"),
    LibraryText("there is no repository to look at", zh: "那里没有仓库可看"),
    LibraryText("its permissions cannot be read", zh: "读不到它的权限"),
    LibraryText("other users may not read {path}", zh: "其他用户不能读取 {path}"),
    LibraryText("other users may not enter {path}", zh: "其他用户不能进入 {path}"),
    LibraryText("every user of this computer may read {path}", zh: "这台计算机的任何用户都能读取 {path}"),
    LibraryText("it was not asked, since reading failed", zh: "没有询问，因为读取失败了"),
    LibraryText("it was not asked", zh: "没有询问"),
    LibraryText("The check was cancelled.", zh: "检查已取消。"),
    LibraryText("there is no remote", zh: "没有远程仓库"),
    LibraryText("its transport is not one that is asked", zh: "这种地址没法这样问"),
    LibraryText("git:// knows no login", zh: "git:// 没有登录"),
    LibraryText("the remote could not be read", zh: "读不到远程仓库"),
    LibraryText("ssh does not tell who else has a login", zh: "ssh 不告知还有谁能登录"),
    LibraryText("its transport is not known", zh: "不认识这种地址"),
    LibraryText("{address} does not answer without a login", zh: "{address} 不登录就不响应"),
    LibraryText(
      "{address} could not be asked without a login: {words}", zh: "没能不登录就询问 {address}：{words}"),
    LibraryText("{address} answers without a login", zh: "{address} 不登录也会响应"),
  ]
}
