internal import CBuildStamp
internal import Git2

/// The version of these programs.
package enum Version {
  /// The version; the plugin and the changelog repeat it, and a test compares them.
  package static let text = "0.1.0"

  /// One line: `handoff 0.1.0 (484049d2f1c3, libgit2 1.5.1)`, without the commit where nobody has noted it.
  package static var line: String {
    let commit = unsafe String(cString: handoff_commit())
    let parts = [commit, "libgit2 " + GitLibrary.version].filter { !$0.isEmpty }
    return "\(writer) (\(parts.joined(separator: ", ")))"
  }

  /// The mark of these programs in the snapshots that they write.
  static let writer = name + text

  private static let name = "handoff "

  /// Returns the version in a snapshot's mark where it is newer than this one.
  ///
  /// - Parameter writer: The mark, such as `handoff 0.2.0`; anything else has no version.
  /// - Returns: The version, such as `0.2.0`; `nil` where it is not newer.
  static func newer(_ writer: String) -> String? {
    guard writer.hasPrefix(name) else { return nil }
    let other = String(writer.dropFirst(name.count))
    guard let there = numbers(other), let here = numbers(text) else { return nil }
    return here.lexicographicallyPrecedes(there) ? other : nil
  }

  private static func numbers(_ text: String) -> [Int]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...4).contains(parts.count), text.utf8.count <= 20 else { return nil }
    let numbers = parts.compactMap { part in part.allSatisfy { "0"..."9" ~= $0 } ? Int(part) : nil }
    return numbers.count == parts.count ? numbers : nil
  }
}
