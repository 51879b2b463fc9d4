internal import Platform

/// The name of a snapshot: the machine it was taken on and the session it is of.
public struct SnapshotID: Sendable, Hashable, CustomStringConvertible {
  /// The folder of the sync repository that holds the snapshots.
  public static let folder = "tasks"

  /// The machine that writes it.
  public let machine: MachineName
  /// The session.
  public let session: SessionID

  /// Makes an id.
  public init(machine: MachineName, session: SessionID) {
    self.machine = machine
    self.session = session
  }

  /// Reads the id from a path in the sync repository; `nil` where it is not one of ours.
  ///
  /// - Parameter path: Such as `tasks/desk-5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b.md`. The session id
  ///   has a fixed length, so a machine's name may have hyphens, and `desk` never owns a file of
  ///   `desk-two`.
  public init?(path: String) {
    let prefix = "\(SnapshotID.folder)/"
    guard path.hasPrefix(prefix), path.hasSuffix(".md") else { return nil }
    let name = path.dropFirst(prefix.count).dropLast(3)
    guard let session = SessionID(String(name.suffix(36))), name.dropLast(36).last == "-",
      let machine = MachineName(String(name.dropLast(37)))
    else { return nil }
    self.init(machine: machine, session: session)
  }

  /// The path in the sync repository.
  public var path: String { "\(SnapshotID.folder)/\(description).md" }

  /// The file's name without `.md`.
  public var description: String { "\(machine)-\(session)" }
}

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

/// The pinned name of a machine: letters, digits, `.`, `_` and `-`, at most 63 of them.
///
/// It becomes part of a file name, so it starts with a letter or digit and holds nothing else.
public struct MachineName: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The name.
  public let rawValue: String

  /// Reads a name; `nil` where it breaks the rule.
  public init?(_ text: String) {
    let allowed = text.utf8.allSatisfy(MachineName.isAllowed)
    guard allowed, (1...63).contains(text.utf8.count), !text.contains(".."),
      let first = text.first, first.isLetter || first.isNumber
    else { return nil }
    rawValue = text
  }

  /// Makes a name of any text, such as a host name: `Ann’s Mac.local` gives `Ann-s-Mac`.
  ///
  /// - Parameter text: The text; the part from its first dot on is left out.
  public init(making text: String) {
    var name = ""
    for byte in text.prefix(while: { $0 != "." }).utf8 {
      if MachineName.isAllowed(byte) {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else if name.last != "-" {
        name.append("-")
      }
    }
    let trimmed = name.drop { !($0.isLetter || $0.isNumber) }.prefix(63)
    let end = trimmed.lastIndex { $0.isLetter || $0.isNumber }
    rawValue = end.map { String(trimmed[...$0]) } ?? "machine"
  }

  /// The name itself.
  public var description: String { rawValue }

  /// Orders names as text.
  public static func < (first: MachineName, second: MachineName) -> Bool {
    first.rawValue < second.rawValue
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || "._-".utf8.contains(byte)
  }
}
