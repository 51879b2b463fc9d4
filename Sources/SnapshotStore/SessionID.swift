internal import Platform

/// The id of a Claude Code session: a UUID, in lower case.
///
/// It becomes part of a file name, so nothing else is ever accepted.
public struct SessionID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 36 characters.
  public let rawValue: String

  /// Reads an id; `nil` for anything but a UUID (8-4-4-4-12 hexadecimal digits).
  public init?(_ text: String) {
    guard SessionIDForm.isValid(text.utf8) else { return nil }
    rawValue = text.lowercased()
  }

  /// The id itself.
  public var description: String { rawValue }

  /// The first eight digits, which a person can type and tell apart.
  public var short: String { String(rawValue.prefix(8)) }

  /// Orders ids as text.
  public static func < (first: SessionID, second: SessionID) -> Bool {
    first.rawValue < second.rawValue
  }
}
