/// How often, and at which distance, a push that lost a race is tried again.
public struct RetryPolicy: Sendable, Hashable {
  /// The number of tries, the first one included.
  public var attempts: Int
  /// The mean pause before the second try in milliseconds; it doubles with each further one.
  public var firstPause: Int
  /// The longest mean pause in milliseconds.
  public var longestPause: Int

  /// Makes a policy.
  public init(attempts: Int = 60, firstPause: Int = 4, longestPause: Int = 400) {
    self.attempts = attempts
    self.firstPause = firstPause
    self.longestPause = longestPause
  }

  /// Returns the pause after a failed try, drawn around the mean so that rivals drift apart.
  func pause(after attempt: Int, using generator: inout some RandomNumberGenerator) -> Int {
    let mean = min(longestPause, firstPause << min(attempt, 16))
    return Int.random(in: 0...max(1, mean * 2), using: &generator)
  }
}
