internal import Essentials
package import MachineState
internal import Platform

/// The order of the list that was shown last, so that `2` still means what it meant there.
package struct ListingMemory: Sendable {
  private let path: String

  package init(_ state: StateFolder) { path = state.path + "/last-list" }

  /// The names that were shown, in order.
  package var names: [String] {
    let bytes = (try? LocalFile.read(path, limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Remembers an order.
  package func remember(_ names: [String]) throws {
    try LocalFile.write(Array(names.joined(separator: "\n").utf8), to: path, durable: false)
  }
}
