internal import Essentials

/// The clipboard of the terminal that a person sits at, which may be another machine's (xterm's OSC 52).
package enum Clipboard {
  /// Returns the characters that put a text into it.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - isInsideTmux: True to hand it through tmux, too, which passes on what it is told to only where
  ///     it is configured so.
  /// - Returns: Escape sequences; a terminal that does not know them shows nothing.
  package static func sequence(for text: String, isInsideTmux: Bool) -> String {
    let plain = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}"
    guard isInsideTmux else { return plain }
    return plain + "\u{1B}Ptmux;" + plain.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
  }
}
