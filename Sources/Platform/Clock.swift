/// The clocks of the hook programs, which do without those of the standard library.
package enum Clock {
  /// Returns the nanoseconds since 1970.
  package static func nanoseconds() -> Int64 { read(CLOCK_REALTIME) }
  /// Returns the seconds since 1970.
  package static func seconds() -> Int64 { nanoseconds() / 1_000_000_000 }
  /// Returns the milliseconds of a clock that never jumps.
  package static func milliseconds() -> Int64 { read(CLOCK_MONOTONIC) / 1_000_000 }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension Duration {
  /// The whole milliseconds as `poll(2)` takes them: rounded up, so that nobody asks again too early.
  package var pollMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    let part = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000)
    return overflows ? .max : Int32(clamping: whole + part)
  }
}
