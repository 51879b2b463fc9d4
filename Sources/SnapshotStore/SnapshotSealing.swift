package import SyncRepo

/// A way to keep snapshots so that only some can read and write them.
///
/// What is written is sealed, what is read is opened and judged, in this one place. A sealed file has
/// `.age` behind its name. This library knows no cipher: whoever embeds it brings one.
public protocol SnapshotSealing: Sendable {
  /// The keys by which files are judged: a short word that changes with them, so that a memory of what
  /// was read under others does not count.
  var edition: String { get }

  /// Seals a snapshot's text.
  ///
  /// - Parameters:
  ///   - text: The text of the file.
  ///   - path: The path that it will have; it must not open at another one.
  /// - Returns: The bytes of the file.
  /// - Throws: `SnapshotFormatError` where nothing can be sealed now.
  func seal(_ text: [UInt8], at path: String) throws(SnapshotFormatError) -> [UInt8]

  /// Opens a sealed file.
  ///
  /// - Parameters:
  ///   - file: The bytes of the file.
  ///   - path: Its path.
  ///   - isPast: True for a version of history that is believed (`marks`): keys of before count, too.
  /// - Returns: The text that was sealed.
  /// - Throws: `SnapshotFormatError` where it cannot be read, or was not sealed by one of us.
  func open(
    _ file: [UInt8], at path: String, isPast: Bool
  ) throws(SnapshotFormatError) -> [UInt8]

  /// Judges a file that is not sealed.
  ///
  /// - Parameters:
  ///   - path: Its path.
  ///   - blob: The name of its content.
  /// - Returns: The reason for which it is refused; `nil` where it is accepted.
  func refusal(ofUnsealed path: String, blob: String) -> SnapshotFormatError?

  /// The commits up to which history is believed: what was sealed with keys of before, and, up to the
  /// commit at which sealing began, what was not sealed.
  var marks: (sealed: [String], unsealed: [String]) { get }

  /// Returns which of some snapshots are older than what was there before: somebody has put an old file
  /// back.
  ///
  /// - Parameter sequences: The numbers of the snapshots (`SnapshotHeader.sequence`), by their paths.
  /// - Returns: The paths.
  func replayed(_ sequences: [String: Int]) -> Set<String>
}

extension SnapshotFormatError {
  /// The reason for a sealed file where nobody can open any.
  static let sealedAway = SnapshotFormatError("it is encrypted, and this machine has no key for it")

  /// The reason for a file with a sequence number that is lower than the one before.
  static let replayed = SnapshotFormatError(
    "somebody has put an older version of it back: it is not from your machines")
}

/// The texts of files, whether they are sealed or not.
struct SnapshotOpener: Sendable {
  let sealing: (any SnapshotSealing)?
  /// The reason for which nothing is to be written that is not sealed; `nil` where it may be.
  var lock: String?

  /// Returns the text of a file.
  ///
  /// - Throws: `SnapshotFormatError` where it is refused.
  func text(
    of bytes: [UInt8], at path: String, isPast: Bool = false
  ) throws(SnapshotFormatError) -> [UInt8] {
    guard SnapshotID.isSealed(path) else { return bytes }
    guard let sealing else { throw .sealedAway }
    return try sealing.open(bytes, at: path, isPast: isPast)
  }

  /// Returns what a list shows of a file.
  func entry(of bytes: [UInt8], at path: String) -> SnapshotEntry {
    guard SnapshotID.isSealed(path) else { return SnapshotEntry(of: bytes) }
    do throws(SnapshotFormatError) {
      let text = try text(of: bytes, at: path)
      return SnapshotEntry(of: text, textName: Fingerprint.of(text))
    } catch {
      return SnapshotEntry(problem: error)
    }
  }

  /// Returns the changes that write a text: where it is sealed, the file that was not goes.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - path: The path without the ending of sealed files.
  /// - Returns: The changes.
  /// - Throws: `SyncError` where it cannot be sealed.
  func changes(writing text: [UInt8], at path: String) throws(SyncError) -> [TreeChange] {
    guard let sealing else {
      if let lock { throw SyncError(.notSealed, lock) }
      return [.write(path: path, content: text)]
    }
    let sealed = path + SnapshotID.sealedEnding
    do throws(SnapshotFormatError) {
      return [
        .write(path: sealed, content: try sealing.seal(text, at: sealed)), .remove(path: path),
      ]
    } catch {
      throw SyncError(.notSealed, error.reason)
    }
  }

  /// The key of a file in the memory.
  func key(of blob: String, at path: String) -> String {
    guard SnapshotID.isSealed(path) else { return blob }
    return "\(blob) \(sealing?.edition ?? "-") \(path)"
  }
}

extension SyncError.Kind {
  /// A snapshot could not be sealed, and was not written: this machine is not let in yet, say.
  package static let notSealed = SyncError.Kind(rawValue: "notSealed")
}

/// The commits of history that are believed, by `SnapshotSealing.marks`.
struct SnapshotPast: Sendable {
  let sealed: Set<String>
  let unsealed: Set<String>

  /// Returns the text of a version that history has.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path.
  ///   - commit: The commit that brought or removed it.
  ///   - past: The part of history that is believed; `nil` for all, where nothing is sealed.
  ///   - opener: The reader.
  /// - Returns: The text.
  /// - Throws: `SnapshotFormatError` where it is refused.
  static func text(
    of bytes: [UInt8], at path: String, in commit: String, _ past: SnapshotPast?,
    _ opener: SnapshotOpener
  ) throws(SnapshotFormatError) -> [UInt8] {
    guard let past else { return try opener.text(of: bytes, at: path) }
    if SnapshotID.isSealed(path) {
      return try opener.text(of: bytes, at: path, isPast: past.sealed.contains(commit))
    }
    guard past.unsealed.contains(commit) else {
      throw SnapshotFormatError("it is not encrypted: it is not from your machines")
    }
    return bytes
  }
}
