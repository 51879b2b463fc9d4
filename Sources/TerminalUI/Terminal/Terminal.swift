internal import Platform

/// The properties of one output: who reads it, its size, the styles and symbols that it shows.
package struct Terminal: Hashable, Sendable {
  /// The width of an output that does not tell it.
  static let defaultColumns = 80

  /// The height of an output that does not tell it.
  static let defaultRows = 24

  /// True if the output is a terminal, not a pipe or a file.
  package var isTTY: Bool

  /// The width in columns, at least 1: the window's, else `COLUMNS`, else 80.
  package var columns: Int

  /// The height in rows, at least 1: the window's, else `LINES`, else 24.
  var rows: Int

  /// True if ANSI styles are written.
  var usesColor: Bool

  /// True if the cursor may be moved: on a terminal whose `TERM` is neither empty nor `dumb`.
  package var movesCursor: Bool

  /// The symbols the locale can show.
  package var glyphs: Glyphs

  /// Makes a terminal with all properties given.
  ///
  /// - Parameters:
  ///   - isTTY: True if the output is a terminal.
  ///   - columns: The width in columns; anything below 1 counts as 1.
  ///   - rows: The height in rows; anything below 1 counts as 1.
  ///   - usesColor: True if ANSI styles are written.
  ///   - movesCursor: True if the cursor may be moved.
  ///   - glyphs: The symbols to use.
  init(
    isTTY: Bool, columns: Int = Terminal.defaultColumns, rows: Int = Terminal.defaultRows,
    usesColor: Bool, movesCursor: Bool, glyphs: Glyphs
  ) {
    self.isTTY = isTTY
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    self.usesColor = usesColor
    self.movesCursor = movesCursor
    self.glyphs = glyphs
  }

  /// Makes a terminal from the facts of the system, the environment and the person's wish.
  ///
  /// - Parameters:
  ///   - facts: The operating system's facts about the output.
  ///   - environment: The process environment; `TERM`, `COLUMNS`, `LINES`, the colour variables and
  ///     the locale variables are read.
  ///   - color: The person's `--color`.
  init(
    facts: FileDescriptorFacts, environment: [String: String], color: ColorChoice = .auto
  ) {
    let term = environment["TERM"] ?? ""
    self.init(
      isTTY: facts.isTTY,
      columns: facts.columns ?? Self.size(environment["COLUMNS"]) ?? Self.defaultColumns,
      rows: facts.rows ?? Self.size(environment["LINES"]) ?? Self.defaultRows,
      usesColor: Self.usesColor(isTTY: facts.isTTY, environment: environment, choice: color),
      movesCursor: facts.isTTY && !term.isEmpty && term != "dumb",
      glyphs: Glyphs.forLocale(in: environment)
    )
  }

  /// Describes an open file descriptor of this process.
  ///
  /// - Parameters:
  ///   - fd: The output's descriptor, usually 1 or 2.
  ///   - environment: The process environment.
  ///   - color: The person's `--color`.
  /// - Returns: The facts, as they are now; the width is not followed later.
  package static func current(
    fd: CInt, environment: [String: String], color: ColorChoice = .auto
  ) -> Terminal {
    Terminal(facts: FileDescriptorFacts(fd: fd), environment: environment, color: color)
  }

  /// Reads a size variable; anything that is not a sensible number is as good as unset.
  private static func size(_ value: String?) -> Int? {
    guard let value, let number = Int(value), (1...10_000).contains(number) else { return nil }
    return number
  }
}

extension Terminal {
  /// Decides about ANSI styles.
  ///
  /// In this order: `--color always|never`; `FORCE_COLOR` and `CLICOLOR_FORCE` (force-color.org,
  /// bixense.com/clicolors; `0` and `false` mean no); `NO_COLOR` (no-color.org); `CLICOLOR=0`;
  /// then colour on a terminal whose `TERM` is not `dumb`. An empty variable counts as unset.
  ///
  /// - Parameters:
  ///   - isTTY: True if the output is a terminal.
  ///   - environment: The process environment.
  ///   - choice: The person's `--color`.
  /// - Returns: True if styles are written.
  static func usesColor(
    isTTY: Bool, environment: [String: String], choice: ColorChoice
  ) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    func value(_ name: String) -> String? {
      guard let value = environment[name], !value.isEmpty else { return nil }
      return value
    }
    if let force = value("FORCE_COLOR") { return force != "0" && force != "false" }
    if let force = value("CLICOLOR_FORCE"), force != "0" { return true }
    if value("NO_COLOR") != nil || value("CLICOLOR") == "0" { return false }
    guard let term = value("TERM") else { return false }
    return isTTY && term != "dumb"
  }
}

/// The values of the option `--color`.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// Colour where the output is a terminal and the environment does not object.
  case auto

  /// Colour even into a pipe or a file.
  case always

  /// No colour anywhere.
  case never
}

/// The operating system's facts about one open file descriptor.
package struct FileDescriptorFacts: Hashable, Sendable {
  /// True if the descriptor is connected to a terminal (`isatty`).
  package var isTTY: Bool

  /// The width of the window in columns, or nil where it is unknown or reported as 0.
  var columns: Int?

  /// The height of the window in rows, or nil where it is unknown or reported as 0.
  var rows: Int?

  /// Makes facts by hand, for tests.
  ///
  /// - Parameters:
  ///   - isTTY: True if the descriptor is a terminal.
  ///   - columns: The window's width, nil if unknown.
  ///   - rows: The window's height, nil if unknown.
  init(isTTY: Bool, columns: Int? = nil, rows: Int? = nil) {
    self.isTTY = isTTY
    self.columns = columns
    self.rows = rows
  }

  /// Asks the operating system (`isatty`, `TIOCGWINSZ`).
  ///
  /// - Parameter fd: An open file descriptor; a closed one yields "not a terminal".
  package init(fd: CInt) {
    isTTY = isatty(fd) == 1
    guard isTTY else { return }
    var size = winsize()
    guard unsafe ioctl(fd, UInt(TIOCGWINSZ), &size) == 0 else { return }
    // Serial lines and some CI terminals report 0 x 0: that means "unknown".
    if size.ws_col > 0 { columns = Int(size.ws_col) }
    if size.ws_row > 0 { rows = Int(size.ws_row) }
  }
}

extension Terminal {
  /// Returns true if a text leaves room for one line more, where a shell asks again.
  ///
  /// - Parameter text: Lines, made for this terminal; they are counted as it breaks them.
  /// - Returns: True if all of it can be seen at once.
  package func fits(_ text: String) -> Bool {
    var left = rows - 1
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // A line feed at the end begins no further line.
      if line.isEmpty, line.endIndex == text.endIndex { break }
      left -= max(1, (Self.width(of: line) + columns - 1) / columns)
      if left < 0 { return false }
    }
    return true
  }

  /// The columns of a line in which styles (SGR) are.
  private static func width(of line: Substring) -> Int {
    var width = 0
    var isFirst = true
    for part in line.split(separator: "\u{1B}", omittingEmptySubsequences: false) {
      var part = part
      if !isFirst, part.hasPrefix("["), let end = part.firstIndex(of: "m") {
        part = part[part.index(after: end)...]
      }
      isFirst = false
      for text in part.split(separator: "\t", omittingEmptySubsequences: false) {
        width += DisplayWidth.columns(of: text)
        if text.endIndex < part.endIndex { width += 8 - width % 8 }
      }
    }
    return width
  }
}

extension Terminal {
  /// Returns a function that writes text to an open descriptor at once, without a buffer.
  ///
  /// Errors are dropped: an output that is gone has no place to report them to.
  ///
  /// - Parameter fd: An open file descriptor, usually 2.
  /// - Returns: The function; it may be called from any thread.
  package static func writer(fd: CInt) -> @Sendable (String) -> Void {
    { text in
      var rest = ArraySlice(text.utf8)
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { buffer in
          guard let base = buffer.baseAddress else { return 0 }
          return unsafe write(fd, base, buffer.count)
        }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if count < 0, errno == EAGAIN {
          // Someone made the descriptor non-blocking; a reader that hangs is not waited for long.
          var descriptor = pollfd(fd: fd, events: Int16(POLLOUT), revents: 0)
          guard unsafe poll(&descriptor, 1, 1_000) > 0 else { return }
        } else if count == 0 || errno != EINTR {
          return
        }
      }
    }
  }
}
