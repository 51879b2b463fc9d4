public import Foundation

/// A snapshot that was removed, and that history keeps.
public struct RemovedSnapshot: Sendable, Hashable {
  /// What the file said last.
  public let last: StoredSnapshot
  /// When it was removed.
  public let removed: Date
  /// The commit that removed it, forty hexadecimal digits.
  public let commit: String
  /// The bytes of the file.
  let content: [UInt8]

  /// Makes a description of a removed snapshot.
  public init(last: StoredSnapshot, removed: Date, commit: String, content: [UInt8]) {
    self.last = last
    self.removed = removed
    self.commit = commit
    self.content = content
  }
}
