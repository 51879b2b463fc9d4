import Essentials

/// The `timestamp` of transcript lines: ISO 8601 in UTC, such as `2026-11-22T11:08:22.914Z`.
enum Timestamp {
  /// The point in time, or `nil` for any other form; seconds may have a fraction.
  static func parse(_ bytes: ArraySlice<UInt8>) -> Date? {
    let text = Array(bytes)
    guard text.count >= 20, text.count <= 40, text.last == UInt8(ascii: "Z"),
      text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      let year = number(text[0..<4]), let month = number(text[5..<7]),
      let day = number(text[8..<10]), let hour = number(text[11..<13]),
      let minute = number(text[14..<16]), let second = number(text[17..<19]),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61,
      let fraction = fraction(text[19..<text.count - 1])
    else { return nil }
    let days = daysSinceEpoch(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    return Date(timeIntervalSince1970: Double(seconds) + fraction)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in digits {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// The value of `.914`; nothing at all is 0.
  private static func fraction(_ text: ArraySlice<UInt8>) -> Double? {
    guard let point = text.first else { return 0 }
    let digits = text.dropFirst().prefix(9)
    guard point == UInt8(ascii: "."), !digits.isEmpty, text.dropFirst().allSatisfy(\.isDigit),
      let value = number(digits)
    else { return nil }
    return digits.reduce(Double(value)) { value, _ in value / 10 }
  }

  /// Days from 1970-01-01 in the Gregorian calendar, by counting years from March, so that the
  /// leap day is the last of its year.
  private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
