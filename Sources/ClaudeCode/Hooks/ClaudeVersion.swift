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
