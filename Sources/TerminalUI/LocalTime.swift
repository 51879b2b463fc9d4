package import Essentials
internal import Phrases
internal import Platform

/// A moment by the clock and the calendar of the person's time zone: that of `TZ`, or the system's.
package struct LocalTime: Sendable {
  private let seconds: Int64
  private let offset: Int64

  /// Takes a moment; one before the year 0 or after 9999 counts as the nearest within.
  package init(_ date: Date) {
    self.init(seconds: Self.seconds(of: date))
  }

  init(seconds: Int64) {
    self.seconds = seconds
    offset = Self.utcOffset(at: seconds)
  }

  /// The day and the time, for a log: `2026-04-17 14:02:09`.
  package var timestamp: String {
    let second = RelativeTime.padded(secondOfDay % 60, to: 2)
    return "\(RelativeTime.date(ofDay: day)) \(time):\(second)"
  }

  /// The time, with its day only if that is not near: `14:02`, `yesterday 18:02`, `14 Nov 14:02`.
  ///
  /// - Parameter now: The present.
  /// - Returns: The text; up to twelve hours are near.
  package func clock(now: Date) -> String {
    if abs(seconds - Self.seconds(of: now)) < 43_200 { return time }
    let today = LocalTime(now).day
    return RelativeTime.dayAndTime(day, time, today: today)
      ?? Phrases.dateAt(date: RelativeTime.words(ofDay: day, today: today), time: time)
  }

  /// Writes a moment for programs: `2026-11-25T13:02:11Z` (RFC 3339, in UTC).
  ///
  /// - Parameter date: The moment.
  /// - Returns: The text; a list of a thousand tasks has as many.
  package static func utc(_ date: Date) -> String {
    let time = LocalTime(seconds: seconds(of: date), offset: 0)
    let second = RelativeTime.padded(time.secondOfDay % 60, to: 2)
    return "\(RelativeTime.date(ofDay: time.day))T\(time.time):\(second)Z"
  }

  private init(seconds: Int64, offset: Int64) {
    self.seconds = seconds
    self.offset = offset
  }

  /// The beginning of the day.
  package var midnight: Date {
    let start = day * 86_400
    // The clock may have been put forward or back since then.
    let offset = Self.utcOffset(at: start - self.offset)
    return Date(timeIntervalSince1970: Double(start - offset))
  }

  /// Returns the beginning of a day here that begins in UTC at a moment.
  package static func midnight(ofDay start: Date) -> Date {
    let seconds = seconds(of: start)
    return Date(timeIntervalSince1970: Double(seconds - utcOffset(at: seconds)))
  }

  /// The seconds to add to UTC for the local time at a moment.
  static func utcOffset(at seconds: Int64) -> Int64 {
    var clock = time_t(seconds)
    var fields = unsafe tm()
    guard unsafe localtime_r(&clock, &fields) != nil else { return 0 }
    return unsafe Int64(fields.tm_gmtoff)
  }

  /// The whole seconds since 1970 of a date, within the years 0 to 9999.
  static func seconds(of date: Date) -> Int64 {
    let interval = date.timeIntervalSince1970
    guard !interval.isNaN else { return 0 }
    return Int64(min(max(interval, -62_167_219_200), 253_402_300_799))
  }

  private var day: Int64 { RelativeTime.floorDivide(seconds + offset, 86_400) }
  private var secondOfDay: Int64 { seconds + offset - day * 86_400 }
  private var time: String { RelativeTime.clock(secondOfDay) }
}
