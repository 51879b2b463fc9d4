/// Why a file is not a snapshot that can be read.
public struct SnapshotFormatError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line it was noticed in, from 1; `nil` where it is the whole file.
  public let line: Int?
  /// The reason, for people.
  public let reason: String

  /// Makes an error.
  public init(line: Int? = nil, _ reason: String) {
    self.line = line
    self.reason = reason
  }

  /// The reason with the line.
  public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
