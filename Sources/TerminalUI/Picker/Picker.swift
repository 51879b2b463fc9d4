/// Lets a person choose one item with the keyboard.
///
/// Arrows, j and k move, digits select by number, letters (or anything after `/`) filter, Enter
/// chooses, Escape leaves the filter and then the picker, Ctrl-C leaves at once.
package struct Picker: Sendable {
  /// What is chosen, shown above the items.
  package var title: StyledText

  /// The choices, the likeliest first.
  package var items: [PickerItem]

  /// Creates a picker.
  ///
  /// - Parameters:
  ///   - title: what is chosen.
  ///   - items: the choices.
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
  ///   - input: the descriptor of the keyboard, usually 0.
  ///   - output: the descriptor to draw on, usually 2 so that standard output stays clean.
  ///   - environment: the process environment.
  ///   - color: the person's `--color`.
  /// - Returns: the outcome; nil if there is no terminal to ask on, or nothing to choose from.
  package func choose(
    input: CInt, output: CInt, environment: [String: String], color: ColorChoice = .auto,
  ) -> PickerOutcome? {
    let terminal = Terminal.current(fd: output, environment: environment, color: color)
    guard !items.isEmpty, terminal.movesCursor else { return nil }
    let write = Terminal.writer(fd: output)
    return RawMode.run(fd: input) { source in
      run(
        source: &source,
        terminal: { .current(fd: output, environment: environment, color: color) },
        write: write,
      )
    }
  }

  /// Runs with keys and an output of any kind.
  ///
  /// - Parameters:
  ///   - source: the keys.
  ///   - terminal: returns what is known about the output now; asked again whenever idle.
  ///   - write: writes to the output.
  /// - Returns: the outcome; the picker's lines are cleaned and the cursor is shown again.
  package func run(
    source: inout some KeystrokeSource, terminal: () -> Terminal, write: (String) -> Void,
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

  /// What removes lines just drawn; the cursor is at the end of the last one.
  private static func clearing(_ lines: Int) -> String {
    "\r" + (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + "\u{1B}[J"
  }
}
