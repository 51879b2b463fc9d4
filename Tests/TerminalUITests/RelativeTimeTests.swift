import Essentials
import Phrases
import Platform
import Testing

@testable import TerminalUI

@Suite struct RelativeTimeTests {
  /// 2026-04-17T09:30:00Z.
  private static let now: Int64 = 1_776_418_200

  @Test(
    arguments: [
      (0, "just now"), (59, "just now"), (-120, "just now"), (60, "1 min ago"), (300, "5 min ago"),
      (3_599, "59 min ago"), (3_600, "1 h ago"), (10_800, "3 h ago"),
      (39_600, "11 h ago"), (46_800, "yesterday 20:30"), (118_800, "yesterday 00:30"),
      (122_400, "Wed 23:30"), (518_400, "Sat 09:30"), (604_800, "10 Apr"),
      (34_560_000, "13 Mar 2025"),
      (-121, "just now"), (-3_600, "just now"), (-86_400, "just now"),
      (-259_200, "20 Apr"),
    ] as [(Int64, String)])
  func `what was long ago is a date`(elapsed: Int64, expected: String) {
    #expect(RelativeTime.describe(Self.now - elapsed, now: Self.now) { _ in 0 } == expected)
  }

  @Test func `in Chinese, too`() {
    PhraseLanguage.$current.withValue(.chinese) {
      for (elapsed, text) in [
        (46_800, "昨天 20:30"), (518_400, "周六 09:30"), (604_800, "4 月 10 日"),
        (34_560_000, "2025 年 3 月 13 日"),
      ] as [(Int64, String)] {
        #expect(RelativeTime.describe(Self.now - elapsed, now: Self.now) { _ in 0 } == text)
      }
    }
  }

  @Test func `the day is the reader's`() {
    func describe(_ moment: Int64, _ offset: Int64) -> String {
      RelativeTime.describe(moment, now: Self.now) { _ in offset }
    }
    // 20:00 and 07:00 before 09:30, told at 23:30 where the reader is.
    #expect(describe(Self.now - 50_000, 14 * 3_600) == "13 h ago")
    #expect(describe(Self.now - 50_000, 0) == "yesterday 19:36")
    #expect(describe(0, -3_600) == "31 Dec 1969")
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
    #expect(RelativeTime.describe(.max, now: .min) { _ in .max } == "1 Jan 10000")
    #expect(RelativeTime.describe(.min, now: .max) { _ in .min }.contains("-"))
    #expect(RelativeTime.describe(.max, now: .max) { _ in 0 } == "just now")
    for interval in [Double.nan, .infinity, -.infinity, 1e300] {
      let date = Date(timeIntervalSince1970: interval)
      #expect(!RelativeTime.describe(date, now: date).isEmpty)
      #expect(!LocalTime(date).timestamp.isEmpty)
    }
  }

  @Test func `local times have the offset of their moment`() {
    for seconds in [Self.now, 0, -1, 1_760_000_000] as [Int64] {
      let date = Date(timeIntervalSince1970: Double(seconds))
      let local = seconds + LocalTime.utcOffset(at: seconds)
      let day = RelativeTime.date(ofDay: RelativeTime.floorDivide(local, 86_400))
      let time = LocalTime(date)
      #expect(time.timestamp.hasPrefix("\(day) "))
      let clock = time.timestamp.dropFirst(day.count + 1).prefix(5)
      #expect(time.clock(now: date + 43_199) == clock && time.clock(now: date - 43_199) == clock)
      #expect(time.clock(now: date + 86_400) == "yesterday \(clock)")
      #expect(time.clock(now: date - 86_400) == "tomorrow \(clock)")
      #expect(time.clock(now: date + 777_600).hasSuffix(" \(clock)"))
      #expect(LocalTime(time.midnight).timestamp == "\(day) 00:00:00")
    }
  }
}
