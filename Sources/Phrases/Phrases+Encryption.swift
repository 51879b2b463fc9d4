/// The texts of encryption: keys, machines that let each other in, files that are refused.
extension Phrases {
  // MARK: - Files that are refused

  package static let sealWrong = Phrase(
    "it is not from your machines: it lacks their seal, or was moved or changed",
    zh: "它不是来自你的机器：没有它们的封印，或者被移动、改动过")
  package static let sealOld = Phrase(
    "it has the seal of before a machine was removed; its machine renews it when it next hears the "
      + "remote",
    zh: "它的封印是移除某台机器之前的；所属机器下次连上远端时会更新它")
  package static let sealNone = Phrase(
    "it is not encrypted, so it is not from your machines",
    zh: "它没有加密，所以不是来自你的机器")
  package static let sealNotForUs = Phrase(
    "it is encrypted for other keys than this machine's", zh: "它是为别的密钥加密的，本机读不了")
  package static let sealArmored = Phrase(
    "it is in age's text form, which your machines do not write",
    zh: "它是 age 的文本格式，你的机器不会写这种格式")
  package static let sealHybrid = Phrase(
    "it is encrypted for post-quantum keys, which this version does not know",
    zh: "它是为后量子密钥加密的，这个版本还不支持")
  package static let sealDamaged = Phrase(
    "it is not a whole age file", zh: "它不是完整的 age 文件")
  package static let sealFailed = Phrase(
    "it cannot be encrypted: {reason}", zh: "无法加密它：{reason}")
  package static let sealNoFrontMatter = Phrase(
    "it has no front matter to hold the seal", zh: "它没有放封印的文件头")

  // MARK: - The place of this machine

  package static let groupNone = Phrase("Nothing is encrypted", zh: "没有加密")
  package static let groupNoneHint = Phrase(
    "Encrypt it: handoff encrypt", zh: "加密：handoff encrypt")
  package static let groupOutside = Phrase(
    "The repository is encrypted, and this machine has no key for it.",
    zh: "同步仓库已加密，本机没有它的密钥。")
  package static let groupJoinHint = Phrase(
    "On a machine that reads it: handoff machine invite. Then here: handoff init --join CODE",
    zh: "先在能读的机器上运行 handoff machine invite，再在本机运行 handoff init --join CODE")
  package static let groupNotLetIn = Phrase(
    "This machine has asked to be let in, and no machine has answered yet.",
    zh: "本机已申请加入，还没有机器回应。")
  package static let groupNotLetInHint = Phrase(
    "The machine that made the code answers at its next hook or command. Look: handoff machine list",
    zh: "生成邀请码的机器会在下一次 hook 或命令时回应。查看：handoff machine list")
  package static let groupRefused = Phrase(
    "{machine} did not let this machine in: {reason}.", zh: "{machine} 没有让本机加入：{reason}。")
  package static let groupMember = Phrase(
    "{n} machines can read it", one: "1 machine can read it", zh: "有 {n} 台机器能读取")
  package static let groupRemovedHere = Phrase(
    "This machine was removed: it can read and write nothing new.",
    zh: "本机已被移除：新的内容既不能读也不能写。")
  package static let groupLookHint = Phrase(
    "See this machine's place: handoff machine list", zh: "查看本机的状态：handoff machine list")
  package static let refusalWrong = Phrase(
    "no invitation has this code", zh: "没有这个邀请码")
  package static let refusalUsed = Phrase(
    "another machine has used this code", zh: "这个邀请码已被另一台机器使用")
  package static let refusalExpired = Phrase(
    "the code has expired: it was valid for a day", zh: "邀请码已过期：有效期只有一天")
  package static let refusalTaken = Phrase(
    "a machine of this name can read it already; remove that first, or take another name",
    zh: "已有同名的机器能读取；请先移除它，或者换一个名称")

  // MARK: - Keys

  package static let keyBroken = Phrase("{path} has no key.", zh: "{path} 里没有密钥。")
  package static let groupBusy = Phrase(
    "Another handoff is changing what this machine knows of the group.",
    zh: "另一个 handoff 正在修改本机对机器组的了解。")
  package static let groupBusyHint = Phrase("Try again in a moment.", zh: "请稍后再试。")
  package static let groupBroken = Phrase("{path} is damaged.", zh: "{path} 已损坏。")
  package static let keyLost = Phrase(
    "The key of this machine is gone.", zh: "本机的密钥不见了。")
  package static let keyLostHint = Phrase(
    "Bring its files back from a backup; or be invited by another machine, or use the recovery key: "
      + "handoff help encryption",
    zh: "从备份恢复这些文件；或由另一台机器邀请，或使用恢复密钥：handoff help encryption")

  // MARK: - init, encrypt

  package static let helpInitEncrypt = Phrase(
    "Encrypt the repository's tasks, so that only your machines can read them.",
    zh: "加密仓库里的任务，只有你的机器能读取。")
  package static let helpInitJoin = Phrase(
    "Ask to read an encrypted repository, with a code of handoff machine invite.",
    zh: "用 handoff machine invite 的邀请码申请读取已加密的仓库。")
  package static let helpInitRecovery = Phrase(
    "Read an encrypted repository with the recovery key or its passphrase, which is asked for.",
    zh: "用恢复密钥或它的口令读取已加密的仓库，运行时会询问。")
  package static let helpPassphrase = Phrase(
    "Keep the recovery key in the repository, too, under a passphrase that is asked for.",
    zh: "把恢复密钥也用口令加密存进仓库，运行时会询问口令。")
  package static let helpEncrypt = Phrase(
    "Encrypt the sync repository from now on.", zh: "从现在起加密同步仓库。")
  package static let helpEncryptMore = Phrase(
    "This machine's tasks are encrypted at once, those of other machines when they join. What the "
      + "history of the repository has stays readable there. More: handoff help encryption",
    zh: "本机的任务会立即加密，其他机器的任务在它们加入后加密。仓库历史里已有的内容在那里仍然可读。"
      + "详见：handoff help encryption")
  package static let initModesAlone = Phrase(
    "Use only one of --encrypt, --join and --recovery.",
    zh: "--encrypt、--join 和 --recovery 不能同时使用。")
  package static let passphraseAlone = Phrase(
    "--passphrase belongs to --encrypt.", zh: "--passphrase 只能和 --encrypt 一起使用。")
  package static let initEncrypted = Phrase(
    "This repository is encrypted.", zh: "这个仓库已加密。")
  package static let initEncryptedHint = Phrase(
    "On a machine that reads it: handoff machine invite. Then here: handoff init --join CODE. If "
      + "there is none left: handoff init --recovery",
    zh: "先在能读的机器上运行 handoff machine invite，再在本机运行 handoff init --join CODE。"
      + "如果一台也没有了：handoff init --recovery")
  package static let encryptAlready = Phrase(
    "This repository is encrypted already.", zh: "这个仓库已经加密了。")
  package static let encryptAlreadyHint = Phrase(
    "Who can read it: handoff machine list", zh: "谁能读取：handoff machine list")
  package static let codeMalformed = Phrase(
    "“{code}” is not a code of handoff machine invite.",
    zh: "“{code}”不是 handoff machine invite 的邀请码。")
  package static let codeMalformedHint = Phrase(
    "A code has four groups of four letters and digits, such as 7F2K-9QXM-3T8B-W5CZ.",
    zh: "邀请码是四组、每组四个字母或数字，例如 7F2K-9QXM-3T8B-W5CZ。")
  package static let keyOwn = Phrase("Key of {machine}: {key}", zh: "{machine} 的密钥：{key}")
  package static let keyRecovery = Phrase(
    "Recovery key, shown this once, write it down:", zh: "恢复密钥，只显示这一次，请抄写下来：")
  package static let keyRecoveryWhy = Phrase(
    "If the keys of all machines are lost, nothing else reads your tasks.",
    zh: "如果所有机器的密钥都丢失，只有它还能读取你的任务。")
  package static let keyRecoveryPassphrase = Phrase(
    "The passphrase brings it back, too: handoff init --recovery",
    zh: "用口令也可以取回它：handoff init --recovery")
  package static let encrypted = Phrase(
    "Encrypted {n} tasks of this machine", one: "Encrypted 1 task of this machine",
    zh: "已加密本机的 {n} 个任务")
  package static let encryptedHistory = Phrase(
    "Earlier versions of them stay readable in the repository's history, and at its host. To replace "
      + "the history: handoff compact",
    zh: "它们以前的版本在仓库历史里、在托管方那里仍然可读。要替换历史：handoff compact")
  package static let encryptedOthers = Phrase(
    "{n} tasks of other machines are encrypted when those join: handoff machine invite",
    one: "1 task of another machine is encrypted when that joins: handoff machine invite",
    zh: "其他机器的 {n} 个任务在那些机器加入后加密：handoff machine invite")
  package static let askedToJoin = Phrase(
    "Asked to join. The machine that made the code lets this one in at its next hook or command; look: "
      + "handoff machine list",
    zh: "已申请加入。生成邀请码的机器会在下一次 hook 或命令时让本机加入；查看：handoff machine list")
  package static let recovered = Phrase(
    "This machine can read the repository: {n} tasks",
    one: "This machine can read the repository: 1 task", zh: "本机可以读取仓库了：{n} 个任务")
  package static let recoveredHint = Phrase(
    "Remove the machines that are gone: handoff machine remove NAME",
    zh: "移除已经不在的机器：handoff machine remove NAME")
  package static let recoveryAsk = Phrase(
    "Recovery key, or its passphrase:", zh: "恢复密钥，或它的口令：")
  package static let recoveryWrong = Phrase(
    "This key or passphrase does not open the repository.", zh: "这个密钥或口令打不开这个仓库。")
  package static let recoveryWrongHint = Phrase(
    "A recovery key begins with AGE-SECRET-KEY-1; a passphrase works only if one was set with handoff "
      + "init --encrypt --passphrase.",
    zh: "恢复密钥以 AGE-SECRET-KEY-1 开头；只有用 handoff init --encrypt --passphrase 设置过口令，"
      + "口令才有用。")
  package static let recoveryNotEncrypted = Phrase(
    "This repository is not encrypted.", zh: "这个仓库没有加密。")
  package static let passphraseAsk = Phrase(
    "Passphrase for the recovery key, twelve characters or more:",
    zh: "恢复密钥的口令，至少十二个字符：")
  package static let passphraseShort = Phrase(
    "A passphrase has twelve characters or more: the host can try as many as it likes.",
    zh: "口令至少要有十二个字符：托管方可以无限次地尝试。")

  // MARK: - machine invite, list, remove

  package static let helpMachineInvite = Phrase(
    "Let a new machine read the encrypted repository.", zh: "让一台新机器读取已加密的仓库。")
  package static let helpMachineInviteMore = Phrase(
    "Prints a code that one machine can use within a day. Carry it there yourself: whoever has it can "
      + "be let in.",
    zh: "显示一个邀请码，一台机器在一天之内可以使用它。请自己把它带过去：谁拿到它，谁就能加入。")
  package static let machineInvite = Phrase(
    "On the new machine, within a day: handoff init --remote {remote} --join {code}",
    zh: "在新机器上，一天之内运行：handoff init --remote {remote} --join {code}")
  package static let helpMachineList = Phrase(
    "Show which machines can read the encrypted repository.", zh: "显示哪些机器能读取已加密的仓库。")
  package static let helpMachineRemoveFromGroup = Phrase(
    "Remove a machine: it can read nothing that is written from now on.",
    zh: "移除一台机器：从现在起写入的内容它都读不了。")
  package static let helpMachineRemoveMore = Phrase(
    "All tasks are written anew with new keys. What that machine could read so far, it may have kept. "
      + "Take away its access to the repository, too.",
    zh: "所有任务都会用新的密钥重新写入。那台机器以前能读的内容，它可能已经保存。"
      + "也请撤销它对仓库的访问权限。")
  package static let helpMachineRemoveName = Phrase(
    "The machine's name, as handoff machine list shows it.",
    zh: "机器的名称，与 handoff machine list 显示的一样。")
  package static let groupNoMember = Phrase(
    "{machine} is not one of the machines that can read the repository.",
    zh: "{machine} 不在能读取仓库的机器之中。")
  package static let groupNoMemberHint = Phrase(
    "See them: handoff machine list", zh: "查看：handoff machine list")
  package static let groupRemoveSelf = Phrase(
    "{machine} is this machine.", zh: "{machine} 就是本机。")
  package static let groupRemoveSelfHint = Phrase(
    "Run it on another machine: handoff machine remove NAME",
    zh: "请在另一台机器上运行：handoff machine remove NAME")
  package static let machineRemoved = Phrase(
    "{machine} was removed; {n} tasks have new keys",
    one: "{machine} was removed; 1 task has a new key", zh: "已移除 {machine}；{n} 个任务换了新的密钥")
  package static let machineRemovedRest = Phrase(
    "Take away its access to the repository, too: it may have kept what it could read, and could "
      + "still delete files.",
    zh: "也请撤销它对仓库的访问权限：它可能保存了以前能读的内容，并且仍然可以删除文件。")
  package static let machineKeyColumn = Phrase("KEY", zh: "密钥")
  package static let machineStateColumn = Phrase("STATE", zh: "状态")
  package static let machineStateHere = Phrase("this machine", zh: "本机")
  package static let machineStateMember = Phrase("can read", zh: "能读取")
  package static let machineStateRefused = Phrase(
    "refused: {reason}", zh: "已拒绝：{reason}")
  package static let machineStateInvited = Phrase(
    "an invitation is valid for another {time}", zh: "邀请码还有 {time} 有效")

  // MARK: - doctor, status

  package static let titleEncryption = Phrase("Encryption", zh: "加密")
  package static let checkPlainTasks = Phrase(
    "{n} tasks are not encrypted: {names}", one: "1 task is not encrypted: {names}",
    zh: "有 {n} 个任务没有加密：{names}")
  package static let fixPlainTasks = Phrase(
    "Those of other machines are encrypted when they join: handoff machine invite",
    zh: "其他机器的任务在它们加入后加密：handoff machine invite")
  package static let checkKeyFile = Phrase(
    "Others on this computer can read {path}", zh: "这台电脑上的其他用户能读取 {path}")
  package static let fixKeyFile = Phrase("chmod 600 {path}", zh: "chmod 600 {path}")
  package static let checkRefusedMachine = Phrase(
    "{machine} asked to be let in, and was refused: {reason}",
    zh: "{machine} 申请加入，已被拒绝：{reason}")
  package static let fixRefusedMachine = Phrase(
    "If it is yours: handoff machine invite", zh: "如果是你的机器：handoff machine invite")
}
