package import Essentials
internal import Phrases

/// A moment in the words of a person who looks at a list: "5 min ago", "yesterday 18:02", "14 Nov".
package enum RelativeTime {
  /// Describes a moment as seen from another one, by the person's own days.
  ///
  /// Another machine's clock may run ahead of ours: up to two minutes in the future still counts
  /// as "just now", and up to a day is "in 3 h".
  ///
  /// - Parameters:
  ///   - date: The moment.
  ///   - now: The present.
  /// - Returns: A short text.
  package static func describe(_ date: Date, now: Date) -> String {
    describe(
      LocalTime.seconds(of: date), now: LocalTime.seconds(of: now), utcOffset: LocalTime.utcOffset)
  }

  /// Describes a moment in seconds since 1970.
  ///
  /// - Parameters:
  ///   - moment: The moment; any number is safe, as times come from files that others wrote.
  ///   - now: The present.
  ///   - utcOffset: Returns the seconds to add to UTC for the reader's local time, which decides
  ///     where a day begins; beyond one day they count as one day.
  /// - Returns: A short text.
  static func describe(_ moment: Int64, now: Int64, utcOffset: (Int64) -> Int64) -> String {
    let limit: Int64 = 253_402_300_799  // 9999-12-31T23:59:59Z
    let moment = min(max(moment, -limit), limit)
    let now = min(max(now, -limit), limit)
    let elapsed = now - moment

    switch elapsed {
    // Another machine's clock may be ahead.
    case -86_400..<60: return Phrases.justNow()
    case 60..<3_600: return Phrases.minutesAgo(n: elapsed / 60)
    // Past midnight, the evening before is still "3 h ago" and not yet "yesterday".
    case 3_600..<43_200: return Phrases.hoursAgo(n: elapsed / 3_600)
    default: break
    }
    func local(_ moment: Int64) -> Int64 {
      moment + min(max(utcOffset(moment), -86_400), 86_400)
    }
    let (that, today) = (floorDivide(local(moment), 86_400), floorDivide(local(now), 86_400))
    if elapsed > 0, that == today { return Phrases.hoursAgo(n: elapsed / 3_600) }
    let time = clock(local(moment) - that * 86_400)
    let near = elapsed > 0 ? dayAndTime(that, time, today: today) : nil
    return near ?? words(ofDay: that, today: today)
  }

  /// Writes a time by the day where that is near: `yesterday 18:02`, `Sat 18:02`; today, the time alone.
  ///
  /// - Parameters:
  ///   - day: The day, since 1970-01-01.
  ///   - time: The time of the day.
  ///   - today: The present day.
  /// - Returns: The text; `nil` before the last six days, and from the day after tomorrow on.
  static func dayAndTime(_ day: Int64, _ time: String, today: Int64) -> String? {
    switch today - day {
    case -1: return Phrases.tomorrowAt(time: time)
    case 0: return time
    case 1: return Phrases.yesterdayAt(time: time)
    case 2...6:
      // 1970 began on a Thursday.
      let weekday = Int(day + 3 - floorDivide(day + 3, 7) * 7)
      return Phrases.weekdayAt(
        day: Phrases.weekdays().split(separator: " ")[weekday], time: time)
    default: return nil
    }
  }

  /// Writes a day as a person does: `14 Nov`, `14 Nov 2025`.
  ///
  /// - Parameters:
  ///   - day: The day, since 1970-01-01.
  ///   - today: The present day; its year goes without saying.
  /// - Returns: The date.
  static func words(ofDay day: Int64, today: Int64) -> String {
    let date = civil(day)
    let month = Phrases.months().split(separator: " ")[Int(date.month) - 1]
    return date.year == civil(today).year
      ? Phrases.dateOfYear(day: date.day, month: month)
      : Phrases.dateWithYear(day: date.day, month: month, year: date.year)
  }

  /// Writes a number of seconds since midnight as hours and minutes.
  static func clock(_ seconds: Int64) -> String {
    "\(padded(seconds / 3_600, to: 2)):\(padded(seconds / 60 % 60, to: 2))"
  }

  /// Describes a moment in a column: `now`, `4 min`, `3 h`, `6 d`, `14 Nov`, `2025`.
  ///
  /// - Parameters:
  ///   - date: The moment; one in the future counts as now.
  ///   - now: The present.
  /// - Returns: A text of six columns at most.
  package static func short(_ date: Date, now: Date) -> String {
    short(
      LocalTime.seconds(of: date), now: LocalTime.seconds(of: now), utcOffset: LocalTime.utcOffset)
  }

  /// Describes a moment in seconds since 1970 in a column.
  static func short(_ moment: Int64, now: Int64, utcOffset: (Int64) -> Int64) -> String {
    let limit: Int64 = 253_402_300_799  // 9999-12-31T23:59:59Z
    let moment = min(max(moment, -limit), limit)
    let now = min(max(now, -limit), limit)
    let elapsed = now - moment
    if elapsed < 60 { return Phrases.columnNow() }
    if elapsed < 3_600 { return Phrases.columnMinutes(n: elapsed / 60) }
    func day(of moment: Int64) -> Int64 {
      floorDivide(moment + min(max(utcOffset(moment), -86_400), 86_400), 86_400)
    }
    let (that, today) = (day(of: moment), day(of: now))
    if that == today || elapsed < 43_200 { return Phrases.columnHours(n: elapsed / 3_600) }
    if today - that < 7 { return Phrases.columnDays(n: today - that) }
    let date = civil(that)
    // Half a year back the month says enough; a year is told by its number.
    guard today - that < 300 else { return padded(date.year, to: 4) }
    return Phrases.columnDate(
      day: date.day, month: Phrases.months().split(separator: " ")[Int(date.month) - 1])
  }

  /// Writes a day as `YYYY-MM-DD` (proleptic Gregorian calendar).
  ///
  /// - Parameter day: Days since 1970-01-01; between -5,000,000 and 5,000,000.
  /// - Returns: The date; a year before 0 has a minus sign, one after 9999 more digits.
  static func date(ofDay day: Int64) -> String {
    let date = civil(day)
    return "\(padded(date.year, to: 4))-\(padded(date.month, to: 2))-\(padded(date.day, to: 2))"
  }

  private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    // Howard Hinnant's civil_from_days: eras of 400 years that start on 1 March.
    let shifted = day + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfMonth)
  }

  /// Writes a number with zeros before it, up to a number of digits.
  static func padded(_ number: Int64, to width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }

  /// Divides and rounds down, for negative numbers, too.
  static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}
