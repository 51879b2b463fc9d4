/// On which side of its column text stands.
package enum Alignment: Hashable, Sendable {
  /// At the start of the column: words.
  case left

  /// At the end of the column: numbers.
  case right
}
