internal import Essentials
internal import MachineState
internal import Platform
internal import SnapshotStore

/// The file `rows` in the state folder: what was read of snapshots, by the names of their contents, and of
/// sealed ones by more (`SnapshotMemory`).
///
/// It spares `list` and the like to read a file twice. All of it is derived: a file that is missing,
/// damaged or of another version is made anew, and one that cannot be written does no harm.
///
/// It is a heading and entries, each with its kind, its blob and its bytes; kinds that this version
/// does not know are left out. Numbers are little-endian.
struct RowCache: SnapshotMemory {
  /// The kinds of entries.
  private enum Kind: UInt8 {
    /// A row of a list, in the form of `SnapshotStore`.
    case row = 1
  }

  private static let heading = Array("handoff rows 1\n".utf8)
  /// More is never written, nor read.
  private static let sizeLimit = 32 << 20
  /// Entries of files that no list shows any more are kept up to this many beyond those that one
  /// does: a clone that goes back and forth finds them again.
  private static let spare = 200

  private let path: String

  /// Finds the file.
  init(_ state: StateFolder) { path = state.path + "/rows" }

  func entries() -> [String: ArraySlice<UInt8>] {
    guard let bytes = try? LocalFile.read(path, limit: Self.sizeLimit),
      bytes.starts(with: Self.heading)
    else { return [:] }
    return Self.entries(of: bytes) ?? [:]
  }

  func keep(_ new: [String: [UInt8]], shown: Set<String>) {
    var kept = entries()
    let others = kept.keys.filter { !shown.contains($0) }
    for blob in others.dropFirst(Self.spare) { kept[blob] = nil }
    for (blob, bytes) in new { kept[blob] = bytes[...] }
    write(kept)
  }

  /// Forgets what was read of files.
  ///
  /// - Parameter blobs: The names of their contents.
  func forget(_ blobs: some Sequence<String>) {
    var kept = entries()
    let count = kept.count
    for blob in blobs { kept[blob] = nil }
    if kept.count < count { write(kept) }
  }

  private func write(_ entries: [String: ArraySlice<UInt8>]) {
    var bytes = Self.heading
    for (blob, entry) in entries {
      guard blob.utf8.count <= UInt8.max, bytes.count + entry.count < Self.sizeLimit else {
        continue
      }
      bytes.append(Kind.row.rawValue)
      bytes.append(UInt8(blob.utf8.count))
      bytes.append(contentsOf: blob.utf8)
      for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: entry.count >> shift)) }
      bytes.append(contentsOf: entry)
    }
    try? LocalFile.write(bytes, to: path, durable: false)
  }

  /// Returns the entries; `nil` for a file that ends too early.
  private static func entries(of bytes: [UInt8]) -> [String: ArraySlice<UInt8>]? {
    var entries: [String: ArraySlice<UInt8>] = [:]
    entries.reserveCapacity(bytes.count / 400)
    var position = heading.count
    while position < bytes.count {
      guard position + 2 <= bytes.count else { return nil }
      let kind = bytes[position]
      let name = position + 2..<position + 2 + Int(bytes[position + 1])
      let start = name.upperBound + 4
      guard start <= bytes.count else { return nil }
      let count = bytes[name.upperBound..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
      position = start + count
      guard position <= bytes.count else { return nil }
      guard kind == Kind.row.rawValue else { continue }
      entries[String(decoding: bytes[name], as: UTF8.self)] = bytes[start..<position]
    }
    return entries
  }
}
