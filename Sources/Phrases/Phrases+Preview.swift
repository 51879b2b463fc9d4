/// The texts of `preview`.
extension Phrases {
  package static let helpPreview = Phrase(
    "Show what would leave this machine of a session.", zh: "显示一个会话会有哪些内容离开本机。")
  package static let helpPreviewMore = Phrase(
    "It prints what would go to the model and to the remote, with secrets masked, and the rules that "
      + "masked them. It changes and sends nothing. With “-” it masks its standard input.",
    zh: "打印会发给模型和远程仓库的内容（敏感信息已遮盖），以及起作用的规则。"
      + "不改动也不发送任何内容。写“-”则遮盖标准输入。")
  package static let helpPreviewSession = Phrase(
    "The session's id, or “-”; without one, the session it is run in.",
    zh: "会话的 ID，或“-”；不写则为当前所在的会话。")
  package static let helpPreviewRule = Phrase(
    "Try a rule of your own, as the setting redact has them: ticket=ACME-[0-9]+",
    zh: "试验你自己的规则，写法与设置 redact 相同：ticket=ACME-[0-9]+")
  package static let previewBadRule = Phrase(
    "“{rule}” is not a rule: its pattern is not a regular expression, or matches an empty text.",
    zh: "“{rule}”不是规则：它的模式不是正则表达式，或者能匹配空文本。")
  package static let previewRuleHint = Phrase(
    "A rule is a word, “=” and a regular expression: handoff preview --rule 'ticket=ACME-[0-9]+' -",
    zh: "规则是一个词、“=”和正则表达式：handoff preview --rule 'ticket=ACME-[0-9]+' -")
  package static let previewModel = Phrase("To the model", zh: "发给模型")
  package static let previewNoModel = Phrase(
    "Nothing: summaries are made without a model.", zh: "无：摘要不用模型生成。")
  package static let previewRemote = Phrase("To the remote: {path}", zh: "发给远程仓库：{path}")
  package static let previewMasked = Phrase("Masked: {rules}", zh: "已遮盖：{rules}")
  package static let previewNothingMasked = Phrase("Nothing was masked.", zh: "没有遮盖任何内容。")
}
