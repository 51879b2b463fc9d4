internal import Essentials
public import SyncRepo

/// The snapshots of all machines, in a sync repository.
///
/// Writing and removing commit in the clone at once; `SyncRepository.synchronize` shares them.
public struct Snapshots: Sendable {
  /// The repository that holds them.
  public let repo: SyncRepository

  /// Makes a store on an open repository.
  public init(repo: SyncRepository) { self.repo = repo }

  /// Returns how a machine works with a sync repository: it decides about its own snapshots.
  ///
  /// - Parameters:
  ///   - name: The program's name, see `SyncConfiguration.name`; commits are by it.
  ///   - machine: This machine's pinned name.
  ///   - isInteractive: Whether a person at the terminal may be asked, for a passphrase say.
  ///   - now: The clock, in seconds since 1970.
  /// - Returns: The configuration for `SyncRepository.open` and `SyncRepository.clone`.
  public static func configuration(
    name: String, machine: MachineName, isInteractive: Bool = false,
    now: @escaping @Sendable () -> Int64 = { SyncConfiguration.systemTime() }
  ) -> SyncConfiguration {
    SyncConfiguration(
      name: name,
      fallbackIdentity: CommitIdentity(
        name: "\(name) on \(machine)", email: "\(name)@\(machine).invalid"),
      trailer: CommitTrailer(
        key: "\(name.prefix(1).uppercased())\(name.dropFirst())-Machine", value: "\(machine)"),
      isInteractive: isInteractive, now: now,
      owns: { path in SnapshotID(path: path)?.machine == machine })
  }

  /// Returns all snapshots, newest first, broken ones at the end.
  ///
  /// Every `.md` file below `tasks/` that begins with front matter is listed, whoever wrote it, and
  /// every one that is named as this library names them.
  ///
  /// - Returns: The snapshots.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func list() async throws(SyncError) -> [StoredSnapshot] {
    var found: [StoredSnapshot] = []
    for file in try await repo.list(SnapshotID.folder) where file.path.hasSuffix(".md") {
      if let stored = try await read(file) { found.append(stored) }
    }
    return found.sorted { first, second in
      let (one, two) = (first.snapshot?.updated, second.snapshot?.updated)
      return one == two ? first.path < second.path : (one ?? .distantPast) > (two ?? .distantPast)
    }
  }

  /// Returns one snapshot; `nil` where there is none.
  public func read(_ id: SnapshotID) async throws(SyncError) -> StoredSnapshot? {
    guard let file = try await repo.list(SnapshotID.folder).first(where: { $0.path == id.path })
    else { return nil }
    return try await read(file)
  }

  /// Returns the bytes of a snapshot's file; `nil` where there is none.
  public func content(of stored: StoredSnapshot) async throws(SyncError) -> [UInt8]? {
    try await repo.read(stored.path, limit: Snapshot.sizeLimit)
  }

  /// Writes a snapshot and commits it in the clone.
  ///
  /// - Parameters:
  ///   - snapshot: What to write.
  ///   - id: What names it.
  /// - Throws: `SyncError`; the snapshot that was there is then unharmed.
  public func write(_ snapshot: Snapshot, as id: SnapshotID) async throws(SyncError) {
    try await repo.commit(
      [.write(path: id.path, content: snapshot.serialized(as: id))],
      message: "Snapshot of \(id.machine)-\(id.session.short)")
  }

  /// Removes snapshots and commits that in the clone; history keeps them.
  ///
  /// - Parameter snapshots: The snapshots; those that are gone already are fine.
  /// - Throws: `SyncError`; nothing is then removed.
  public func remove(_ snapshots: [StoredSnapshot]) async throws(SyncError) {
    guard let first = snapshots.first else { return }
    let what = snapshots.count == 1 ? first.name : "\(snapshots.count) snapshots"
    try await repo.commit(snapshots.map { .remove(path: $0.path) }, message: "Finish \(what)")
  }

  /// Returns snapshots that were removed, newest removal first.
  ///
  /// - Parameters:
  ///   - limit: How many to return at most.
  ///   - matches: Only files whose name without `.md` fulfils this.
  /// - Returns: The snapshots with their last content.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func removed(
    limit: Int = 50, where matches: @escaping @Sendable (_ name: String) -> Bool = { _ in true }
  ) async throws(SyncError) -> [RemovedSnapshot] {
    let files = try await repo.removedFiles(
      in: SnapshotID.folder, limit: Snapshot.sizeLimit,
      where: { path in
        path.hasSuffix(".md")
          && matches(String(path.dropFirst(SnapshotID.folder.count + 1).dropLast(3)))
      },
      until: { $0.count >= limit })
    return files.prefix(limit).map { file in
      RemovedSnapshot(
        last: Snapshots.stored(path: file.path, blob: "", content: file.content),
        removed: Date(timeIntervalSince1970: TimeInterval(file.time)), commit: file.commit,
        content: file.content)
    }
  }

  /// Brings a removed snapshot back as it was, and commits that in the clone.
  ///
  /// - Parameter removed: What `removed` returned.
  /// - Throws: `SyncError`; nothing is then changed.
  public func restore(_ removed: RemovedSnapshot) async throws(SyncError) {
    try await repo.commit(
      [.write(path: removed.last.path, content: removed.content)],
      message: "Restore \(removed.last.name)")
  }

  private func read(_ file: RepositoryFile) async throws(SyncError) -> StoredSnapshot? {
    if file.isSymbolicLink {
      return StoredSnapshot(
        path: file.path, blob: file.blob, problem: SnapshotFormatError("it is a symbolic link"))
    }
    if file.size > Snapshot.sizeLimit {
      return StoredSnapshot(
        path: file.path, blob: file.blob,
        problem: SnapshotFormatError("it is larger than \(Snapshot.sizeLimit) bytes"))
    }
    guard let content = try await repo.read(file.path, limit: Snapshot.sizeLimit) else {
      return nil
    }
    guard Snapshot.hasFrontMatter(content) || SnapshotID(path: file.path) != nil else { return nil }
    return Snapshots.stored(path: file.path, blob: file.blob, content: content)
  }

  private static func stored(path: String, blob: String, content: [UInt8]) -> StoredSnapshot {
    do throws(SnapshotFormatError) {
      return StoredSnapshot(path: path, blob: blob, snapshot: try Snapshot(parsing: content))
    } catch {
      return StoredSnapshot(path: path, blob: blob, problem: error)
    }
  }
}
