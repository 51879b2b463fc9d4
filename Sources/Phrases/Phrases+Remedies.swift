// What to type after an error of the sync repository; {advice} is a sentence of the library's.
extension Phrases {
  package static let remedyInitialize = Phrase(
    "{advice}: handoff init --remote {address}", zh: "{advice}：handoff init --remote {address}")
  package static let remedyAdopt = Phrase(
    "{advice}: handoff init --repo {path}", zh: "{advice}：handoff init --repo {path}")
  package static let remedyAdoptAfter = Phrase(
    "{advice}: {command} && handoff init --repo {path}",
    zh: "{advice}：{command} && handoff init --repo {path}")
  package static let remedyChooseFolder = Phrase(
    "Choose another folder with --repo, or: {command}", zh: "用 --repo 换个目录，或者：{command}")
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
