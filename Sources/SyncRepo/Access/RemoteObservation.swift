internal import Synchronization

/// Where transports note what they see of a remote.
final class RemoteObservation: Sendable {
  private let state = Mutex(RemoteFacts())

  /// What was noted so far.
  var facts: RemoteFacts { state.withLock { $0 } }

  /// Notes something.
  func note(_ change: (inout RemoteFacts) -> Void) {
    state.withLock { change(&$0) }
  }
}
