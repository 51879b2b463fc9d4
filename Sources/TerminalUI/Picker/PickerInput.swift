/// What a picker learns from its source of keys.
package enum PickerInput: Hashable, Sendable {
  /// A key was pressed.
  case key(Keystroke)
  /// Nothing happened for a moment; the picker looks whether the window has another size.
  case idle
  /// The terminal is gone or the process was told to end.
  case end
}
