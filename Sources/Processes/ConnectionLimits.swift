/// The times that a connection may take; `nil` means forever.
package struct ConnectionLimits: Hashable, Sendable {
  /// From the start to the first byte of the other side.
  package var firstAnswer: Duration?
  /// Between two bytes, while we wait for the other side.
  package var silence: Duration?
  /// From the start to the end; from the first answer where that one has no limit.
  package var total: Duration?

  package init(firstAnswer: Duration?, silence: Duration?, total: Duration?) {
    self.firstAnswer = firstAnswer
    self.silence = silence
    self.total = total
  }
}

/// The time limits of one connection, counted from its beginning.
package struct ConnectionClock {
  private let limits: ConnectionLimits
  private let start: MonotonicTime
  private var firstAnswer: MonotonicTime?
  private var waitingSince: MonotonicTime

  package init(limits: ConnectionLimits) {
    self.limits = limits
    start = .now
    waitingSince = start
  }

  /// True once the other side has said anything.
  var hasHeard: Bool { firstAnswer != nil }

  /// From the beginning to the other side's first word; `nil` before.
  package var answerTime: Duration? { firstAnswer.map { start.duration(to: $0) } }

  /// Notes that something came from the other side.
  package mutating func hear() {
    waitingSince = .now
    firstAnswer = firstAnswer ?? waitingSince
  }

  /// Notes that we begin to wait: what we did before is not the other side's silence.
  package mutating func beginWaiting() { waitingSince = .now }

  /// The time until the next limit; `nil` where there is none.
  ///
  /// - Throws: `ConnectionFailure` with `timedOut` where one is over.
  package func timeLeft() throws(ConnectionFailure) -> Duration? {
    var ends: [(time: MonotonicTime, text: String)] = []
    func add(_ from: MonotonicTime, _ limit: Duration?, _ text: (String) -> String) {
      guard let limit else { return }
      ends.append((from.advanced(by: limit), text(limit.inWords)))
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
    let left = MonotonicTime.now.duration(to: next.time)
    if left <= .zero { throw ConnectionFailure(.timedOut, next.text) }
    return left
  }
}

/// A moment of the clock for time limits: it only goes forward, and stands still while the machine
/// sleeps.
typealias MonotonicTime = SuspendingClock.Instant

/// The moment at which a time limit ends.
struct Deadline {
  private let end: MonotonicTime

  /// Sets a limit that begins now.
  init(after limit: Duration) { end = .now.advanced(by: limit) }

  /// The time until then; never less than zero.
  var left: Duration { max(.zero, MonotonicTime.now.duration(to: end)) }

  /// True once the time is over.
  var isOver: Bool { left == .zero }
}

extension Duration {
  /// Whole seconds as `30 s`, anything else as `1500 ms`.
  var inWords: String {
    self == .seconds(components.seconds)
      ? "\(components.seconds) s" : "\(Int64((self / .milliseconds(1)).rounded())) ms"
  }
}
