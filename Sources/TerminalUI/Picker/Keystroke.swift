/// One key as a terminal reports it.
package enum Keystroke: Hashable, Sendable {
  /// A printable code point; combining marks come as keystrokes of their own.
  case character(Unicode.Scalar)
  /// Ctrl and a letter, given in lower case; Ctrl-C is `.control("c")`.
  case control(Unicode.Scalar)
  /// Alt (or Escape in quick succession) and a printable code point.
  case alt(Unicode.Scalar)
  /// Return or Enter.
  case enter
  /// The Escape key on its own.
  case escape
  /// The key that removes to the left.
  case backspace
  /// The key that removes to the right.
  case delete
  /// Tab.
  case tab
  /// Shift and Tab.
  case backTab
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// A sequence or bytes that mean nothing here.
  case unknown
}
