package import MachineState
internal import Platform

/// The time at which this machine was last in step with the remote, or last heard of it.
package struct SyncClock: Sendable {
  /// The moments that are remembered.
  package enum Kind: String, Sendable {
    /// The last push; all sessions of the machine share one push window.
    case push = "last-push"
    /// The last time that the remote was heard.
    case fetch = "last-fetch"
    /// The last push on quiet; all sessions of the machine share that rule's minute.
    case quietPush = "last-quiet-push"
    /// The last look at whether strangers can read the remote.
    case visibility = "last-visibility"
    /// The last look at what many snapshots have left in the clone.
    case upkeep = "last-upkeep"
  }

  private let path: String

  /// Finds a clock.
  package init(_ kind: Kind, in state: StateFolder) { path = "\(state.path)/\(kind.rawValue)" }

  /// The time in seconds since 1970; 0 if there was none.
  package var last: Int64 { LocalFile.word(path).flatMap { Int64($0) } ?? 0 }

  /// Sets the clock.
  ///
  /// - Parameter seconds: Since 1970.
  /// - Throws: `FileError` where it cannot be written.
  func note(_ seconds: Int64) throws {
    try LocalFile.write(Array("\(seconds)\n".utf8), to: path, durable: false)
  }
}
