/// A way to reach remotes: makes the connections of one fetch, push or listing.
///
/// libgit2 speaks git's protocol over them. A transport belongs to one operation and one thread; it
/// may keep something open between connections until `close`.
package protocol SmartTransport: AnyObject {
  /// True if every request is a connection of its own, as with HTTP (`rpc` in libgit2's terms).
  ///
  /// Otherwise one connection serves the advertisement and what follows it.
  var isStateless: Bool { get }

  /// Opens a connection.
  ///
  /// - Parameters:
  ///   - url: The remote's address, as configured.
  ///   - service: The service to ask for. One that is not stateless only sees advertisements.
  /// - Returns: The open connection.
  /// - Throws: The transport's own error, if there is none.
  func connect(to url: String, for service: SmartService) throws
    -> any SmartConnection

  /// Closes all that was kept open; it may be called several times, and be followed by `connect`.
  func close()

  /// Finds out what it means that the server will not go on (`ERR` of gitprotocol-pack(5)).
  ///
  /// - Parameters:
  ///   - text: The server's words, safe to show.
  ///   - service: The service that was asked for.
  /// - Returns: The reason, with what was said.
  func refusal(_ text: String, for service: SmartService) -> any Error

  /// Finds out what it means that the repository there has objects with other names than SHA-1.
  ///
  /// - Parameter name: The name of the format, safe to show.
  /// - Returns: The reason.
  func unsupportedFormat(_ name: String) -> any Error
}

/// One open stream to a remote: bytes of git's protocol in both directions.
///
/// All calls come from one thread, and may block.
package protocol SmartConnection: AnyObject {
  /// Waits for bytes and returns some of them.
  ///
  /// - Parameter limit: The most bytes wanted.
  /// - Returns: At least one byte; none means that the remote has closed the stream in order.
  /// - Throws: The transport's own error, also for a cancellation and a time limit.
  func read(atMost limit: Int) throws -> [UInt8]

  /// Sends all bytes.
  ///
  /// A stream whose other end no longer listens takes them and drops them: what the remote said last
  /// is only known by reading, and says more than a broken pipe.
  func write(_ bytes: [UInt8]) throws

  /// Ends the stream and gives back everything it holds: descriptors, processes.
  ///
  /// It is called once, and never fails.
  func close()
}

/// A service that libgit2 asks a remote for (`git_smart_service_t`).
package enum SmartService: Sendable, Hashable {
  /// The list of references, for a fetch.
  case uploadPackAdvertisement
  /// The negotiation and the pack of a fetch.
  case uploadPack
  /// The list of references, for a push.
  case receivePackAdvertisement
  /// The pack and the report of a push.
  case receivePack

  /// The program on the server: `git-upload-pack` or `git-receive-pack`.
  package var program: String { isPush ? "git-receive-pack" : "git-upload-pack" }

  /// True if it belongs to a push.
  package var isPush: Bool { self == .receivePackAdvertisement || self == .receivePack }
}
