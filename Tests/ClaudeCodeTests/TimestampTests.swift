import Foundation
import Testing

@testable import ClaudeCode

@Suite struct TimestampTests {
  static func parse(_ text: String) -> Date? { Timestamp.parse(Array(text.utf8)[...]) }

  @Test func agreesWithFoundation() throws {
    let style = Date.ISO8601FormatStyle()
    for days in stride(from: 0, to: 60_000, by: 17) {
      let date = Date(timeIntervalSince1970: Double(days) * 86_400 + Double(days % 86_400))
      #expect(Self.parse(date.formatted(style)) == date)
    }
  }

  @Test func fractions() {
    #expect(Self.parse("1970-01-01T00:00:01.5Z")?.timeIntervalSince1970 == 1.5)
    #expect(Self.parse("1970-01-01T00:00:00.000000000001Z")?.timeIntervalSince1970 == 0)
  }

  @Test(arguments: [
    "", "Z", "2026-11-22", "2026-11-22T11:08:22", "2026-11-22T11:08:22+01:00",
    "2026-13-22T11:08:22Z", "2026-11-32T11:08:22Z", "2026-11-22T24:08:22Z",
    "2026-11-22T11:08:22.Z", "2026-11-22T11:08:22,5Z", "99999-11-22T11:08:22Z",
    "-026-11-22T11:08:22Z", "2026-11-22T11:08:22.99999999999999999999999999Z",
  ])
  func otherFormsAreNone(text: String) { #expect(Self.parse(text) == nil) }
}
