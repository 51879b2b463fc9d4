/// The failures of a clone, and their remedies.
extension LibraryText {
  static let clones = [
    LibraryText("Cannot {action}: another user owns it.", zh: "无法{action}：它属于另一个用户。"),
    LibraryText(
      "Cannot {action}: another program is writing there ({words}).",
      zh: "无法{action}：另一个程序正在那里写入（{words}）。"),
    LibraryText("Cannot {action}: it was cancelled.", zh: "无法{action}：已取消。"),
    LibraryText(
      "Cannot {action}: it has changed in the meantime.", zh: "无法{action}：其间有了变动。"),
    LibraryText(
      "Cannot {action}: something in it is missing or damaged ({words}).",
      zh: "无法{action}：里面有内容缺失或损坏（{words}）。"),
    LibraryText("Cannot {action}: {words}.", zh: "无法{action}：{words}。"),

    LibraryText("another user owns {path}", zh: "{path} 属于另一个用户"),
    LibraryText(
      "this clone's copy of it is missing or damaged", zh: "这个克隆里它的副本缺失或损坏"),
    LibraryText("its file system has no locks", zh: "它所在的文件系统不支持锁"),
    LibraryText(
      "Keep it in a folder on a disk of this machine", zh: "请放在这台机器自己磁盘上的目录里"),
    LibraryText("The wait for {path} was cancelled.", zh: "已不再等待 {path}。"),
    LibraryText("“{name}” names no object", zh: "“{name}”不是对象的名称"),

    LibraryText("synchronise with {address}", zh: "与 {address} 同步"),
    LibraryText("use the remote {address}", zh: "使用远程仓库 {address}"),
    LibraryText("use the address {address}", zh: "使用地址 {address}"),
    LibraryText("read the configuration", zh: "读取配置"),
    LibraryText("read the configuration of git", zh: "读取 git 的配置"),
    LibraryText("read the configuration of {path}", zh: "读取 {path} 的配置"),
    LibraryText("make a repository at {path}", zh: "在 {path} 新建仓库"),
    LibraryText("write to {path}", zh: "写入 {path}"),
    LibraryText("commit to {path}", zh: "在 {path} 提交"),
    LibraryText("compare commits in {path}", zh: "比较 {path} 里的提交"),
    LibraryText("move {reference} in {path}", zh: "移动 {path} 里的 {reference}"),
    LibraryText("read the history of {path}", zh: "读取 {path} 的历史"),
    LibraryText("read the HEAD of {path}", zh: "读取 {path} 的 HEAD"),
    LibraryText("add a remote to {path}", zh: "给 {path} 添加远程仓库"),
    LibraryText("update the index of {path}", zh: "更新 {path} 的索引"),
    LibraryText("open the repository {path}", zh: "打开仓库 {path}"),
    LibraryText("read {path}", zh: "读取 {path}"),
    LibraryText("pack {path}", zh: "打包 {path}"),

    LibraryText("The clone cannot be changed: {words}.", zh: "无法改动克隆：{words}。"),
    LibraryText(
      "{path} is a repository whose objects have {format} names, which cannot be synchronised.",
      zh: "{path} 这个仓库的对象用 {format} 命名，无法同步。"),
    LibraryText(
      "{path} has {what}, which libgit2 {version} does not know.",
      zh: "{path} 用了{what}，libgit2 {version} 不认识。"),
    LibraryText("the repository format {n}", zh: "仓库格式 {n}"),
    LibraryText("the extensions {names}", zh: "扩展 {names}"),
    LibraryText("There is no remote named {name}.", zh: "没有叫 {name} 的远程仓库。"),
    LibraryText("{path} has no remote named {name}.", zh: "{path} 没有叫 {name} 的远程仓库。"),
    LibraryText(
      "{path} is a shallow clone, which cannot be fetched into.", zh: "{path} 是浅克隆，无法拉取。"),
    LibraryText(
      "{path} is a shallow clone, which cannot be synchronised.", zh: "{path} 是浅克隆，无法同步。"),
    LibraryText(
      "{path} is a partial clone, which cannot be synchronised.", zh: "{path} 是部分克隆，无法同步。"),
    LibraryText(
      "{path} is a bare repository, without working files.", zh: "{path} 是裸仓库，没有工作文件。"),
    LibraryText(
      "{path} is a linked working tree, whose branches belong to another folder.",
      zh: "{path} 是附属的工作树，它的分支属于另一个目录。"),
    LibraryText("{path} is not on a branch (detached HEAD).", zh: "{path} 不在任何分支上（分离的 HEAD）。"),
    LibraryText("{path} exists already and is not empty.", zh: "{path} 已经存在，而且不是空的。"),
    LibraryText("{path} is a clone of {old}, not of {new}.", zh: "{path} 是 {old} 的克隆，不是 {new} 的。"),
    LibraryText(
      "{path} does not tell any more what it is a clone of.", zh: "{path} 已经看不出是哪个仓库的克隆。"),
    LibraryText("Another process is working on {path}.", zh: "另一个进程正在处理 {path}。"),
    LibraryText(
      "Another process has been working on {path} for two minutes.",
      zh: "另一个进程处理 {path} 已经两分钟了。"),
    LibraryText("The synchronisation was cancelled.", zh: "同步已取消。"),
    LibraryText(
      "The wait for another process that works on {path} was cancelled.",
      zh: "已不再等待另一个正在处理 {path} 的进程。"),
    LibraryText(
      "The wait for {reference} in {path} was cancelled.", zh: "已不再等待 {path} 里的 {reference}。"),
    LibraryText(
      "“{path}” is not a path that can be in the repository.", zh: "“{path}”不能作为仓库里的路径。"),
    LibraryText(
      "“{path}” is not a folder that can be in the repository.", zh: "“{path}”不能作为仓库里的目录。"),
    LibraryText(
      "{path} was changed here and on the remote, in the same place.",
      zh: "本机和远程仓库都改了 {path} 的同一处。"),
    LibraryText("{path} is larger than {n} bytes.", zh: "{path} 超过 {n} 字节。"),
    LibraryText("{path} is not a regular file.", zh: "{path} 不是普通文件。"),
    LibraryText(
      "A folder for temporary files cannot be made: {words}.", zh: "无法新建临时文件的目录：{words}。"),
    LibraryText("“{name}” cannot be the name of a program here.", zh: "“{name}”不能作为这里的程序名。"),
    LibraryText("“{text}” cannot end the messages of commits.", zh: "“{text}”不能作为提交说明的结尾。"),
    LibraryText("“{text}” cannot be the author of commits.", zh: "“{text}”不能作为提交的作者。"),

    LibraryText("If you trust it, run", zh: "如果信任它，运行"),
    LibraryText(
      "Try again; if no git program is running, remove the .lock file it names",
      zh: "请重试；如果没有 git 程序在运行，删除上面提到的 .lock 文件"),
    LibraryText("Make a new clone", zh: "重新克隆"),
    LibraryText("Use one with SHA-1 names", zh: "改用 SHA-1 命名的仓库"),
    LibraryText("Use a repository without them", zh: "改用没有这些扩展的仓库"),
    LibraryText("If it is the remote already, use it", zh: "如果它已经是远程仓库，就用它"),
    LibraryText("Add one", zh: "添加一个"),
    LibraryText("Make one", zh: "新建一个"),
    LibraryText("Make a clone of it", zh: "克隆它"),
    LibraryText("Use the main one", zh: "改用主工作树"),
    LibraryText("Choose one", zh: "选一个"),
    LibraryText("Complete it", zh: "补全它"),
    LibraryText("If it is a clone of the remote already, use it", zh: "如果它已经是远程仓库的克隆，就用它"),
    LibraryText(
      "Choose another folder, or change the remote of this one",
      zh: "换个目录，或者改掉这个克隆的远程仓库"),
    LibraryText("Name its remote", zh: "写明它的远程仓库"),
    LibraryText("See which one has {path} open", zh: "查看是哪个进程打开了 {path}"),
    LibraryText(
      "Give the path from the root, without “.” and “..”; the root is “”",
      zh: "从根目录写起，不用“.”和“..”；根目录写作“”"),
    LibraryText(
      "Use letters, digits, “-”, “_” and “.”, and no name of a file in .git",
      zh: "使用字母、数字、“-”、“_”和“.”，不要和 .git 里的文件同名"),
    LibraryText(
      "Use letters, digits and “-” in its key, and one line without spaces at its ends",
      zh: "键用字母、数字和“-”，内容只有一行，首尾没有空格"),
    LibraryText(
      "Use a name and an address without line breaks, “<” and “>”",
      zh: "名称和地址里不要有换行、“<”和“>”"),
    LibraryText("there is no place for a file of settings", zh: "没有地方存放设置文件"),
    LibraryText("GIT_CONFIG_COUNT is no number of settings", zh: "GIT_CONFIG_COUNT 不是设置的个数"),
    LibraryText("GIT_CONFIG_KEY_{number} is missing", zh: "缺少 GIT_CONFIG_KEY_{number}"),
    LibraryText("GIT_CONFIG_VALUE_{number} is missing", zh: "缺少 GIT_CONFIG_VALUE_{number}"),
    LibraryText(
      "a setting of GIT_CONFIG_COUNT has no valid name", zh: "GIT_CONFIG_COUNT 的一项设置名称无效"),
  ]
}
