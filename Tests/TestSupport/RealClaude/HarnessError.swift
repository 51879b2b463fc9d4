/// A failure of the harness itself, or of a program that it drives.
package struct HarnessError: Error, CustomStringConvertible {
  /// What failed, with what was last seen of it.
  package let description: String

  /// Makes an error out of a text for the test's log.
  package init(_ description: String) {
    self.description = description
  }
}
