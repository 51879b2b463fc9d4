/// The symbols of the user interface, in a form the locale can show.
package struct Glyphs: Hashable, Sendable {
  /// Something is well: `✓`.
  package var success: String

  /// Something needs attention: `!`.
  package var warning: String

  /// Something is wrong: `✗`.
  package var failure: String

  /// Not applicable: `–`.
  package var none: String

  /// The check itself broke: `☠`.
  package var crash: String

  /// Text was cut here: `…`.
  package var ellipsis: String

  /// A list item: `•`.
  var bullet: String

  /// The selected row: `❯`.
  package var pointer: String

  /// One piece of a horizontal line: `─`.
  var rule: String

  /// One piece of a vertical line: `│`.
  var bar: String

  /// A task whose session is open: `●`.
  package var open: String

  /// A task that was taken over: `○`.
  package var claimed: String

  /// A task that went on in several places: `⑂`.
  package var forked: String

  /// Commits that were not pushed: `⇡`.
  package var unpushed: String

  /// A task that a person has pinned: `◆`.
  package var pinned: String

  /// This machine and the others: `⇄`.
  package var machines: String

  /// A crossing of a horizontal line with a vertical one below it, and above it: `┬`, `┴`.
  var ruleDown: String
  var ruleUp: String

  /// Between two facts on one line: `·`.
  package var dot: String

  /// The frames of the spinner, each one column wide.
  var spinner: [String]

  /// The symbols for a UTF-8 locale.
  static let unicode = Glyphs(
    success: "✓", warning: "!", failure: "✗", none: "–", crash: "☠",
    ellipsis: "…", bullet: "•", pointer: "❯", rule: "─", bar: "│",
    open: "●", claimed: "○", forked: "⑂", unpushed: "⇡", pinned: "◆", machines: "⇄",
    ruleDown: "┬", ruleUp: "┴", dot: "·",
    spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
  )

  /// The symbols for every other locale.
  static let ascii = Glyphs(
    success: "+", warning: "!", failure: "x", none: "-", crash: "X",
    ellipsis: "...", bullet: "*", pointer: ">", rule: "-", bar: "|",
    open: "o", claimed: "c", forked: "Y", unpushed: "^", pinned: "#", machines: "<>",
    ruleDown: "+", ruleUp: "+", dot: "-",
    spinner: ["|", "/", "-", "\\"]
  )

  /// Chooses the symbols by the character encoding of the locale.
  ///
  /// - Parameter environment: The process environment. As in POSIX, the first of `LC_ALL`,
  ///   `LC_CTYPE` and `LANG` that is set and not empty decides; without any the locale is `C`.
  /// - Returns: The Unicode symbols where that locale is a UTF-8 one, else the ASCII ones.
  static func forLocale(in environment: [String: String]) -> Glyphs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }?
      .lowercased()
    guard let locale else { return .ascii }
    // Such as “de_DE.UTF-8@euro”.
    let charset = locale.split { $0 == "." || $0 == "@" }
    return charset.contains("utf-8") || charset.contains("utf8") ? .unicode : .ascii
  }
}
