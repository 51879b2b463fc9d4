/// A line of git's configuration.
package struct ConfigurationEntry: Hashable, Sendable {
  /// Such as `http.https://example.org.proxy`: section and last part in lower case.
  package let name: String
  /// The value; `true` where the line has none (git-config(1), "Values").
  package let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
