/// A failed call on a file: what was tried, on which path, and why it failed.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was tried, as a verb: `open`, `write`, `rename`.
  package let operation: String
  /// The path it was tried on.
  package let path: String
  /// The `errno` of the call; 0 where the reason is our own.
  package let code: Int32
  /// The reason in words, from `strerror` or our own.
  package let reason: String

  /// Makes the error of a call that has just failed, from `errno`.
  package init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
    self.reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }

  /// Makes an error whose reason is not an `errno`.
  package init(_ operation: String, _ path: String, reason: String) {
    self.operation = operation
    self.path = path
    self.code = 0
    self.reason = reason
  }

  package var description: String { "cannot \(operation) \(path): \(reason)" }

  /// Whether the path does not exist (`ENOENT`, `ENOTDIR`).
  package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }
}
