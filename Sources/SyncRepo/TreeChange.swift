/// One change to the files of a sync repository.
public enum TreeChange: Sendable, Hashable {
  /// Makes or replaces a file.
  ///
  /// - `path`: From the repository's root, with slashes, such as `tasks/desk-….md`.
  /// - `content`: The whole file.
  case write(path: String, content: [UInt8])
  /// Removes a file; one that is not there is fine.
  case remove(path: String)

  /// The path that changes.
  public var path: String {
    switch self {
    case .write(let path, _), .remove(let path): path
    }
  }
}
