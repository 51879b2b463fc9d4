internal import Essentials
internal import HandoffKit
internal import TerminalUI

/// A moment in the past, as a person types it.
enum PastTime {
  /// Reads a length of time before now (`3d`, `12h`), or the day that something begins with
  /// (`2026-01-31`, by this machine's clock).
  ///
  /// - Parameters:
  ///   - text: What was typed.
  ///   - now: The present.
  /// - Returns: The moment; `nil` for anything else.
  static func read(_ text: String, now: Date) -> Date? {
    if let length = Pause.length(text) { return now.addingTimeInterval(-TimeInterval(length)) }
    let day = try? Date(text, strategy: .iso8601.year().month().day())
    return day.map { LocalTime.midnight(ofDay: $0) }
  }
}
