/// One choice of a ``Picker``.
package struct PickerItem: Hashable, Sendable {
  /// What it is.
  package var title: StyledText

  /// What helps to tell it from others, shown after the title.
  package var detail: StyledText

  /// Creates a choice.
  ///
  /// - Parameters:
  ///   - title: what it is.
  ///   - detail: what helps to tell it from others.
  package init(_ title: StyledText, detail: StyledText = "") {
    self.title = title
    self.detail = detail
  }

  /// Looks for the words of a filter in the title and the detail, whatever their case.
  ///
  /// - Parameter filter: words separated by spaces.
  /// - Returns: whether all of them occur; an empty filter matches everything.
  func matches(_ filter: String) -> Bool {
    let text = (title.plain + " " + detail.plain).lowercased()
    return filter.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }
}
