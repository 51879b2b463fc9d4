/// One line of git's configuration.
package struct ConfigurationEntry: Sendable, Hashable {
  /// The whole name; section and key are in lower case, what stands between them is as it was written.
  package let name: String
  /// The value; `nil` for a key without `=`, which git reads as true.
  package let value: String?

  package init(name: String, value: String?) {
    self.name = name
    self.value = value
  }
}
