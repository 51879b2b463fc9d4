/// A moment in the words of a person who looks at a list: "5 min ago", "yesterday", "2026-04-17".
package enum RelativeTime {
  /// Describes a moment as seen from another one.
  ///
  /// Another machine's clock may run ahead of ours: up to two minutes in the future still counts
  /// as "just now", and up to a day is told as "in 3 h".
  ///
  /// - Parameters:
  ///   - moment: Seconds since 1970-01-01T00:00:00Z.
  ///   - now: The present, in the same form.
  ///   - utcOffset: Seconds to add to UTC for the reader's local time; it decides where a day
  ///     begins. Offsets beyond one day are cut to one day.
  /// - Returns: A short text in English, ASCII only.
  package static func describe(_ moment: Int64, now: Int64, utcOffset: Int = 0) -> String {
    // Times come from files that others wrote: any 64-bit number must be safe.
    let limit: Int64 = 253_402_300_799  // 9999-12-31T23:59:59Z
    let moment = min(max(moment, -limit), limit)
    let now = min(max(now, -limit), limit)
    let offset = Int64(min(max(utcOffset, -86_400), 86_400))
    let elapsed = now - moment
    let day = floorDivide(moment + offset, 86_400)
    let today = floorDivide(now + offset, 86_400)

    switch elapsed {
    case -120..<60: return "just now"
    case 60..<3_600: return "\(elapsed / 60) min ago"
    // Past midnight, the evening before is still "3 h ago" and not yet "yesterday".
    case 3_600..<43_200: return "\(elapsed / 3_600) h ago"
    case -3_600 ..< -120: return "in \(-elapsed / 60) min"
    case -86_400 ..< -3_600: return "in \(-elapsed / 3_600) h"
    default: break
    }
    if elapsed > 0, day == today { return "\(elapsed / 3_600) h ago" }
    if elapsed > 0, day == today - 1 { return "yesterday" }
    return date(ofDay: day)
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

  private static func padded(_ number: Int64, to width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }

  private static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}
