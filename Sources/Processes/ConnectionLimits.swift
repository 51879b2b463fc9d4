/// How long a connection may take, in milliseconds; `nil` means for ever.
package struct ConnectionLimits: Hashable, Sendable {
  /// From the start to the first byte of the server.
  package var firstAnswer: Int?
  /// Between two bytes, while we wait for the server.
  package var silence: Int?
  /// From the start to the end; from the first answer where that one has no limit.
  package var total: Int?

  package init(firstAnswer: Int?, silence: Int?, total: Int?) {
    self.firstAnswer = firstAnswer
    self.silence = silence
    self.total = total
  }
}
