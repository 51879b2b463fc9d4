internal import Platform

/// A clock that only goes forward, for time limits.
enum MonotonicTime {
  /// Milliseconds since some moment in the past.
  static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
  }
}
