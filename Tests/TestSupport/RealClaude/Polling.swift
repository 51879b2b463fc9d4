/// Waiting for something that another program does, by looking again and again.
package enum Polling {
  /// Looks until there is a value.
  ///
  /// - Parameters:
  ///   - limit: How long to look.
  ///   - wanted: What is waited for, for the error's text.
  ///   - seen: What there was instead, for the error's text.
  ///   - value: Looks once; nil means not yet.
  /// - Returns: The first value.
  /// - Throws: `HarnessError` when the time is up, and whatever `value` throws.
  package static func value<Value>(
    within limit: Duration, for wanted: String, seen: () async throws -> String = { "" },
    _ value: () async throws -> Value?
  ) async throws -> Value {
    let deadline = ContinuousClock.now + limit
    while true {
      if let found = try await value() { return found }
      guard ContinuousClock.now < deadline else {
        throw HarnessError("Not within \(limit): \(wanted).\n\(try await seen())")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Looks until a condition holds.
  ///
  /// - Throws: `HarnessError` when the time is up, and whatever `condition` throws.
  package static func until(
    within limit: Duration, for wanted: String, seen: () async throws -> String = { "" },
    _ condition: () async throws -> Bool
  ) async throws {
    try await value(within: limit, for: wanted, seen: seen) { try await condition() ? () : nil }
  }
}

/// A failure of the harness itself, or of a program that it drives.
package struct HarnessError: Error, CustomStringConvertible {
  /// What failed, with what was last seen of it.
  package let description: String

  /// Makes an error out of a text for the test's log.
  package init(_ description: String) {
    self.description = description
  }
}
