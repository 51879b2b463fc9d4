/// One open stream to a remote: bytes of git's protocol in both directions.
///
/// All calls come from one thread, and may block.
package protocol SmartConnection: AnyObject {
  /// Waits for bytes and returns some of them.
  ///
  /// - Parameter limit: The most bytes wanted.
  /// - Returns: At least one byte; none means that the remote has closed the stream in order.
  /// - Throws: the transport's own error, with what went wrong, `cancelled` and `timedOut` included.
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
