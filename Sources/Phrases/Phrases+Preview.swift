/// The texts of `preview`.
extension Phrases {
  package static let helpPreview = Phrase("Show what would leave this machine of a session.")
  package static let helpPreviewMore = Phrase(
    "It prints what would go to the model and to the remote, with secrets masked, and the rules that "
      + "masked them. It changes and sends nothing. With “-” it masks its standard input.")
  package static let helpPreviewSession = Phrase(
    "The session's id, or “-”; without one, the session it is run in.")
  package static let helpPreviewRule = Phrase(
    "Try a rule of your own, as the setting redact has them: ticket=ACME-[0-9]+")
  package static let previewBadRule = Phrase(
    "“{rule}” is no rule: its pattern is no regular expression, or fits an empty text.")
  package static let previewRuleHint = Phrase(
    "A rule is a word, “=” and a regular expression: handoff preview --rule 'ticket=ACME-[0-9]+' -")
  package static let previewModel = Phrase("To the model")
  package static let previewNoModel = Phrase("Nothing: summaries are made without a model.")
  package static let previewRemote = Phrase("To the remote: {path}")
  package static let previewMasked = Phrase("Masked: {rules}")
  package static let previewNothingMasked = Phrase("Nothing was masked.")
}
