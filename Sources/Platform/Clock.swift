/// The clocks of the hook programs.
package enum Clock {
  /// Nanoseconds since 1970.
  package static func nanoseconds() -> Int64 { read(CLOCK_REALTIME) }
  /// Seconds since 1970.
  package static func seconds() -> Int64 { nanoseconds() / 1_000_000_000 }
  /// Milliseconds of a clock that never jumps.
  package static func milliseconds() -> Int64 { read(CLOCK_MONOTONIC) / 1_000_000 }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
