internal import Phrases

/// A drawing of a ``PickerModel``.
struct PickerView {
  /// The rows that are neither items nor the title: the help or filter, and the position.
  private static let otherRows = 2

  let title: StyledText

  /// Returns how many items fit.
  func capacity(of terminal: Terminal) -> Int {
    max(1, terminal.rows - heading(for: terminal).count - Self.otherRows - 1)
  }

  /// The lines of the title; in a low window the last one is cut.
  private func heading(for terminal: Terminal) -> [StyledText] {
    let lines = title.styled(.bold).wrapped(to: terminal.columns - 1)
    let room = max(1, terminal.rows - Self.otherRows - 2)
    guard lines.count > room else { return lines }
    return Array(lines.prefix(room - 1))
      + [lines[(room - 1)...].reduce("") { $0.isEmpty ? $1 : $0 + " " + $1 }]
  }

  /// Returns the lines of the picker, each narrower than the terminal.
  func lines(of model: PickerModel, for terminal: Terminal) -> [String] {
    let shown = window(of: model, capacity: capacity(of: terminal))
    var lines = heading(for: terminal) + [status(of: model, glyphs: terminal.glyphs)]
    let digits = String(model.items.count).count
    for position in shown {
      lines.append(row(at: position, of: model, digits: digits, glyphs: terminal.glyphs))
    }
    if model.matches.isEmpty { lines.append(StyledText("  " + Phrases.pickerNothing(), .dim)) }
    if shown.count < model.matches.count {
      let position = Phrases.pickerPosition(
        position: model.cursor + 1, total: model.matches.count)
      lines.append(StyledText("  " + position, .dim))
    }
    return lines.map {
      $0.truncated(to: terminal.columns - 1, ellipsis: terminal.glyphs.ellipsis)
        .rendered(for: terminal)
    }
  }

  /// The positions in view: a page that has the cursor in it.
  private func window(of model: PickerModel, capacity: Int) -> Range<Int> {
    let count = model.matches.count
    let start = min(max(0, model.cursor - capacity / 2), max(0, count - capacity))
    return start..<min(count, start + capacity)
  }

  private func status(of model: PickerModel, glyphs: Glyphs) -> StyledText {
    guard model.isFiltering else {
      return StyledText(
        glyphs == .ascii ? Phrases.pickerKeysPlain() : Phrases.pickerKeys(), .dim)
    }
    return StyledText("/", .dim) + StyledText(model.filter, .cyan)
  }

  private func row(
    at position: Int, of model: PickerModel, digits: Int, glyphs: Glyphs
  ) -> StyledText {
    let item = model.items[model.matches[position]]
    let isSelected = position == model.cursor
    var row = isSelected ? StyledText(glyphs.pointer + " ", .cyan) : "  "
    if !model.isFiltering {
      row += StyledText(String(position + 1).padded(to: digits, alignment: .right) + " ", .dim)
    }
    row += isSelected ? item.title.styled(.bold) : item.title
    if !item.detail.isEmpty { row += "  " + item.detail.styled(.dim) }
    return row
  }
}
