internal import Git2
internal import Platform

extension SyncRepository {
  /// The number of commits that are looked at for what was removed.
  public static let usualLookBack = 20_000

  /// Returns files that were removed, newest removal first; history keeps them.
  ///
  /// The removals that the remote has are kept in the clone once they were looked for, so that the next
  /// look goes through new commits alone.
  ///
  /// - Parameters:
  ///   - folder: Only files below this folder; the empty path is the root.
  ///   - commits: The number of commits to look back at most; fewer than usual are looked at anew each time.
  ///   - limit: The most bytes a file may have; larger ones are left out.
  ///   - matches: Only paths for which this is true.
  ///   - isEnough: Ends the search when it returns true for the files found so far.
  /// - Returns: Each path once, with its last content, and only if it is not there now.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func removedFiles(
    in folder: String, commits: Int = SyncRepository.usualLookBack, limit: Int = 1 << 20,
    where matches: @Sendable (_ path: String) -> Bool = { _ in true },
    until isEnough: @Sendable (_ found: [RemovedFile]) -> Bool = { _ in false }
  ) async throws(SyncError) -> [RemovedFile] {
    try RepositoryPath.check(folder: folder)
    guard let tip = try localTip(), let current = try tree(of: tip) else { return [] }
    let tracked = try trackedTip()
    return try attempt("read the history of \(path)") { () throws(GitError) in
      // Commits that are not pushed are made anew with each change.
      var base: ObjectID?
      if commits >= SyncRepository.usualLookBack, let tracked,
        try repository.isAncestor(tracked, of: tip)
      {
        base = tracked
      }
      var removals = try removals(in: folder, from: tip, after: base, commits: commits)
      if let base { removals += try removalsOfRemote(in: folder, until: base, commits: commits) }
      var found: [RemovedFile] = []
      var seen: Set<String> = []
      for removal in removals where matches(removal.path) && seen.insert(removal.path).inserted {
        guard try repository.entry(at: removal.path, in: current) == nil,
          let content = try repository.readBlob(removal.blob, limit: limit)
        else { continue }
        found.append(
          RemovedFile(
            path: removal.path, commit: removal.commit.hex, time: removal.time, content: content))
        if isEnough(found) { break }
      }
      return found
    }
  }

  /// The file with the removals that the remote's history has.
  var removalIndex: RemovalIndex {
    RemovalIndex(path: gitFolder + "\(configuration.name).removed")
  }

  private func removalsOfRemote(
    in folder: String, until tip: ObjectID, commits: Int
  ) throws(GitError) -> [Removal] {
    let known = removalIndex.load(of: folder)
    if let known, known.tip == tip { return known.removals }
    // After a rewrite of history nothing that is known counts.
    let isOn = known.map { (try? repository.isAncestor($0.tip, of: tip)) ?? false } ?? false
    let start = isOn ? known : nil
    let new = try removals(in: folder, from: tip, after: start?.tip, commits: commits)
    let all = new + (start?.removals ?? [])
    removalIndex.save(all, of: folder, until: tip)
    return all
  }

  /// Returns the removals in the commits behind one that are not behind another one, newest first.
  private func removals(
    in folder: String, from tip: ObjectID, after base: ObjectID?, commits: Int
  ) throws(GitError) -> [Removal] {
    if tip == base { return [] }
    var found: [Removal] = []
    var left = commits
    // A commit's folder was read for the one that came after it.
    var folders: [ObjectID: ObjectID?] = [:]
    func folderTree(_ root: ObjectID) throws(GitError) -> ObjectID? {
      if let known = folders[root] { return known }
      let tree = try self.tree(at: folder, in: root)
      folders = [root: tree]
      return tree
    }
    try repository.visitHistory(from: tip, hiding: base) { (id) throws(GitError) in
      left -= 1
      let commit = try repository.links(of: id)
      let after = try folderTree(commit.tree)
      for parent in commit.parents {
        let before = try folderTree(try repository.links(of: parent).tree)
        guard let before, try repository.hasRemovals(from: before, to: after) else { continue }
        for change in try repository.changes(from: before, to: after) where change.new == nil {
          guard let old = change.old, old.isFile else { continue }
          found.append(
            Removal(
              path: folder.isEmpty ? change.path : "\(folder)/\(change.path)", commit: id,
              time: commit.time, blob: old.id))
        }
      }
      return left > 0
    }
    return found
  }
}

/// A file's removal by a commit.
struct Removal: Hashable {
  let path: String
  let commit: ObjectID
  /// Seconds since 1970.
  let time: Int64
  /// The last content.
  let blob: ObjectID
}

/// The file in a clone's `.git` folder with the removals that the remote's history has, newest first.
///
/// All of it is derived: one that is missing, damaged or of another version is made anew, and one that
/// cannot be written does no harm. It goes where history is rewritten, since paths may say who is forgotten.
struct RemovalIndex {
  let path: String

  /// More is neither written nor read.
  private static let sizeLimit = 16 << 20

  /// Reads it.
  ///
  /// - Parameter folder: The folder that it is wanted of.
  /// - Returns: The commit up to which it goes, and its removals; `nil` where there are none.
  func load(of folder: String) -> (tip: ObjectID, removals: [Removal])? {
    guard let bytes = try? LocalFile.read(path, limit: Self.sizeLimit), bytes.last == 0x0A else {
      return nil
    }
    var lines = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    let heading = String(decoding: lines.removeFirst(), as: UTF8.self)
    guard heading.hasPrefix("removed 1 "), heading.dropFirst(51) == folder,
      let tip = ObjectID(hex: String(heading.dropFirst(10).prefix(40)))
    else { return nil }
    var removals: [Removal] = []
    removals.reserveCapacity(lines.count)
    for line in lines {
      let parts = line.split(separator: 0x20, maxSplits: 3)
        .map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 4, let commit = ObjectID(hex: parts[0]), let time = Int64(parts[1]),
        let blob = ObjectID(hex: parts[2])
      else { return nil }
      removals.append(Removal(path: parts[3], commit: commit, time: time, blob: blob))
    }
    return (tip, removals)
  }

  /// Writes it; of each path the newest removal.
  func save(_ removals: [Removal], of folder: String, until tip: ObjectID) {
    guard !folder.utf8.contains(0x0A) else { return }
    var text = "removed 1 \(tip.hex) \(folder)\n"
    var seen: Set<String> = []
    for removal in removals where seen.insert(removal.path).inserted {
      // Such a name would not come back as it is.
      guard !removal.path.utf8.contains(0x0A) else { return }
      text += "\(removal.commit.hex) \(removal.time) \(removal.blob.hex) \(removal.path)\n"
    }
    guard text.utf8.count <= Self.sizeLimit else { return }
    try? LocalFile.write(Array(text.utf8), to: path, durable: false)
  }

  /// Removes it.
  func drop() { try? LocalFile.remove(path) }
}
