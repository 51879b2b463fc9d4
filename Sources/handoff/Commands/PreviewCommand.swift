internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import Platform
internal import Summarizer
internal import TerminalUI

struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: Phrases.helpPreview(),
    discussion: Phrases.help(Phrases.helpPreviewMore(), examples: Phrases.examplesPreview()))

  @Argument(help: ArgumentHelp(Phrases.helpPreviewSession()))
  var session: String?

  @Option(
    help: ArgumentHelp(Phrases.helpSnapshotTranscript()), completion: .file(extensions: ["jsonl"]))
  var transcript: String?

  @Option(help: ArgumentHelp(Phrases.helpPreviewRule()))
  var rule: [String] = []

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let rules = try rule.map { text in
        guard let rule = RedactionRules.rule(text) else {
          throw HandoffError(
            .usage, Phrases.previewBadRule(rule: text.prefix(80)), hint: Phrases.previewRuleHint())
        }
        return rule
      }
      let settings = try await SettingsLoader(console.context).load()
      if session == "-" { return try maskInput(console, settings, rules) }
      let target = try SnapshotTarget(
        session: session, transcript: transcript, context: console.context)
      let pass = try SessionPass(console.context, settings: settings, session: target.session)
      let preview = try await pass.preview(transcript: target.transcript, trying: rules)
      if reading.json {
        return try console.print(
          json: PreviewRow(
            path: preview.path, model: preview.model, remote: preview.remote,
            masked: Dictionary(uniqueKeysWithValues: preview.masked.map { ($0.rule, $0.count) })))
      }
      console.print(StyledText(Phrases.previewModel(), .bold))
      console.print(untrusted: preview.model ?? Phrases.previewNoModel())
      console.print(StyledText(Phrases.previewRemote(path: preview.path), .bold))
      console.print(untrusted: preview.remote)
      tell(preview.masked, console)
    }
  }

  /// Masks the standard input, for trying things out.
  private func maskInput(
    _ console: Console, _ settings: Settings, _ rules: [RedactionRule]
  ) throws {
    let bytes = try OpenFile("/dev/stdin", flags: O_RDONLY).readAll(limit: 256 << 20, size: 65_536)
    let text = console.context.redactor(settings, trying: rules)
      .redact(String(decoding: bytes, as: UTF8.self))
    let masked = Redactor.masks(in: text)
    if reading.json {
      return try console.print(
        json: PreviewRow(
          path: nil, model: nil, remote: text,
          masked: Dictionary(uniqueKeysWithValues: masked.map { ($0.rule, $0.count) })))
    }
    if console.output.isTTY { console.print(untrusted: text) } else { console.print(raw: text) }
    tell(masked, console)
  }

  private func tell(_ masked: [(rule: String, count: Int)], _ console: Console) {
    guard !masked.isEmpty else { return console.remark(Phrases.previewNothingMasked()) }
    let rules = Phrases.list(masked.map { "\($0.rule) \($0.count)" })
    console.remark(Phrases.previewMasked(rules: rules))
  }
}

/// A preview as `--json` has it.
private struct PreviewRow: Encodable {
  let schemaVersion = 1
  let path: String?
  let model: String?
  let remote: String
  let masked: [String: Int]
}
