internal import Platform

/// The keys of a terminal in raw mode.
struct TerminalKeystrokes: KeystrokeSource {
  /// How long to wait for a key, and for the rest of a sequence, in milliseconds.
  ///
  /// Long enough for a sequence that a slow connection splits, short enough for a lone Escape.
  static let patience: CInt = 100

  private let fd: CInt
  private var parser = KeystrokeParser()
  private var queue: ArraySlice<Keystroke> = []

  init(fd: CInt) {
    self.fd = fd
  }

  mutating func next() -> PickerInput {
    while true {
      if CaughtSignals.pending != 0 { return .end }
      if let key = queue.popFirst() { return .key(key) }
      var descriptor = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&descriptor, 1, Self.patience)
      if ready == 0 {
        guard parser.isPending else { return .idle }
        queue = parser.flush()[...]
      } else if ready > 0 {
        guard fill() else { return .end }
      } else if errno != EINTR {
        return .end
      }
    }
  }

  /// Reads what is there; false if the terminal is gone.
  private mutating func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(fd, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    queue = bytes.prefix(count).flatMap { parser.consume($0) }[...]
    return count > 0
  }
}
