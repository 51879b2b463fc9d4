internal import Essentials
internal import Platform
internal import SyncRepo

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
  /// - Parameter path: Such as `tasks/desk-5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b.md`, or the same with
  ///   `.age` behind it, where it is sealed. The session id has a fixed length, so a machine's name may
  ///   have hyphens, and `desk` never owns a file of `desk-two`.
  public init?(path: String) {
    var bytes = Array(path.utf8)[...]
    if SnapshotID.isSealed(path) { bytes = bytes.dropLast(SnapshotID.sealedEnding.utf8.count) }
    let prefix = SnapshotID.folder.utf8.count + 1
    guard bytes.count > prefix + 40, bytes.starts(with: "\(SnapshotID.folder)/".utf8),
      bytes.suffix(3).elementsEqual(".md".utf8), bytes[bytes.count - 40] == UInt8(ascii: "-"),
      let machine = MachineName(bytes[prefix..<bytes.count - 40]),
      let session = SessionID(bytes[(bytes.count - 39)..<bytes.count - 3])
    else { return nil }
    self.init(machine: machine, session: session)
  }

  /// The path in the sync repository.
  public var path: String { "\(SnapshotID.folder)/\(description).md" }

  /// The path in the sync repository where the snapshot is sealed.
  public var sealedPath: String { path + SnapshotID.sealedEnding }

  /// The ending of the names of sealed files, behind `.md`.
  static let sealedEnding = ".age"

  /// Returns true for the path of a sealed file.
  package static func isSealed(_ path: String) -> Bool { path.hasSuffix(".md.age") }

  /// The file's name without `.md`.
  public var description: String { "\(machine)-\(session)" }
}

extension SessionID {
  /// The name of the file that says that the session is forgotten: it does not tell the id.
  package var fingerprint: String { Fingerprint.of("handoff forgets \(rawValue)\n") }

  /// The path of that file.
  var forgottenPath: String { "\(Snapshots.forgottenFolder)/\(fingerprint)" }
}

/// The id of a Claude Code session: a UUID, in lower case.
///
/// It becomes part of a file name, so nothing else is ever accepted.
public struct SessionID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 36 characters.
  public let rawValue: String

  /// Reads an id; `nil` for anything but a UUID (8-4-4-4-12 hexadecimal digits).
  public init?(_ text: String) { self.init(Array(text.utf8)[...]) }

  init?(_ bytes: ArraySlice<UInt8>) {
    guard SessionIDForm.isValid(bytes) else { return nil }
    // Of digits, hyphens and letters only the letters change.
    rawValue = String(decoding: bytes.map { $0.isLetter ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Makes the id of a new session.
  ///
  /// - Returns: A random one (RFC 9562, version 4).
  package static func random() -> SessionID { SessionID(random: UUID()) }

  private init(random: UUID) { rawValue = random.uuidString.lowercased() }

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
  public init?(_ text: String) { self.init(Array(text.utf8)[...]) }

  init?(_ bytes: ArraySlice<UInt8>) {
    guard (1...63).contains(bytes.count), let first = bytes.first,
      first.isLetter || first.isDigit, bytes.allSatisfy(MachineName.isAllowed)
    else { return nil }
    var previous: UInt8 = 0
    for byte in bytes {
      // Two dots would lead out of the folder.
      if byte == UInt8(ascii: "."), previous == byte { return nil }
      previous = byte
    }
    rawValue = String(decoding: bytes, as: UTF8.self)
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
