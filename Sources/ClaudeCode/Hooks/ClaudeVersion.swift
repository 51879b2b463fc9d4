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

  /// Reads the first word of a text that is a version; `nil` where there is none.
  ///
  /// - Parameter text: What the program printed; lines of warnings may stand before it.
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

extension HookEvent {
  /// The oldest version in which the event was seen to be accepted in the settings; `nil` for one
  /// that every version has that this project was tried with (2.0.72 and later).
  ///
  /// It matters because 2.1.81 and older ignore a whole settings file for one name that they do not
  /// know. 2.1.81 lists both names itself and runs their hooks; 2.0.72 does not know them, and what
  /// lies between was not tried.
  private var firstTried: ClaudeVersion? {
    switch self {
    case .stopFailure, .postCompact: ClaudeVersion(2, 1, 81)
    default: nil
    }
  }

  /// Whether an event may stand in the settings of installations of Claude Code.
  ///
  /// - Parameter versions: Of all installations that read these settings; `nil` for one whose
  ///   version cannot be told. The oldest decides, and without any nothing new is taken for known.
  /// - Returns: Whether all of them know it.
  package func isKnown(to versions: [ClaudeVersion?]) -> Bool {
    guard let firstTried else { return true }
    guard !versions.isEmpty else { return false }
    return versions.allSatisfy { version in version.map { $0 >= firstTried } ?? false }
  }
}
