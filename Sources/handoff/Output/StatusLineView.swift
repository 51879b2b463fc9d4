internal import Essentials
internal import HandoffKit
internal import Phrases
internal import TerminalUI

/// The one line of `handoff status --line`.
struct StatusLineView {
  /// The columns that it may have where nobody says.
  static let usualWidth = 40

  private let line: StatusLine
  private let now: Date
  private let glyphs: Glyphs

  init(_ line: StatusLine, now: Date, glyphs: Glyphs) {
    self.line = line
    self.now = now
    self.glyphs = glyphs
  }

  /// Prints it; nothing where there is nothing to tell.
  ///
  /// Nobody is asked, and nothing fails.
  ///
  /// - Parameter width: The columns that it may have.
  static func show(width: Int) {
    let console = Console(color: .never)
    guard let line = StatusLine.read(console.context), !line.isQuiet else { return }
    let view = StatusLineView(line, now: console.context.now(), glyphs: console.output.glyphs)
    console.print(raw: view.text(width: width))
  }

  /// Returns the longest form that fits.
  ///
  /// - Parameter width: The columns.
  /// - Returns: One line; the shortest form where none fits.
  func text(width: Int) -> String {
    let forms = self.forms
    return forms.first { StyledText($0).width <= width } ?? forms.last ?? ""
  }

  /// The forms, the longest first.
  private var forms: [String] {
    let (n, here, mark) = (line.elsewhere, line.here, glyphs.machines)
    if let since = line.notPushedSince {
      let time = RelativeTime.short(since, now: now)
      return [
        Phrases.lineLongTrouble(n: n, here: here, time: time),
        Phrases.lineTrouble(mark: mark, n: n, here: here, time: time),
        Phrases.lineShortTrouble(mark: mark, n: n, time: time),
        Phrases.lineShortestTrouble(mark: mark, n: n),
      ]
    }
    let short = [
      Phrases.lineShort(mark: mark, n: n, here: here), Phrases.lineShortest(mark: mark, n: n),
    ]
    guard let push = line.lastPush else { return short }
    let time = RelativeTime.short(push, now: now)
    return [
      Phrases.lineLong(n: n, here: here, time: time),
      Phrases.line(mark: mark, n: n, here: here, dot: glyphs.dot, time: time),
    ] + short
  }
}
