import Platform
import Synchronization

/// A pseudo-terminal: `child` behaves as a person's terminal, `parent` as the person.
struct PseudoTerminal: ~Copyable {
  struct Failure: Error {
    var step: String
  }

  let parent: CInt
  let child: CInt

  init(columns: UInt16, rows: UInt16) throws {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    var parent: CInt = -1
    var child: CInt = -1
    guard openpty(&parent, &child, nil, nil, &size) == 0 else { throw Failure(step: "openpty") }
    self.parent = parent
    self.child = child
  }

  deinit {
    close(child)
    close(parent)
  }

  /// Presses keys.
  func type(_ bytes: String) {
    let bytes = Array(bytes.utf8)
    _ = write(parent, bytes, bytes.count)
  }

  /// The terminal's flags and control characters as text, to compare.
  func settings() -> String {
    var attributes = termios()
    guard tcgetattr(child, &attributes) == 0 else { return "none" }
    let keys = withUnsafeBytes(of: attributes.c_cc) { Array($0) }
    return [
      "\(attributes.c_iflag)", "\(attributes.c_oflag)", "\(attributes.c_cflag)",
      "\(attributes.c_lflag)", "\(keys)",
    ].joined(separator: " ")
  }
}

/// What a signal handler of a test saw.
enum SignalProbe {
  static let received = Atomic<CInt>(0)
}
