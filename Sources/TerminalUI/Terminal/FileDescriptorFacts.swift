internal import Platform

/// What the operating system says about one open file descriptor.
package struct FileDescriptorFacts: Hashable, Sendable {
  /// Whether the descriptor is connected to a terminal (`isatty`).
  package var isTTY: Bool

  /// The width of the window in columns, or nil where it is unknown or reported as 0.
  package var columns: Int?

  /// The height of the window in rows, or nil where it is unknown or reported as 0.
  package var rows: Int?

  /// Creates facts by hand; tests use this.
  ///
  /// - Parameters:
  ///   - isTTY: whether the descriptor is a terminal.
  ///   - columns: the window's width, nil if unknown.
  ///   - rows: the window's height, nil if unknown.
  package init(isTTY: Bool, columns: Int? = nil, rows: Int? = nil) {
    self.isTTY = isTTY
    self.columns = columns
    self.rows = rows
  }

  /// Asks the operating system (`isatty`, `TIOCGWINSZ`).
  ///
  /// - Parameter fd: an open file descriptor; a closed one yields "not a terminal".
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
