/// One file of a sync repository, as the last local commit has it.
public struct RepositoryFile: Sendable, Hashable {
  /// The path from the root.
  public let path: String
  /// The name of its content: forty hexadecimal digits.
  public let blob: String
  /// Its size in bytes.
  public let size: Int
  /// Whether it is a symbolic link, which is never followed.
  public let isSymbolicLink: Bool

  /// Makes a description of a file.
  public init(path: String, blob: String, size: Int, isSymbolicLink: Bool) {
    self.path = path
    self.blob = blob
    self.size = size
    self.isSymbolicLink = isSymbolicLink
  }
}
