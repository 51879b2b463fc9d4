/// A file that is no longer in the newest commit, and where its last version is.
public struct RemovedFile: Sendable, Hashable {
  /// The path from the root.
  public let path: String
  /// The commit that removed it, forty hexadecimal digits.
  public let commit: String
  /// When it was removed: seconds since 1970.
  public let time: Int64
  /// Its last content.
  public let content: [UInt8]

  /// Makes a description of a removed file.
  public init(path: String, commit: String, time: Int64, content: [UInt8]) {
    self.path = path
    self.commit = commit
    self.time = time
    self.content = content
  }
}
