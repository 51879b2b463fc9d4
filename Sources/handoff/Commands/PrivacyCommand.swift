internal import ArgumentParser
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct PrivacyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "privacy", abstract: Phrases.helpPrivacy(), discussion: PrivacyPage.text)

  @Flag(help: ArgumentHelp(Phrases.helpPrivacyMan(), visibility: .hidden))
  var man = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      if man { return console.print(raw: PrivacyPage.manual) }
      let page = "# \(Phrases.privacyTitle())\n\n\(PrivacyPage.text)"
      console.print(
        raw: console.output.isTTY ? MarkdownView.render(page, terminal: console.output) : page)
    }
  }
}

/// The page “What leaves your machine”, in its forms.
enum PrivacyPage {
  /// The page in Markdown.
  static var text: String {
    Phrases.privacyPage(
      fields: Phrases.list(SnapshotHeader.fieldNames.map { "`\($0)`" }))
  }

  /// The page for man(1), as groff_man(7) reads it.
  static var manual: String {
    var lines = [
      ".TH HANDOFF-PRIVACY 7", ".SH NAME", "handoff-privacy \\- \(Phrases.privacyTitle())",
    ]
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") {
        lines.append(".SH \(escaped(line.dropFirst(3)).uppercased())")
      } else if line.hasPrefix("- ") {
        lines += [".IP \\(bu 2", escaped(line.dropFirst(2))]
      } else {
        lines += [".PP", escaped(line)]
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Returns a line that roff takes for text.
  private static func escaped(_ line: Substring) -> String {
    let text = String(line).replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("`", with: "").replacing("“", with: "\\(lq").replacing("”", with: "\\(rq")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }
}
