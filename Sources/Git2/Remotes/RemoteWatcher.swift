/// The listener of a transfer, which can stop it.
package struct RemoteWatcher: Sendable {
  /// A step of a transfer; a total of 0 is not known yet.
  package enum Progress: Hashable, Sendable {
    /// Objects that came from the remote, and the bytes of their pack.
    case receiving(objects: Int, of: Int, bytes: Int)
    /// Objects that were put together, and compared, for the pack to send.
    case packing(objects: Int, of: Int)
    /// Objects that were sent to the remote, and the bytes of their pack.
    case sending(objects: Int, of: Int, bytes: Int)
  }

  /// Called on the thread of the transfer, often; the transfer waits for it.
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

/// The way to a remote.
package enum RemoteRoute {
  /// A repository in a folder of this computer.
  case folder(String)
  /// A server, which a transport reaches.
  case transport(any SmartTransport)
}
