/// A version of Claude Code, as `claude --version` prints it: `2.1.330 (Claude Code)`.
package struct ClaudeVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let major: Int
  package let minor: Int
  package let patch: Int

  /// Makes a version of its parts.
  package init(_ major: Int, _ minor: Int, _ patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads the first word of a text that is a version; `nil` if there is none.
  ///
  /// - Parameter text: The output of the program; warnings may come before the version.
  package init?(in text: String) {
    let words = text.prefix(4_096).split { $0.isWhitespace || $0 == "v" }
    for word in words {
      let parts = word.prefix { $0 != "-" && $0 != "+" }.split(
        separator: ".", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { part in part.count < 7 ? Int(part) : nil }
      guard parts.count == 3, numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { continue }
      self.init(numbers[0], numbers[1], numbers[2])
      return
    }
    return nil
  }

  package var description: String { "\(major).\(minor).\(patch)" }

  package static func < (first: ClaudeVersion, second: ClaudeVersion) -> Bool {
    (first.major, first.minor, first.patch) < (second.major, second.minor, second.patch)
  }
}

// Why versions matter for the settings: measured, 2.0.72 and 2.1.81 ignore a whole settings.json
// for one event name that they do not know (0 hooks ran, and `claude -p` said nothing); 2.1.176 and
// 2.1.330 ignore only that entry. What lies between was not tried. All of them run `UserPromptSubmit`
// hooks; 2.0.72, 2.1.81 and 2.1.330 were seen to show a `systemMessage` of theirs.

extension ClaudeVersion {
  /// The first version that was seen to ignore only the entry of an event it does not know.
  package static let ignoringUnknownEvents = ClaudeVersion(2, 1, 176)
}

extension HookEvent {
  /// The events that 2.0.72, the oldest version this project was tried with, knows already.
  private static let original: Set<String> = [
    "PreToolUse", "PostToolUse", "Notification", "UserPromptSubmit", "SessionStart", "SessionEnd",
    "Stop", "SubagentStop", "PreCompact",
  ]

  /// The oldest version that is known to accept the event in its settings.
  ///
  /// 2.1.81 lists `StopFailure` and `PostCompact` itself and runs their hooks; 2.0.72 does not know
  /// them. Of any other event it is only known that newer versions cannot be harmed by it.
  package var firstVersion: ClaudeVersion {
    if Self.original.contains(rawValue) { return ClaudeVersion(0, 0, 0) }
    return self == .stopFailure || self == .postCompact
      ? ClaudeVersion(2, 1, 81) : .ignoringUnknownEvents
  }

  /// Returns true if the event may be in the settings that installations of Claude Code share.
  ///
  /// - Parameter versions: The versions of all installations that read these settings; `nil` for
  ///   one that does not tell its version. The oldest decides, and without any nothing new is
  ///   assumed to be known.
  /// - Returns: True if all of them know the event.
  package func isKnown(to versions: [ClaudeVersion?]) -> Bool {
    if Self.original.contains(rawValue) { return true }
    guard !versions.isEmpty else { return false }
    return versions.allSatisfy { version in version.map { $0 >= firstVersion } ?? false }
  }
}
