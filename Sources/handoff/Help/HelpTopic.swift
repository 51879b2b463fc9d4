internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

/// A page of `handoff help TOPIC`, which is a page of the manual, too.
enum HelpTopic: String, CaseIterable {
  case how, privacy, encryption, settings, remotes, hooks, troubleshooting

  /// The heading of the page.
  var title: String {
    switch self {
    case .how: Phrases.howTitle()
    case .privacy: Phrases.privacyTitle()
    case .encryption: Phrases.encryptionTitle()
    case .settings: Phrases.settingsTitle()
    case .remotes: Phrases.remotesTitle()
    case .hooks: Phrases.hooksTitle()
    case .troubleshooting: Phrases.troubleshootingTitle()
    }
  }

  /// The page in Markdown, without its heading.
  var text: String {
    switch self {
    case .how: Phrases.howPage()
    case .privacy:
      Phrases.privacyPage(fields: Phrases.list(SnapshotHeader.fieldNames.map { "`\($0)`" }))
    case .encryption: Phrases.encryptionPage()
    case .settings:
      Phrases.settingsPage(
        settings: Setting.all.map { setting in
          Phrases.settingsPageRow(
            name: setting.name, standard: setting.standard, purpose: setting.purpose)
        }.joined(separator: "\n"))
    case .remotes: Phrases.remotesPage()
    case .hooks: Phrases.hooksPage()
    case .troubleshooting: Phrases.troubleshootingPage()
    }
  }

  /// Shows the page on a terminal or in a pipe.
  ///
  /// - Parameters:
  ///   - console: The output.
  ///   - pages: False to do without a pager.
  func show(_ console: Console, pages: Bool) {
    let text = "# \(title)\n\n\(text)"
    var page = Page(console)
    page.add(
      raw: console.output.isTTY ? MarkdownView.render(text, terminal: console.output) : text)
    page.show(pages: pages)
  }

  /// The page for man(1), as groff_man(7) reads it.
  var manual: String {
    var lines = [
      ".TH HANDOFF-\(rawValue.uppercased()) 7", ".SH NAME",
      "handoff-\(rawValue) \\- \(title)",
    ]
    var isCode = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") {
        lines.append(isCode ? ".EE" : ".PP\n.EX")
        isCode.toggle()
      } else if isCode {
        lines.append(Roff.escaped(line))
      } else if line.hasPrefix("## ") {
        lines.append(".SH \(Roff.escaped(line.dropFirst(3)).uppercased())")
      } else if line.hasPrefix("- ") {
        lines += [".IP \\(bu 2", Roff.escaped(line.dropFirst(2))]
      } else {
        lines += [".PP", Roff.escaped(line)]
      }
    }
    return lines.joined(separator: "\n")
  }
}
