internal import Essentials
internal import Yams

/// The times in a snapshot's front matter.
enum Timestamp {
  /// Reads a time.
  ///
  /// All forms of YAML's timestamp (a missing zone is UTC), a time without seconds, and seconds or
  /// milliseconds since 1970, as older scripts write them.
  static func parse(_ text: String) -> Date? {
    let text = text.trimmedOfSpaces
    // Nearly every time is one; the general way below costs a millisecond at its first use.
    if isOwnForm(text), let date = try? Date(text, strategy: .iso8601) { return date }
    if let number = Double(text) {
      guard number.isFinite, number > 100_000_000, number < 1e14 else { return nil }
      return Date(timeIntervalSince1970: number > 1e11 ? number / 1000 : number)
    }
    for candidate in [text, normalized(text)] {
      if let candidate, let date = Date.construct(from: Node.Scalar(candidate)) { return date }
    }
    return nil
  }

  /// Writes a time as UTC with seconds: `2026-04-17T08:00:00Z`.
  static func format(_ date: Date) -> String { date.formatted(.iso8601) }

  /// Whether a text has the form that `format` writes.
  static func isOwnForm(_ text: String) -> Bool {
    let form = "0000-00-00T00:00:00Z"
    return text.utf8.count == form.utf8.count
      && zip(text.utf8, form.utf8).allSatisfy { byte, wanted in
        wanted == UInt8(ascii: "0")
          ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == wanted
      }
  }

  /// Forms that YAML does not know get seconds and a colon in the zone: `2026-04-17 08:00 +0200`.
  private static func normalized(_ text: String) -> String? {
    let form =
      #/
      (\d{4}-\d\d?-\d\d?) [Tt\ ] (\d\d?:\d\d) (:\d\d(?:\.\d*)?)? \ ?
      (?: [Zz] | ([+\-]\d\d) :? (\d\d)? )?
      /#
    guard let match = text.wholeMatch(of: form) else { return nil }
    let (_, day, minute, second, zoneHour, zoneMinute) = match.output
    let zone = zoneHour.map { "\($0):\(zoneMinute ?? "00")" } ?? "Z"
    return "\(day)T\(minute)\(second ?? ":00")\(zone)"
  }
}
