/// A way to reach remotes: makes the connections of one fetch, push or listing.
///
/// libgit2 speaks git's protocol over them. A transport belongs to one operation and one thread; it
/// may keep something open between connections until `close`.
package protocol SmartTransport: AnyObject {
  /// Whether every request is a connection of its own, as with HTTP (`rpc` in libgit2's terms).
  ///
  /// Otherwise one connection serves the advertisement and what follows it.
  var isStateless: Bool { get }

  /// Opens a connection.
  ///
  /// - Parameters:
  ///   - url: The remote's address, as configured.
  ///   - service: What is asked of it. One that is not stateless only sees advertisements.
  /// - Returns: The open connection.
  /// - Throws: the transport's own error, where there is none.
  func connect(to url: String, for service: SmartService) throws
    -> any SmartConnection

  /// Closes what was kept open; it may be called several times, and be followed by `connect`.
  func close()

  /// Finds out what it means that the server will not go on (`ERR` of gitprotocol-pack(5)).
  ///
  /// - Parameters:
  ///   - text: What the server says, safe to show.
  ///   - service: What was asked of it.
  /// - Returns: The reason, with what was said.
  func refusal(_ text: String, for service: SmartService) -> any Error

  /// Finds out what it means that the repository there has objects with other names than SHA-1.
  ///
  /// - Parameter name: The name of the format, safe to show.
  /// - Returns: The reason.
  func unsupportedFormat(_ name: String) -> any Error
}
