/// The words of the connections: fragments of sentences, which stand behind a colon.
extension LibraryText {
  static let transports = [
    // Addresses.
    LibraryText("a bracket in it is not closed", zh: "里面有个括号没有闭合"),
    LibraryText("only a port can follow the brackets", zh: "括号后面只能是端口"),
    LibraryText("its port is not a number from 1 to 65535", zh: "端口不是 1 到 65535 的数字"),
    LibraryText(
      "git:// has no users; use ssh:// or https:// to log in",
      zh: "git:// 没有用户；要登录请用 ssh:// 或 https://"),
    LibraryText(
      "a part of it begins with “-”, like an option of a program",
      zh: "其中一部分以“-”开头，像程序的选项"),
    LibraryText("it has no host", zh: "没有主机"),
    LibraryText("it has no path", zh: "没有路径"),
    LibraryText("its host has a space or a control character", zh: "主机里有空格或控制字符"),
    LibraryText("its path has a line break or a null byte", zh: "路径里有换行或空字节"),
    LibraryText("its path has a line break", zh: "路径里有换行"),
    LibraryText("it is too long", zh: "太长"),
    LibraryText(
      "it has a space, to be written as %20, or a control character",
      zh: "里面有空格（应写作 %20）或控制字符"),
    LibraryText("it does not begin with https:// or http://", zh: "不以 https:// 或 http:// 开头"),
    LibraryText("its user name or password has a control character", zh: "用户名或密码里有控制字符"),

    // https.
    LibraryText("HTTP status {n} from {host}", zh: "{host} 返回 HTTP 状态 {n}"),
    LibraryText("HTTP status {n} from {host}: {words}", zh: "{host} 返回 HTTP 状态 {n}：{words}"),
    LibraryText("{status}; it is too busy", zh: "{status}；它太忙了"),
    LibraryText("{status}; the server has failed", zh: "{status}；服务器出错了"),
    LibraryText(
      "Try again; if it keeps failing, the server's log says more",
      zh: "请重试；如果一直失败，服务器的日志里有更多信息"),
    LibraryText("the server answered with HTTP status {n}", zh: "服务器返回 HTTP 状态 {n}"),
    LibraryText(
      "the address leads to a web page, not to a repository", zh: "这个地址是网页，不是仓库"),
    LibraryText(
      "Copy the address that the service gives for cloning; it usually ends in .git",
      zh: "复制服务给出的克隆地址，通常以 .git 结尾"),
    LibraryText(
      "the server only serves files and does not run git (dumb http)",
      zh: "服务器只提供文件，不运行 git（dumb http）"),
    LibraryText(
      "Use a server that runs git-http-backend, or an address with ssh://",
      zh: "改用运行 git-http-backend 的服务器，或 ssh:// 的地址"),
    LibraryText(
      "the server answered with “{found}” in place of “{type}”",
      zh: "服务器返回了“{found}”，而不是“{type}”"),
    LibraryText("the proxy {proxy} answered with HTTP status {n}", zh: "代理 {proxy} 返回 HTTP 状态 {n}"),
    LibraryText(
      "the proxy {proxy} refused the connection: HTTP status {n}",
      zh: "代理 {proxy} 拒绝连接：HTTP 状态 {n}"),
    LibraryText("the proxy {proxy} refused the connection: {words}", zh: "代理 {proxy} 拒绝连接：{words}"),
    LibraryText("the proxy {proxy} cannot be found", zh: "找不到代理 {proxy}"),
    LibraryText("Ask the proxy's administrator, or bypass it", zh: "问代理的管理员，或绕过代理"),
    LibraryText("See where it is set", zh: "查看它是在哪里设置的"),
    LibraryText("your own certificate cannot be used: {words}", zh: "你自己的证书无法使用：{words}"),
    LibraryText("Check the files", zh: "检查这些文件"),
    LibraryText(
      "the server wants a certificate of your own: {words}", zh: "服务器要求你自己的证书：{words}"),
    LibraryText("Set it", zh: "设置它"),
    LibraryText("it has expired: {words}", zh: "已过期：{words}"),
    LibraryText(
      "The server's administrator has to renew it; check the clock here, too",
      zh: "要由服务器的管理员续期；也检查一下本机的时钟"),
    LibraryText("it is not valid yet: {words}", zh: "还没有生效：{words}"),
    LibraryText("Check the clock here", zh: "检查本机的时钟"),
    LibraryText("it is for another name than {host}: {words}", zh: "它不是颁发给 {host} 的：{words}"),
    LibraryText("Use the name in the certificate", zh: "使用证书里的名称"),
    LibraryText("{words} (the trusted ones are in {path})", zh: "{words}（受信任的证书在 {path}）"),
    LibraryText(
      "If it is a company's own, set the file of its authority",
      zh: "如果是公司自己的证书，设置它的签发机构的文件"),
    LibraryText(
      "no protected connection is possible: {words} (TLS {version} or newer is required)",
      zh: "无法建立加密连接：{words}（需要 TLS {version} 或更新）"),
    LibraryText(
      "The server may be too old, or use plain http on that port",
      zh: "服务器可能太旧，或者那个端口上是不加密的 http"),
    LibraryText("the server ended without an answer", zh: "服务器没有响应就结束了"),
    LibraryText(
      "the server redirects in the middle of the conversation", zh: "服务器在会话中途重定向"),
    LibraryText(
      "a redirect led to {address}, which is not a repository",
      zh: "重定向到了 {address}，那里不是仓库"),
    LibraryText("there were more than {n} redirects", zh: "重定向超过 {n} 次"),
    LibraryText(
      "a redirect led to an address that cannot be used", zh: "重定向到了一个无法使用的地址"),
    LibraryText(
      "it redirects to {address}, and http.followRedirects is off",
      zh: "它重定向到 {address}，而 http.followRedirects 关着"),
    LibraryText("If that is right", zh: "如果这是对的"),
    LibraryText(
      "it redirects from https to {address}, which is not protected; that is refused",
      zh: "它从 https 重定向到不加密的 {address}，这样的重定向不接受"),
    LibraryText(
      "The server's administrator has to fix it; or try the new address with https://",
      zh: "要由服务器的管理员修正；或者用 https:// 试试新地址"),
    LibraryText(
      "a redirect led to another host, {host}, which asks for a password; "
        + "passwords are only sent to the remote's own host",
      zh: "重定向到了另一台主机 {host}，它要求密码；密码只发给远程仓库自己的主机"),
    LibraryText("If the repository has moved there", zh: "如果仓库已经搬到那里"),
    LibraryText(
      "the server does not accept a user name and password; it offers: {names}",
      zh: "服务器不接受用户名和密码；它提供：{names}"),
    LibraryText("no known way to log in", zh: "没有认识的登录方式"),
    LibraryText(
      "Use ssh, or send a token by http.extraHeader in the configuration of git",
      zh: "改用 ssh，或用 git 配置里的 http.extraHeader 发送令牌"),
    LibraryText("libcurl failed", zh: "libcurl 出错了"),
    LibraryText("libcurl has no memory left", zh: "libcurl 没有内存了"),
    LibraryText("libcurl cannot be used: {words}", zh: "libcurl 无法使用：{words}"),
    LibraryText("a setting of the connection holds a NUL byte", zh: "连接的设置里有空字节"),

    // ssh, git:// and programs.
    LibraryText("ssh ended without an answer", zh: "ssh 没有响应就结束了"),
    LibraryText("ssh ended with status {n}", zh: "ssh 以状态 {n} 结束"),
    LibraryText("ssh was ended by signal {n}", zh: "ssh 被信号 {n} 结束"),
    LibraryText(
      "a “simple” ssh program takes no port; set ssh.variant if yours does",
      zh: "“simple”类的 ssh 程序不接受端口；如果你的接受，请设置 ssh.variant"),
    LibraryText("its objects have {format} names", zh: "它的对象用 {format} 命名"),
    LibraryText("the proxy program ended without an answer", zh: "代理程序没有响应就结束了"),
    LibraryText("the proxy program ended with status {n}", zh: "代理程序以状态 {n} 结束"),
    LibraryText("the proxy program ended with status {n}: {words}", zh: "代理程序以状态 {n} 结束：{words}"),
    LibraryText("the proxy program was ended by signal {n}", zh: "代理程序被信号 {n} 结束"),
    LibraryText("the server closed the connection without a word", zh: "服务器一言不发就关闭了连接"),
    LibraryText("the name “{host}” cannot be resolved: {words}", zh: "无法解析名称“{host}”：{words}"),
    LibraryText("the name “{host}” cannot be resolved", zh: "无法解析名称“{host}”"),
    LibraryText("it has no address", zh: "它没有地址"),
    LibraryText("nothing came for {time}", zh: "{time}没有收到任何内容"),
    LibraryText("it took longer than {time}", zh: "超过了{time}"),
    LibraryText("there was no answer within {time}", zh: "{time}内没有响应"),
    LibraryText("it was not done within {time}", zh: "{time}内没有完成"),
    LibraryText("{n} s", zh: "{n} 秒"),
    LibraryText("{n} ms", zh: "{n} 毫秒"),
    LibraryText("cannot run {program}: {words}", zh: "无法运行 {program}：{words}"),
    LibraryText("cannot run a program: {words}", zh: "无法运行程序：{words}"),
    LibraryText("there is no descriptor left for a connection", zh: "没有描述符可用于连接"),
    LibraryText("there is no descriptor left for a program", zh: "没有描述符可用于程序"),
    LibraryText("it printed more than {n} bytes", zh: "它输出了超过 {n} 字节"),
    LibraryText("it answered more than {n} bytes", zh: "它的回答超过 {n} 字节"),
    LibraryText("the path of its socket is too long", zh: "它的套接字路径太长"),
    LibraryText("cannot connect to its socket: {words}", zh: "无法连接它的套接字：{words}"),
    LibraryText("cannot write to its socket: {words}", zh: "无法写入它的套接字：{words}"),
    LibraryText("cannot read from its socket: {words}", zh: "无法读取它的套接字：{words}"),
    LibraryText("libgit2 gave no reason (code {n})", zh: "libgit2 没有给出原因（代码 {n}）"),
    LibraryText("libgit2 made no object", zh: "libgit2 没有给出对象"),
    LibraryText("the pack has no name", zh: "打包文件没有名称"),
    LibraryText(
      "receive.denyNonFastForwards is set there", zh: "那里设置了 receive.denyNonFastForwards"),
    LibraryText("cancelled", zh: "已取消"),
  ]
}
