internal import Foundation
package import MachineState
internal import Platform
internal import SyncRepo

/// When this machine last pushed; all its sessions share one push window.
package struct PushClock: Sendable {
  private let path: String
  private let state: StateFolder

  package init(_ state: StateFolder) {
    self.state = state
    path = state.path + "/last-push"
  }

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
    PushTrouble.clear(state)
    try LocalFile.write(Array("\(seconds)\n".utf8), to: path, durable: false)
  }

  /// Notes a push that failed, for `handoff status`, `handoff list`, and a new session.
  ///
  /// - Parameters:
  ///   - error: Why it failed.
  ///   - seconds: When.
  package func noteFailure(_ error: any Error, _ seconds: Int64) {
    // Nothing is wrong with a remote while another process of ours holds the clone.
    if let error = error as? SyncError, error.kind == .busy || error.kind == .cancelled { return }
    try? PushTrouble.note(HandoffError(error).message, in: state, now: seconds)
  }
}
