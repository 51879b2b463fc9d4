/// Lets a person choose one item with the keyboard.
///
/// Arrows, j and k move, digits select by number, letters (or anything after `/`) filter, Enter
/// chooses, Escape leaves the filter and then the picker, Ctrl-C leaves at once.
package struct Picker: Sendable {
  /// The question, shown above the items.
  var title: StyledText

  /// The choices, the likeliest first.
  var items: [PickerItem]

  /// Makes a picker.
  ///
  /// - Parameters:
  ///   - title: The question.
  ///   - items: The choices.
  package init(title: StyledText, items: [PickerItem]) {
    self.title = title
    self.items = items
  }

  /// Runs on the person's terminal and leaves it as it was, on every way out.
  ///
  /// Blocks the calling thread. While it runs, the terminal is in raw mode; SIGINT, SIGTERM,
  /// SIGHUP and SIGQUIT restore it before they take effect.
  ///
  /// - Parameters:
  ///   - input: The descriptor of the keyboard, usually 0.
  ///   - output: The descriptor to draw on, usually 2 so that standard output stays clean.
  ///   - environment: The process environment.
  ///   - color: The person's `--color`.
  /// - Returns: The outcome; nil if there is no terminal to ask on, or nothing to choose from.
  package func choose(
    input: CInt, output: CInt, environment: [String: String], color: ColorChoice = .auto
  ) -> PickerOutcome? {
    let terminal = Terminal.current(fd: output, environment: environment, color: color)
    guard !items.isEmpty, terminal.movesCursor else { return nil }
    let write = Terminal.writer(fd: output)
    return RawMode.run(fd: input) { source in
      run(
        source: &source,
        terminal: { .current(fd: output, environment: environment, color: color) },
        write: write
      )
    }
  }

  /// Runs with keys and an output of any kind.
  ///
  /// - Parameters:
  ///   - source: The keys.
  ///   - terminal: Returns the state of the output; asked again whenever idle.
  ///   - write: Writes to the output.
  /// - Returns: The outcome; the picker's lines are cleaned and the cursor is shown again.
  func run(
    source: inout some KeystrokeSource, terminal: () -> Terminal, write: (String) -> Void
  ) -> PickerOutcome {
    let view = PickerView(title: title)
    var model = PickerModel(items: items)
    var current = terminal()
    var drawn = 0
    func draw() {
      model.page = view.capacity(of: current)
      let lines = view.lines(of: model, for: current)
      write(Self.clearing(drawn) + lines.joined(separator: "\r\n"))
      drawn = lines.count
    }
    write("\u{1B}[?25l")
    defer { write(Self.clearing(drawn) + "\u{1B}[?25h") }
    draw()
    while true {
      switch source.next() {
      case .end:
        return .cancelled
      case .idle:
        let now = terminal()
        guard now != current else { continue }
        current = now
      case .key(let key):
        if let outcome = model.handle(key) { return outcome }
      }
      draw()
    }
  }

  /// Returns the sequence that removes lines just drawn; the cursor is at the end of the last one.
  private static func clearing(_ lines: Int) -> String {
    "\r" + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + "\u{1B}[J"
  }
}

/// One choice of a ``Picker``.
package struct PickerItem: Hashable, Sendable {
  /// The name of the choice.
  var title: StyledText

  /// The facts that tell it from others, shown after the title.
  var detail: StyledText

  /// Makes a choice.
  ///
  /// - Parameters:
  ///   - title: The name of the choice.
  ///   - detail: The facts that tell it from others.
  package init(_ title: StyledText, detail: StyledText = "") {
    self.title = title
    self.detail = detail
  }

  /// The choice in one line.
  package var text: StyledText { detail.isEmpty ? title : title + "  " + detail.styled(.dim) }

  /// Looks for the words of a filter in the title and the detail, in upper or lower case.
  ///
  /// - Parameter filter: Words separated by spaces.
  /// - Returns: True if all of them occur; an empty filter matches everything.
  func matches(_ filter: String) -> Bool {
    let text = (title.plain + " " + detail.plain).lowercased()
    return filter.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }
}

/// The outcome of a picker.
package enum PickerOutcome: Hashable, Sendable {
  /// The person chose the item with this index.
  case chosen(Int)
  /// The person left with Escape, or the terminal went away.
  case cancelled
  /// The person left with Ctrl-C.
  case interrupted
}

/// An event from a picker's source of keys.
enum PickerInput: Hashable, Sendable {
  /// A key was pressed.
  case key(Keystroke)
  /// Nothing happened for a moment; the picker checks the size of the window.
  case idle
  /// The terminal is gone, or a signal asks the process to end.
  case end
}

/// A source of a picker's keys: a terminal in raw mode, or a list in tests.
protocol KeystrokeSource {
  /// Waits for the next event; after about a tenth of a second without one it is `.idle`.
  mutating func next() -> PickerInput
}
