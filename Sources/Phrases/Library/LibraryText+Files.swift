/// The failures to read and write a file, a snapshot's among them.
extension LibraryText {
  static let files = [
    LibraryText("cannot open {path}: {words}", zh: "无法打开 {path}：{words}"),
    LibraryText("cannot write {path}: {words}", zh: "无法写入 {path}：{words}"),
    LibraryText("cannot read {path}: {words}", zh: "无法读取 {path}：{words}"),
    LibraryText("cannot flush {path}: {words}", zh: "无法把 {path} 写到磁盘：{words}"),
    LibraryText("cannot create the folder {path}: {words}", zh: "无法新建目录 {path}：{words}"),
    LibraryText("cannot move {path} to {target}: {words}", zh: "无法把 {path} 移到 {target}：{words}"),
    LibraryText("cannot lock {path}: {words}", zh: "无法锁定 {path}：{words}"),
    LibraryText("cannot replace {path}: {words}", zh: "无法替换 {path}：{words}"),
    LibraryText("cannot remove {path}: {words}", zh: "无法删除 {path}：{words}"),
    LibraryText("it is not a regular file", zh: "它不是普通文件"),
    LibraryText("it is larger than {n} bytes", zh: "它超过 {n} 字节"),

    // The operating system's.
    LibraryText("No such file or directory", zh: "没有这个文件或目录"),
    LibraryText("Permission denied", zh: "权限不够"),
    LibraryText("Operation not permitted", zh: "不允许这样做"),
    LibraryText("No space left on device", zh: "磁盘已满"),
    LibraryText("Disk quota exceeded", zh: "超出磁盘配额"),
    LibraryText("Read-only file system", zh: "文件系统是只读的"),
    LibraryText("Is a directory", zh: "它是目录"),
    LibraryText("Not a directory", zh: "它不是目录"),
    LibraryText("File exists", zh: "文件已存在"),
    LibraryText("Connection refused", zh: "拒绝连接"),
    LibraryText("Connection reset by peer", zh: "连接被对方重置"),
    LibraryText("Network is unreachable", zh: "网络不可达"),
    LibraryText("No route to host", zh: "没有到主机的路由"),
    LibraryText("Broken pipe", zh: "连接已断开"),
    LibraryText("Input/output error", zh: "输入输出错误"),
    LibraryText("Too many open files", zh: "打开的文件太多"),

    // Snapshots.
    LibraryText("line {n}: {words}", zh: "第 {n} 行：{words}"),
    LibraryText("it does not begin with front matter (---)", zh: "开头没有元数据（---）"),
    LibraryText(
      "its front matter is not a list of “key: value”", zh: "元数据不是“key: value”形式的列表"),
    LibraryText(
      "its front matter is larger than {n} bytes, or does not end", zh: "元数据超过 {n} 字节，或者没有结尾"),
    LibraryText("its front matter does not end (no second ---)", zh: "元数据没有结尾（缺第二个 ---）"),
    LibraryText("it is not UTF-8 text", zh: "它不是 UTF-8 文本"),
    LibraryText("its front matter has no “updated”", zh: "元数据里没有“updated”"),
    LibraryText("“updated” is not a time: {value}", zh: "“updated”不是时间：{value}"),
    LibraryText("it is a symbolic link", zh: "它是符号链接"),
    LibraryText(
      "it is encrypted, and this machine has no key for it", zh: "它已加密，本机没有它的密钥"),
    LibraryText(
      "somebody has put an older version of it back: it is not from your machines",
      zh: "有人把它的旧版本放了回来：它不是来自你的机器"),
    LibraryText(
      "it is not encrypted: it is not from your machines", zh: "它没有加密：它不是来自你的机器"),
    LibraryText("it is a submodule", zh: "它是子模块"),
    LibraryText("it is empty", zh: "它是空的"),
    LibraryText("it was not read", zh: "没有读取它"),
    LibraryText("its name has more than 255 bytes", zh: "文件名超过 255 字节"),
    LibraryText("its name is hidden, or git's own", zh: "文件名是隐藏的，或是 git 自己用的"),
    LibraryText(
      "it is a copy that the sync of a folder has made", zh: "它是同步目录的程序留下的副本"),
    LibraryText("its name has invisible characters", zh: "文件名里有看不见的字符"),
    LibraryText("its name has a backslash, or is not UTF-8", zh: "文件名里有反斜杠，或不是 UTF-8"),
    LibraryText("its front matter is larger than {n} bytes", zh: "元数据超过 {n} 字节"),
    LibraryText("its front matter has an alias (*name)", zh: "元数据里有别名（*name）"),
    LibraryText("its front matter has a key twice: {names}", zh: "元数据里有重复的键：{names}"),
    LibraryText(
      "its front matter is nested too deeply or has too many values", zh: "元数据嵌套太深，或值太多"),
    LibraryText("but found another document", zh: "里面有另一个文档"),
    LibraryText("its front matter is not YAML", zh: "元数据不是 YAML"),
    LibraryText("its front matter is not YAML: {words}", zh: "元数据不是 YAML：{words}"),
  ]
}
