internal import Essentials
internal import Platform

/// The times in a snapshot's front matter.
enum Timestamp {
  /// Reads a time.
  ///
  /// All forms of YAML's timestamp (a missing zone is UTC), a time without seconds or with a zone
  /// `+0200`, and seconds or milliseconds since 1970, as older scripts write them. Hours, minutes and
  /// the like that are too large are carried over. Years before 1900 are refused: those before 1582
  /// would be written by another calendar than they were read by.
  static func parse(_ text: String) -> Date? {
    var scan = ByteScan(Array(text.trimmedOfSpaces.utf8))
    if let date = date(&scan) { return date }
    guard let number = Double(text.trimmedOfSpaces), number.isFinite, number > 100_000_000,
      number < 1e14
    else { return nil }
    return Date(timeIntervalSince1970: number > 1e11 ? number / 1_000 : number)
  }

  /// Writes a time as UTC with seconds: `2026-04-17T08:00:00Z`.
  static func format(_ date: Date) -> String { date.formatted(.iso8601) }

  /// Indicates that a text has the form that `format` writes.
  static func isOwnForm(_ text: String) -> Bool {
    let form = "0000-00-00T00:00:00Z"
    return text.utf8.count == form.utf8.count
      && zip(text.utf8, form.utf8).allSatisfy { byte, wanted in
        wanted == UInt8(ascii: "0") ? byte.isDigit : byte == wanted
      }
  }

  private static func date(_ scan: inout ByteScan) -> Date? {
    guard let year = scan.number(digits: 4...4), year >= 1_900, scan.take("-"),
      let month = scan.number(digits: 1...2), scan.take("-"),
      let day = scan.number(digits: 1...2)
    else { return nil }
    var seconds = days(year: year, month: month, day: day) * 86_400
    var fraction = 0.0
    if scan.isAtEnd { return Date(timeIntervalSince1970: Double(seconds)) }
    guard scan.take("T") || scan.take("t") || scan.skip(where: \.isBlank) > 0,
      let hour = scan.number(digits: 1...2), scan.take(":"),
      let minute = scan.number(digits: 2...2)
    else { return nil }
    seconds += hour * 3_600 + minute * 60
    if scan.take(":") {
      guard let second = scan.number(digits: 2...2) else { return nil }
      seconds += second
      if scan.take(".") { fraction = scan.fraction() }
    }
    guard let zone = zone(&scan), scan.isAtEnd else { return nil }
    return Date(timeIntervalSince1970: Double(seconds - zone)).addingTimeInterval(fraction)
  }

  /// Returns the seconds that a zone is ahead of UTC; none is UTC.
  private static func zone(_ scan: inout ByteScan) -> Int? {
    scan.skip(where: \.isBlank)
    if scan.isAtEnd || scan.take("Z") || scan.take("z") { return 0 }
    let isBehind = scan.take("-")
    guard isBehind || scan.take("+"), let hours = scan.number(digits: 1...2) else { return nil }
    var seconds = hours * 3_600
    if scan.take(":") || !scan.isAtEnd {
      guard let minutes = scan.number(digits: 2...2) else { return nil }
      seconds += minutes * 60
    }
    // There is no zone further away.
    guard seconds <= 18 * 3_600 else { return nil }
    return isBehind ? -seconds : seconds
  }

  /// Returns the days since 1970 of a date of the Gregorian calendar (Howard Hinnant's
  /// `days_from_civil`); a month or day that is too large is carried over.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    // The year begins in March, so that a leap day is its last.
    let monthsSinceMarch = month + 9
    let shiftedYear = year - 1 + monthsSinceMarch / 12
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (monthsSinceMarch % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension ByteScan {
  /// Takes a number of a few digits; `nil` where there are fewer.
  fileprivate mutating func number(digits: ClosedRange<Int>) -> Int? {
    let start = rest
    let count = skip(atMost: digits.upperBound, where: \.isDigit)
    guard count >= digits.lowerBound else { return nil }
    return start.prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Takes the digits behind a decimal point; what is finer than a nanosecond is left out.
  fileprivate mutating func fraction() -> Double {
    let start = rest
    let digits = start.prefix(skip(where: \.isDigit)).prefix(9)
    var nanoseconds = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    for _ in digits.count..<9 { nanoseconds *= 10 }
    return Double(nanoseconds) / 1_000_000_000
  }
}
