import Testing

@testable import TerminalUI

@Suite struct RelativeTimeTests {
  /// 2026-04-17T09:30:00Z.
  private static let now: Int64 = 1_776_418_200

  @Test(
    arguments: [
      (0, "just now"), (59, "just now"), (-120, "just now"), (60, "1 min ago"), (300, "5 min ago"),
      (3_599, "59 min ago"), (3_600, "1 h ago"), (10_800, "3 h ago"),
      (39_600, "11 h ago"), (46_800, "yesterday"), (118_800, "yesterday"),
      (122_400, "2026-04-15"), (34_560_000, "2025-03-13"),
      (-121, "in 2 min"), (-3_600, "in 60 min"), (-10_800, "in 3 h"),
      (-259_200, "2026-04-20"),
    ] as [(Int64, String)])
  func `what was long ago is a date`(elapsed: Int64, expected: String) {
    #expect(RelativeTime.describe(Self.now - elapsed, now: Self.now) == expected)
  }

  @Test func `the day is the reader's`() {
    // 20:00 and 07:00 before 09:30, told at 23:30 where the reader is.
    let offset = 14 * 3_600
    #expect(
      RelativeTime.describe(Self.now - 50_000, now: Self.now, utcOffset: offset) == "13 h ago")
    #expect(RelativeTime.describe(Self.now - 50_000, now: Self.now) == "yesterday")
    #expect(RelativeTime.describe(0, now: Self.now, utcOffset: -3_600) == "1969-12-31")
  }

  @Test(
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (11_016, "2000-02-29"),
      (11_017, "2000-03-01"), (20_560, "2026-04-17"), (2_932_896, "9999-12-31"),
      (-719_528, "0000-01-01"), (-719_529, "-0001-12-31"),
    ] as [(Int64, String)])
  func `dates`(day: Int64, expected: String) {
    #expect(RelativeTime.date(ofDay: day) == expected)
  }

  @Test func `any number is safe`() {
    #expect(RelativeTime.describe(.max, now: .min, utcOffset: .max) == "10000-01-01")
    #expect(RelativeTime.describe(.min, now: .max, utcOffset: .min).hasPrefix("-"))
    #expect(RelativeTime.describe(.max, now: .max) == "just now")
  }
}
