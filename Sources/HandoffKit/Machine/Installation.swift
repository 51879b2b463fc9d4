internal import MachineState
internal import Platform
internal import SnapshotStore

/// The id of this installation: a random word that `init` makes.
///
/// A machine's name is pinned, but not unique: a cloned machine, a restored backup, or a second machine
/// that got the same name write the same files. The id stands in every snapshot, so that each sees what it
/// has not written itself. It is kept in the state folder and, for the day that one is deleted, in the
/// clone.
struct Installation: Sendable {
  private let places: [String]

  /// Finds its files.
  ///
  /// - Parameters:
  ///   - state: The state folder.
  ///   - clone: The folder of the clone's working tree.
  init(_ state: StateFolder, clone: String) {
    places = [state.path + "/installation", clone + "/.git/handoff.installation"]
  }

  /// The id; `nil` before `init` of this version.
  var id: String? {
    places.lazy.compactMap { LocalFile.word($0) }.first { Self.isValid($0) }
  }

  /// Makes the id, where there is none, or takes over that of an installation that is gone.
  ///
  /// - Parameter id: The id to take over.
  /// - Throws: `FileError` where it cannot be kept.
  func create(_ id: String? = nil) throws(FileError) {
    let random = (0..<16).map { _ in String(UInt8.random(in: 0...15), radix: 16) }.joined()
    let id = id ?? self.id ?? random
    for place in places where LocalFile.word(place) != id {
      try LocalFile.createFolder(LocalFile.folder(of: place))
      try LocalFile.write(Array("\(id)\n".utf8), to: place)
    }
  }

  /// Returns whether another installation has written snapshots under this machine's name.
  func isShared(_ machine: MachineName?, in all: [StoredSnapshot]) -> Bool {
    guard let own = id else { return false }
    return all.contains { stored in
      stored.id?.machine == machine && stored.header?.installation.map { $0 != own } == true
    }
  }

  /// Returns whether a word of the repository may be an id.
  static func isValid(_ id: String) -> Bool {
    (8...64).contains(id.utf8.count) && id.utf8.allSatisfy { $0.isAlphanumeric }
  }
}
