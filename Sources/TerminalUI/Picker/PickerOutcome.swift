/// How a picker ended.
package enum PickerOutcome: Hashable, Sendable {
  /// The person chose the item with this index.
  case chosen(Int)
  /// The person left with Escape or Ctrl-C, or the terminal went away.
  case cancelled
}
