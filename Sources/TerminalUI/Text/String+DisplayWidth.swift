internal import Platform

extension String {
  /// The columns of a terminal that this line takes; see ``DisplayWidth``.
  package var displayWidth: Int {
    DisplayWidth.columns(of: self)
  }

  /// Returns this line filled with spaces to a width; a wider line stays as it is.
  ///
  /// - Parameters:
  ///   - width: The columns the result takes at least.
  ///   - alignment: The side of the text; the spaces go to the other one.
  /// - Returns: The filled line.
  func padded(to width: Int, alignment: Alignment = .left) -> String {
    let missing = width - displayWidth
    guard missing > 0 else { return self }
    let spaces = String(repeating: " ", count: missing)
    return alignment == .left ? self + spaces : spaces + self
  }
}

/// The side of its column that text is aligned to.
package enum Alignment: Hashable, Sendable {
  /// At the start of the column: words.
  case left

  /// At the end of the column: numbers.
  case right
}
