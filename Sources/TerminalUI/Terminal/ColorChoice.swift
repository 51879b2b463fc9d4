/// What a person asked for with `--color`.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// Colour where the output is a terminal and the environment does not object.
  case auto

  /// Colour even into a pipe or a file.
  case always

  /// No colour anywhere.
  case never
}
