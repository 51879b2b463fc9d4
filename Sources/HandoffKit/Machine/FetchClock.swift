internal import Foundation
package import MachineState
internal import Platform

/// When this machine last heard from the remote.
package struct FetchClock: Sendable {
  private let path: String

  package init(_ state: StateFolder) { path = state.path + "/last-fetch" }

  /// The time of the last fetch in seconds since 1970; 0 if there was none.
  package var last: Int64 {
    let bytes = (try? LocalFile.read(path, limit: 100)) ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    return Int64(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }

  /// Notes a fetch.
  package func note(_ seconds: Int64) throws {
    try LocalFile.write(Array("\(seconds)\n".utf8), to: path, durable: false)
  }
}
