/// The time limits of one connection, counted from its beginning.
package struct ConnectionClock {
  private let limits: ConnectionLimits
  private let start: Int
  private var firstAnswer: Int?
  private var waitingSince: Int

  package init(limits: ConnectionLimits) {
    self.limits = limits
    start = MonotonicTime.milliseconds
    waitingSince = start
  }

  /// Whether the other side has said anything.
  package var hasHeard: Bool { firstAnswer != nil }

  /// From the beginning to the other side's first word, in milliseconds; `nil` before.
  package var answerMilliseconds: Int? { firstAnswer.map { $0 - start } }

  /// Notes that something came from the other side.
  package mutating func hear() {
    waitingSince = MonotonicTime.milliseconds
    firstAnswer = firstAnswer ?? waitingSince
  }

  /// Notes that we begin to wait: what we did before is not the other side's silence.
  package mutating func beginWaiting() { waitingSince = MonotonicTime.milliseconds }

  /// The milliseconds until the next limit; `nil` where there is none.
  ///
  /// - Throws: `ConnectionFailure` with `timedOut` where one is over.
  package func timeLeft() throws(ConnectionFailure) -> Int? {
    var ends: [(time: Int, text: String)] = []
    func add(_ from: Int, _ limit: Int?, _ text: (String) -> String) {
      guard let limit else { return }
      ends.append((from + limit, text(ConnectionClock.words(limit))))
    }
    if let firstAnswer {
      add(waitingSince, limits.silence) { "nothing came for \($0)" }
      add(limits.firstAnswer == nil ? firstAnswer : start, limits.total) {
        "it took longer than \($0)"
      }
    } else {
      add(start, limits.firstAnswer) { "there was no answer within \($0)" }
      if limits.firstAnswer != nil { add(start, limits.total) { "it took longer than \($0)" } }
    }
    guard let next = ends.min(by: { $0.time < $1.time }) else { return nil }
    let left = next.time - MonotonicTime.milliseconds
    if left <= 0 { throw ConnectionFailure(.timedOut, next.text) }
    return left
  }

  private static func words(_ milliseconds: Int) -> String {
    milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000) s" : "\(milliseconds) ms"
  }
}
