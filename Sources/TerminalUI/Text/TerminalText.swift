/// Makes text that others wrote safe to write to a terminal.
///
/// A snapshot, a title, a branch name or a server's message may hold anything. Escape sequences can
/// move the cursor, rewrite the title, answer for the keyboard or hide text; bidirectional controls
/// can make a line read as something else.
package enum TerminalText {
  /// Returns the text with everything removed that a terminal would obey or not show.
  ///
  /// Controls become visible: C0 as `^[`, C1 as `<9B>`. Invisible format characters (bidirectional
  /// controls, zero-width spaces, tags, fillers, …) are dropped; joiners, variation selectors and
  /// flag tags stay only where a script or an emoji needs them. Piles of combining marks are cut.
  /// The result is the same when sanitised again.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - keeping: which white space stays; the rest becomes one space for each character.
  /// - Returns: the safe text.
  package static func sanitized(_ text: String, keeping: KeptWhitespace = []) -> String {
    // Printable ASCII is the usual case and needs no work.
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var sanitizer = TextSanitizer(keeping: keeping)
    sanitizer.output.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { sanitizer.consume(scalar) }
    sanitizer.finish()
    return String(sanitizer.output)
  }
}
