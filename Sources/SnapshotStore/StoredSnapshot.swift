public import Essentials
internal import Platform

/// A snapshot file in the sync repository, readable or not, as a list shows it: without its text.
public struct StoredSnapshot: Sendable, Hashable {
  /// The path from the repository's root.
  public let path: String
  /// The file's name without `.md` or `.md.age`: what a person can type to mean it.
  public let name: String
  /// The id, if the file is named as this library does.
  public let id: SnapshotID?
  /// The name of its content, forty hexadecimal digits; changes whenever the file does.
  ///
  /// That of a sealed one is the name of its text: the same before it was sealed, and sealed anew.
  public let blob: String
  /// The header of the snapshot; `nil` for a broken file.
  public let header: SnapshotHeader?
  /// The reason why it is broken; `nil` for a readable one.
  public let problem: SnapshotFormatError?

  /// Makes a description of a readable file.
  public init(path: String, blob: String, header: SnapshotHeader) {
    self.init(path: path, blob: blob, header: header, problem: nil)
  }

  /// Makes a description of a broken file.
  public init(path: String, blob: String, problem: SnapshotFormatError) {
    self.init(path: path, blob: blob, header: nil, problem: problem)
  }

  private init(
    path: String, blob: String, header: SnapshotHeader?, problem: SnapshotFormatError?
  ) {
    self.path = path
    self.blob = blob
    self.header = header
    self.problem = problem
    id = SnapshotID(path: path)
    name = id?.description ?? StoredSnapshot.name(of: path)
  }

  private static func name(of path: String) -> String {
    var bare = path.split(separator: "/").last.map(String.init) ?? path
    if SnapshotID.isSealed(bare) { bare = String(bare.dropLast(SnapshotID.sealedEnding.count)) }
    if bare.hasSuffix(".md") { bare = String(bare.dropLast(3)) }
    guard refusal(ofName: path) != nil else { return bare }
    // What cannot be shown cannot be typed either.
    return String(bare.map { isPlain($0) ? $0 : "?" }.prefix(60))
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._- ".contains(character)
  }

  /// Returns the reason why no snapshot can have this name; `nil` for one that every system can have
  /// and every terminal can show.
  static func refusal(ofName path: String) -> SnapshotFormatError? {
    for name in path.split(separator: "/", omittingEmptySubsequences: false) {
      if name.utf8.count > 255 { return SnapshotFormatError("its name has more than 255 bytes") }
      if name.hasPrefix(".") || name.lowercased().hasPrefix("git~") || name.isEmpty {
        return SnapshotFormatError("its name is hidden, or git's own")
      }
      if isConflictCopy(name) {
        return SnapshotFormatError("it is a copy that the sync of a folder has made")
      }
      for scalar in name.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
          .unassigned:
          return SnapshotFormatError("its name has invisible characters")
        default:
          if scalar == "\\" || scalar == "\u{FFFD}" {
            return SnapshotFormatError("its name has a backslash, or is not UTF-8")
          }
        }
      }
    }
    return nil
  }

  /// Returns true for the name that Dropbox, Syncthing, OneDrive and the like give to a second version of a
  /// file: a snapshot's name with something behind the session.
  private static func isConflictCopy(_ name: Substring) -> Bool {
    if name.contains(".sync-conflict-") || name.contains("conflicted copy") { return true }
    let bytes = Array(name.utf8)
    guard bytes.count > 41 else { return false }
    for start in 1..<(bytes.count - 40) where bytes[start] == UInt8(ascii: "-") {
      if SessionIDForm.isValid(Array(bytes[(start + 1)..<(start + 37)])) { return true }
    }
    return false
  }

  /// True where this clone's copy of the file is missing or damaged: the remote's may be whole.
  public var isDamagedHere: Bool { problem == .damagedHere }

  /// The machine or session that the text says, where the file's name says another one.
  ///
  /// The name counts: whoever wrote it may have copied the text, or wants to be taken for another.
  public var contradiction: String? {
    guard let id, let header else { return nil }
    if let machine = header.machine, machine != id.machine.rawValue { return machine }
    if let session = header.sessionID, session.lowercased() != id.session.rawValue.lowercased() {
      return session
    }
    return nil
  }

  /// The machine it was taken on: from the file's name, else from what it says.
  public var machine: String? { id?.machine.rawValue ?? header?.machine }

  /// The session it is of: from the file's name, else from what it says.
  public var sessionID: String? { id?.session.rawValue ?? header?.sessionID }
}

/// A snapshot that was removed, and that history keeps.
public struct RemovedSnapshot: Sendable, Hashable {
  /// The file as it was last.
  public let last: StoredSnapshot
  /// The time when it was removed.
  public let removed: Date
  /// The commit that removed it, forty hexadecimal digits.
  public let commit: String
  /// The bytes of the file.
  public let content: [UInt8]

  /// Makes a description of a removed snapshot.
  public init(last: StoredSnapshot, removed: Date, commit: String, content: [UInt8]) {
    self.last = last
    self.removed = removed
    self.commit = commit
    self.content = content
  }
}

/// The reason why a file is not a snapshot that can be read.
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

  /// The reason for a file whose content the clone has lost.
  static let damagedHere = SnapshotFormatError(
    "this clone's copy of it is missing or damaged")

  /// The reason with the line.
  public var description: String { line.map { "line \($0): \(reason)" } ?? reason }
}
