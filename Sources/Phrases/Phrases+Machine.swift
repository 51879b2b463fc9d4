/// The texts of `machine`, and of what other machines are asked.
extension Phrases {
  package static let helpMachine = Phrase(
    "Say which machines can read an encrypted repository, and how this one reaches others.",
    zh: "设置哪些机器能读取已加密的仓库，以及本机怎样连接其他机器。")
  package static let helpMachineMore = Phrase(
    "More on encryption: handoff help encryption", zh: "关于加密：handoff help encryption")
  package static let helpMachineSSH = Phrase(
    "Set, show or remove the ssh address of another machine.",
    zh: "设置、显示或删除另一台机器的 ssh 地址。")
  package static let helpMachineSSHMore = Phrase(
    "It is used by handoff resume --fresh alone, and kept in this machine's own config.json. "
      + "An address is a host, user@host, or an alias of ssh's configuration, in which a port belongs. "
      + "Without an address it is shown, without a machine all are.",
    zh: "只用于 handoff resume --fresh，保存在本机自己的 config.json 里。"
      + "地址是主机名、user@host 或 ssh 配置里的别名，端口写在 ssh 配置里。"
      + "不写地址则显示该机器的地址，不写机器则显示全部。")
  package static let helpMachineName = Phrase(
    "The machine's name, as handoff list shows it.", zh: "机器的名称，与 handoff list 显示的一样。")
  package static let helpMachineAddress = Phrase(
    "Its address, such as desk.local.", zh: "它的地址，例如 desk.local。")
  package static let helpMachineRemove = Phrase("Forget the machine's address.", zh: "删除这台机器的地址。")

  package static let machineSSHStored = Phrase(
    "{machine} is asked over ssh at {address}, in {path}",
    zh: "将通过 ssh 在 {address} 询问 {machine}，写在 {path}")
  package static let machineSSHRemoved = Phrase(
    "{machine} is not asked over ssh any more", zh: "不再通过 ssh 询问 {machine}")
  package static let machineSSHNone = Phrase(
    "No machine has an address for ssh.", zh: "没有机器设置了 ssh 地址。")
  package static let machineSSHOverridden = Phrase(
    "The environment variable {variable} is set, and wins.",
    zh: "设置了环境变量 {variable}，以它为准。")
  package static let machineUnknown = Phrase(
    "No address of {machine} is known here.", zh: "这里不知道 {machine} 的地址。")
  package static let machineUnknownHint = Phrase(
    "Set it: handoff machine ssh {machine} HOST", zh: "设置：handoff machine ssh {machine} HOST")
  package static let machineIsThis = Phrase("{machine} is this machine.", zh: "{machine} 就是本机。")
  package static let machineNoName = Phrase(
    "“{name}” is not the name of a machine.", zh: "“{name}”不是机器名称。")
  package static let machineNoNameHint = Phrase(
    "See the names: handoff list", zh: "查看名称：handoff list")
  package static let machineNoAddress = Phrase(
    "“{address}” is not an ssh address.", zh: "“{address}”不是 ssh 地址。")
  package static let machineNoAddressHint = Phrase(
    "It is a host, user@host, or a name of your ssh configuration, which can also have the port.",
    zh: "地址是主机名、user@host 或 ssh 配置里的名称，端口也可以写在那里。")
  package static let machineRemoveAlone = Phrase(
    "--remove needs the name of a machine, and no address.",
    zh: "--remove 需要机器名称，不需要地址。")
  package static let machineAddressColumn = Phrase("ADDRESS", zh: "地址")

  package static let helpResumeFresh = Phrase(
    "Ask the task's machine for its newest state first, over ssh (handoff machine ssh).",
    zh: "先通过 ssh 向任务所在的机器要最新状态（handoff machine ssh）。")
  package static let progressAsking = Phrase("Asking {machine}", zh: "正在询问 {machine}")
  package static let freshNoAddress = Phrase(
    "No ssh address of {machine} is known here; this is what it pushed last.",
    zh: "这里不知道 {machine} 的 ssh 地址；下面是它上次推送的内容。")
  package static let freshFailed = Phrase(
    "{machine} could not be asked over ssh: {reason}. This is what it pushed last.",
    zh: "无法通过 ssh 询问 {machine}：{reason}。下面是它上次推送的内容。")
  package static let freshFailedHint = Phrase(
    "Try it: ssh {address} handoff snapshot --force --session {session}",
    zh: "试一试：ssh {address} handoff snapshot --force --session {session}")
  package static let freshNoSession = Phrase(
    "{task} does not say which session it is of; this is what was pushed last.",
    zh: "{task} 没有说明属于哪个会话；下面是上次推送的内容。")
  package static let snapshotNotOpen = Phrase(
    "Session {session} is not known on this machine, so there is nothing to push.",
    zh: "本机不知道会话 {session}，没有可推送的内容。")
}
