// What to type after an error of the sync repository; {advice} is a sentence of the library's.
extension Phrases {
  package static let remedyCommand = Phrase("{advice}: {command}", zh: "{advice}：{command}")
  package static let remedyAdvice = Phrase("{advice}.", zh: "{advice}。")
  package static let remedyInitialize = Phrase(
    "{advice}: handoff init --remote {address}", zh: "{advice}：handoff init --remote {address}")
  package static let remedyAdopt = Phrase(
    "{advice}: handoff init --repo {path}", zh: "{advice}：handoff init --repo {path}")
  package static let remedyMakeRemote = Phrase(
    "{advice}: handoff init --remote {path} --create",
    zh: "{advice}：handoff init --remote {path} --create")
  package static let remedyTrust = Phrase(
    "If you trust it, tell git's configuration so: "
      + "printf '[safe]\\n\\tdirectory = %s\\n' {path} >> ~/.gitconfig",
    zh: "如果信任它，写进 git 的配置："
      + "printf '[safe]\\n\\tdirectory = %s\\n' {path} >> ~/.gitconfig")
  package static let remedySetting = Phrase(
    "{advice}: {setting} in ~/.gitconfig", zh: "{advice}：~/.gitconfig 里的 {setting}")
  package static let remedyChooseFolder = Phrase(
    "Choose another folder with --repo, or move this clone: handoff init --remote URL",
    zh: "用 --repo 换个目录，或者把这个克隆移过去：handoff init --remote URL")
  package static let remedyRemakeInstead = Phrase(
    "Make a new clone in its place, which keeps what was not pushed: handoff doctor --fix",
    zh: "在原处重新克隆（没推送的内容会保留）：handoff doctor --fix")
  package static let remedyExamine = Phrase(
    "{advice}: handoff doctor {address}", zh: "{advice}：handoff doctor {address}")
  package static let remedyToken = Phrase(
    "Give it a token: export HANDOFF_TOKEN=… or set up a credential helper (gitcredentials(7)).",
    zh: "给它一个令牌：export HANDOFF_TOKEN=… 或配置凭据助手（gitcredentials(7)）。")
  package static let remedySynchronize = Phrase(
    "{advice}: handoff sync", zh: "{advice}：handoff sync")
  package static let remedyRemake = Phrase(
    "{advice}, which keeps what was not pushed: handoff doctor --fix",
    zh: "{advice}（没推送的内容会保留）：handoff doctor --fix")
  package static let remedyRemakeFrom = Phrase(
    "{advice}: handoff doctor --fix URL", zh: "{advice}：handoff doctor --fix URL")
  package static let remedyStatus = Phrase(
    "See which one: handoff status", zh: "查看是哪一个：handoff status")
}
