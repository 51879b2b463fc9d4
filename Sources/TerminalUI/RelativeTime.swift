package import Essentials
internal import Phrases

/// A moment in the words of a person who looks at a list: "5 min ago", "yesterday", "2026-04-17".
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
    func day(of moment: Int64) -> Int64 {
      floorDivide(moment + min(max(utcOffset(moment), -86_400), 86_400), 86_400)
    }
    let (that, today) = (day(of: moment), day(of: now))
    if elapsed > 0, that == today { return Phrases.hoursAgo(n: elapsed / 3_600) }
    if elapsed > 0, that == today - 1 { return Phrases.yesterday() }
    return date(ofDay: that)
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
    let parts = date(ofDay: that).split(separator: "-")
    guard parts.count == 3, let month = Int(parts[1]), (1...12).contains(month),
      let number = Int(parts[2])
    else { return Phrases.columnNow() }
    // Half a year back the month says enough; a year is told by its number.
    guard today - that < 300 else { return String(parts[0]) }
    return Phrases.columnDate(day: number, month: Phrases.months().split(separator: " ")[month - 1])
  }

  /// Writes a day as `YYYY-MM-DD` (proleptic Gregorian calendar).
  ///
  /// - Parameter day: Days since 1970-01-01; between -5,000,000 and 5,000,000.
  /// - Returns: The date; a year before 0 has a minus sign, one after 9999 more digits.
  static func date(ofDay day: Int64) -> String {
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
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(dayOfMonth, to: 2))"
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
