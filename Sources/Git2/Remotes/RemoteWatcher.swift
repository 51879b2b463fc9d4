/// What hears of a transfer while it runs, and can stop it.
package struct RemoteWatcher: Sendable {
  /// How far a transfer has come.
  package struct Progress: Hashable, Sendable {
    package let receivedObjects: Int
    package let totalObjects: Int
    package let receivedBytes: Int
  }

  /// Called on the thread of the transfer, often.
  package let progress: @Sendable (Progress) -> Void
  /// Asked at every step; `true` ends the transfer with `GitErrorCode.user`.
  package let isCancelled: @Sendable () -> Bool

  package init(
    progress: @escaping @Sendable (Progress) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.progress = progress
    self.isCancelled = isCancelled
  }
}
