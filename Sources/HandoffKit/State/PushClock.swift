internal import Foundation
package import HookRelay
internal import LocalFiles

/// When this machine last pushed; all its sessions share one push window.
package struct PushClock: Sendable {
  private let path: String

  package init(_ state: StateFolder) { path = state.path + "/last-push" }

  /// The time of the last push in seconds since 1970; 0 if there was none.
  package var last: Int64 {
    let bytes = (try? LocalFile.read(path, limit: 100)) ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    return Int64(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }

  /// When the next push may be made.
  ///
  /// - Parameters:
  ///   - interval: The push window in seconds.
  ///   - now: Seconds since 1970; a last push in the future (the clock was set back) counts as none.
  /// - Returns: Seconds since 1970; not after `now` if it may be made at once.
  package func opens(interval: Int, now: Int64) -> Int64 {
    last > now ? now : last + Int64(interval)
  }

  /// Notes a push.
  package func note(_ seconds: Int64) throws {
    try LocalFile.write(Array("\(seconds)\n".utf8), to: path, durable: false)
  }
}
