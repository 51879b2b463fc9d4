internal import Essentials
public import SyncRepo

/// The snapshots of all machines, in a sync repository.
///
/// Writing and removing commit in the clone at once; `synchronize` shares them. All of it may be
/// used from several tasks and processes.
public struct Snapshots: Sendable {
  /// The folder of the sync repository with a file for each session that is forgotten.
  public static let forgottenFolder = "forgotten"

  /// The repository that holds them.
  public let repo: SyncRepository
  /// The memory that spares lists to read files again.
  private let memory: (any SnapshotMemory)?
  /// The reader and writer of sealed files.
  private let opener: SnapshotOpener

  /// Makes a store on an open repository.
  ///
  /// - Parameters:
  ///   - repo: The repository, opened with a configuration of `configuration(name:machine:now:sealing:)`.
  ///   - memory: A memory of files that were read before; `nil` reads all of them for each list.
  ///   - sealing: The way in which snapshots are sealed; without one they are written as they are, and
  ///     sealed ones cannot be read.
  public init(
    repo: SyncRepository, memory: (any SnapshotMemory)? = nil,
    sealing: (any SnapshotSealing)? = nil
  ) {
    self.repo = repo
    self.memory = memory
    opener = SnapshotOpener(sealing: sealing)
  }

  /// Makes a store that writes nothing: others seal what they write, and this machine has no key.
  ///
  /// - Parameters:
  ///   - repo: The repository.
  ///   - memory: A memory of files that were read before.
  ///   - lock: The reason, for people.
  package init(repo: SyncRepository, memory: (any SnapshotMemory)?, lock: String) {
    self.repo = repo
    self.memory = memory
    opener = SnapshotOpener(sealing: nil, lock: lock)
  }

  /// Opens the store in a clone.
  ///
  /// - Parameters:
  ///   - path: The folder of the clone's working tree.
  ///   - configuration: How to work with it, see `configuration(name:machine:now:)`.
  ///   - memory: A memory of files that were read before.
  /// - Returns: The store.
  /// - Throws: `SyncError`, as `SyncRepository.open` does.
  public static func open(
    at path: String, configuration: SyncConfiguration, memory: (any SnapshotMemory)? = nil
  ) async throws(SyncError) -> Snapshots {
    let repo = try await SyncRepository.open(at: path, configuration: configuration)
    return Snapshots(repo: repo, memory: memory)
  }

  /// Clones a remote, which may be empty, and opens the store in it.
  ///
  /// - Parameters:
  ///   - address: The remote; a relative path must have been made absolute.
  ///   - path: The folder of the clone; it must not exist, or be empty.
  ///   - configuration: How to work with it, see `configuration(name:machine:now:)`.
  ///   - memory: A memory of files that were read before.
  ///   - progress: Called with the progress; on another thread, often.
  /// - Returns: The store.
  /// - Throws: `SyncError`, as `SyncRepository.clone` does.
  public static func clone(
    from address: String, to path: String, configuration: SyncConfiguration,
    memory: (any SnapshotMemory)? = nil,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> Snapshots {
    let repo = try await SyncRepository.clone(
      from: address, to: path, configuration: configuration, progress: progress)
    return Snapshots(repo: repo, memory: memory)
  }

  /// Returns the configuration of one machine: its name is in its commits, and it alone decides about
  /// its own snapshots.
  ///
  /// Everything else has `SyncConfiguration`'s defaults and can be set on the result: the remote,
  /// credentials, limits, events.
  ///
  /// - Parameters:
  ///   - name: The program's name, see `SyncConfiguration.name`; commits are by it.
  ///   - machine: This machine's pinned name.
  ///   - now: The clock, in seconds since 1970.
  ///   - sealing: The way in which snapshots are sealed.
  /// - Returns: The configuration.
  public static func configuration(
    name: String, machine: MachineName,
    now: @escaping @Sendable () -> Int64 = { SyncConfiguration.systemTime() },
    sealing: (any SnapshotSealing)? = nil
  ) -> SyncConfiguration {
    var configuration = SyncConfiguration(
      name: name,
      fallbackIdentity: CommitIdentity(
        name: "\(name) on \(machine)", email: "\(name)@\(machine).invalid"),
      trailer: CommitTrailer(
        key: "\(name.prefix(1).uppercased())\(name.dropFirst())-Machine", value: "\(machine)"),
      now: now, owns: { path in SnapshotID(path: path)?.machine == machine })
    // What is forgotten does not come back with what was not pushed.
    configuration.ban = { SnapshotID(path: $0)?.session.forgottenPath }
    // Of two installations of one name, the one that has written a snapshot more often is ahead.
    let opener = SnapshotOpener(sealing: sealing)
    configuration.keepsTheirs = { (path, ours, before, theirs) in
      func sequence(_ bytes: [UInt8]?) -> Int? {
        bytes.flatMap { try? opener.text(of: $0, at: path) }
          .flatMap { try? SnapshotHeader(parsing: $0) }?.sequence
      }
      guard let other = sequence(theirs) else { return false }
      return other > sequence(ours ?? before) ?? other
    }
    return configuration
  }

  /// Brings the clone and the remote to the same commit: what was written here is pushed, what others
  /// have written is there to read.
  ///
  /// - Parameter progress: Called with the progress; on another thread, often.
  /// - Returns: A report of what was done.
  /// - Throws: `SyncError`; what was written here goes with the next push then.
  @discardableResult
  public func synchronize(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    try await repo.synchronize(progress: progress)
  }
}

// MARK: - Reading

extension Snapshots {
  /// Returns all snapshots without their texts, newest first, broken ones at the end.
  ///
  /// Every `.md` and `.md.age` file below `tasks/` that begins with front matter is listed, whoever wrote it, and
  /// every one that is named as this library names them.
  ///
  /// - Returns: The snapshots.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func list() async throws(SyncError) -> [StoredSnapshot] {
    let files = try await repo.entries(of: SnapshotID.folder).filter {
      $0.path.hasSuffix(".md") || SnapshotID.isSealed($0.path) || $0.isDamagedFolder
    }
    let entries = try await entries(of: files)
    let read = files.compactMap { file -> StoredSnapshot? in
      if let problem = refusal(of: file) {
        return StoredSnapshot(path: file.path, blob: file.blob, problem: problem)
      }
      return entries[opener.key(of: file.blob, at: file.path)]
        .flatMap { Snapshots.stored(file, $0) }
    }
    let forgotten = try await forgotten()
    let all = withoutDoubles(withoutReplayed(read))
    let found =
      forgotten.isEmpty
      ? all
      : all.filter { stored in
        stored.id.map { !forgotten.contains($0.session.fingerprint) } ?? true
      }
    // The headers are large: they stay where they are until their places are known.
    let times = found.map { $0.header?.updated ?? .distantPast }
    let order = found.indices.sorted { one, two in
      times[one] == times[two] ? found[one].path < found[two].path : times[one] > times[two]
    }
    return order.map { found[$0] }
  }

  /// Returns the paths of all files below `tasks/`, those of sealed ones without their last ending.
  package func paths() async throws(SyncError) -> Set<String> {
    Set(
      try await repo.entries(of: SnapshotID.folder).map { file in
        SnapshotID.isSealed(file.path)
          ? String(file.path.dropLast(SnapshotID.sealedEnding.count)) : file.path
      })
  }

  /// Returns the number of snapshots below `tasks/` that are sealed, and of those that are not.
  package func kinds() async throws(SyncError) -> (sealed: Int, plain: [String]) {
    let files = try await repo.entries(of: SnapshotID.folder).map(\.path)
    return (files.count(where: SnapshotID.isSealed), files.filter { $0.hasSuffix(".md") })
  }

  /// Returns one snapshot; `nil` where there is none, or none that can be read.
  public func read(_ id: SnapshotID) async throws(SyncError) -> Snapshot? {
    if let sealed = try await snapshot(at: id.sealedPath) { return sealed }
    return try await snapshot(at: id.path)
  }

  /// Returns the snapshot of a file in a list; `nil` where it is gone, or cannot be read.
  public func read(_ stored: StoredSnapshot) async throws(SyncError) -> Snapshot? {
    try await snapshot(at: stored.path)
  }

  /// Returns the header of a snapshot, as the remote had it when it was last heard; `nil` where it had
  /// none, or none that can be read.
  package func headerOnRemote(_ id: SnapshotID) async throws(SyncError) -> SnapshotHeader? {
    for path in [id.sealedPath, id.path] {
      do throws(SyncError) {
        let content = try await repo.readOnRemote(path, limit: Snapshots.fileLimit)
        let text = content.flatMap { try? opener.text(of: $0, at: path) }
        if let header = text.flatMap({ try? SnapshotHeader(parsing: $0) }) { return header }
      } catch  where error.kind == .unreadable {
        continue
      }
    }
    return nil
  }

  /// Returns the text of a snapshot's file; `nil` where there is none, or one that is not from whoever may
  /// write here.
  public func content(of stored: StoredSnapshot) async throws(SyncError) -> [UInt8]? {
    try await text(at: stored.path)
  }

  /// Sealed files are larger than their texts.
  private static let fileLimit = Snapshot.sizeLimit + (64 << 10)

  /// Returns the text of the file at a path; `nil` where there is none, or where it is refused.
  private func text(at path: String) async throws(SyncError) -> [UInt8]? {
    guard let content = try await repo.read(path, limit: Snapshots.fileLimit) else { return nil }
    if SnapshotID.isSealed(path) {
      guard let text = try? opener.text(of: content, at: path),
        !isReplayed(path, (try? SnapshotHeader(parsing: text))?.sequence)
      else { return nil }
      return text
    }
    let blob = Fingerprint.of(content)
    return opener.sealing?.refusal(ofUnsealed: path, blob: blob) == nil ? content : nil
  }

  private func snapshot(at path: String) async throws(SyncError) -> Snapshot? {
    do throws(SyncError) {
      return try await text(at: path).flatMap { try? Snapshot(parsing: $0) }
    } catch  where error.kind == .unreadable {
      return nil
    }
  }

  private func isReplayed(_ path: String, _ sequence: Int?) -> Bool {
    guard let sealing = opener.sealing, let sequence else { return false }
    return !sealing.replayed([path: sequence]).isEmpty
  }

  /// Refuses the sealed files that are older than what was there before.
  private func withoutReplayed(_ all: [StoredSnapshot]) -> [StoredSnapshot] {
    guard let sealing = opener.sealing else { return all }
    var sequences: [String: Int] = [:]
    for stored in all where SnapshotID.isSealed(stored.path) {
      if let sequence = stored.header?.sequence { sequences[stored.path] = sequence }
    }
    let old = sealing.replayed(sequences)
    if old.isEmpty { return all }
    return all.map { stored in
      old.contains(stored.path)
        ? StoredSnapshot(path: stored.path, blob: stored.blob, problem: .replayed) : stored
    }
  }

  /// Leaves out the file beside another one of the same name: of a sealed one and one that is not, the one
  /// that can be read, the sealed one before.
  private func withoutDoubles(_ all: [StoredSnapshot]) -> [StoredSnapshot] {
    let sealed = all.filter { SnapshotID.isSealed($0.path) }
    if sealed.isEmpty || sealed.count == all.count { return all }
    let places = Dictionary(
      sealed.map { ($0.name, $0.header != nil) }, uniquingKeysWith: { first, _ in first })
    let plain = Set(all.filter { !SnapshotID.isSealed($0.path) && $0.header != nil }.map(\.name))
    return all.filter { stored in
      SnapshotID.isSealed(stored.path)
        ? stored.header != nil || !plain.contains(stored.name)
        : places[stored.name] != true
          && (stored.header != nil || places[stored.name] == nil)
    }
  }

  /// Returns what is known of files, by their blobs; what is not remembered is read.
  private func entries(
    of files: [RepositoryEntry]
  ) async throws(SyncError) -> [String: SnapshotEntry] {
    let remembered = memory?.entries() ?? [:]
    var entries: [String: SnapshotEntry] = [:]
    // The entries are large, and a table that grows moves them all.
    entries.reserveCapacity(files.count)
    var missing: [(key: String, file: RepositoryEntry)] = []
    var keys: Set<String> = []
    keys.reserveCapacity(files.count)
    for file in files where refusal(of: file) == nil {
      let key = opener.key(of: file.blob, at: file.path)
      guard keys.insert(key).inserted else { continue }
      if let entry = remembered[key].flatMap({ SnapshotEntry(packed: $0) }) {
        entries[key] = entry
      } else {
        missing.append((key, file))
      }
    }
    guard !missing.isEmpty else { return entries }
    var new: [String: [UInt8]] = [:]
    // A few at a time: a file may have a megabyte.
    for start in stride(from: 0, to: missing.count, by: 16) {
      let some = missing[start..<min(start + 16, missing.count)]
      for (one, content) in zip(
        some, try await repo.read(blobs: some.map(\.file.blob), limit: Snapshots.fileLimit))
      {
        let entry: SnapshotEntry
        switch content {
        case .bytes(let bytes): entry = opener.entry(of: bytes, at: one.file.path)
        case .tooLarge:
          entry = SnapshotEntry(
            problem: SnapshotFormatError("it is larger than \(Snapshot.sizeLimit) bytes"))
        case .damaged:
          // Not remembered: another clone's, or the next one's here, is whole.
          entries[one.key] = SnapshotEntry(problem: .damagedHere)
          continue
        }
        entries[one.key] = entry
        // A key that comes later may open what was refused.
        if case .problem = entry.content, SnapshotID.isSealed(one.file.path) { continue }
        new[one.key] = entry.packed
      }
    }
    memory?.keep(new, shown: keys)
    return entries
  }

  /// Returns the reason why a file is no snapshot, whatever is in it.
  private func refusal(of file: RepositoryEntry) -> SnapshotFormatError? {
    if let sealing = opener.sealing, !SnapshotID.isSealed(file.path),
      let refusal = sealing.refusal(ofUnsealed: file.path, blob: file.blob)
    {
      return refusal
    }
    if file.isSymbolicLink { return SnapshotFormatError("it is a symbolic link") }
    if file.isSubmodule { return SnapshotFormatError("it is a submodule") }
    if file.isDamagedFolder { return .damagedHere }
    // Nearly all names are a machine's and a session's.
    if SnapshotID(path: file.path) != nil { return nil }
    return StoredSnapshot.refusal(ofName: file.path)
  }

  private static func stored(_ file: RepositoryEntry, _ entry: SnapshotEntry) -> StoredSnapshot? {
    let stored =
      switch entry.content {
      case .header(let header):
        StoredSnapshot(path: file.path, blob: entry.textName ?? file.blob, header: header)
      case .problem(let error): StoredSnapshot(path: file.path, blob: file.blob, problem: error)
      }
    return entry.hasFrontMatter || stored.id != nil ? stored : nil
  }
}

// MARK: - Writing

extension Snapshots {
  /// Writes a snapshot and commits it in the clone.
  ///
  /// - Parameters:
  ///   - snapshot: The snapshot.
  ///   - id: Its name.
  ///   - again: True for a session that is no longer to be forgotten.
  /// - Throws: `SyncError`; the snapshot that was there is then unharmed.
  public func write(
    _ snapshot: Snapshot, as id: SnapshotID, again: Bool = false
  ) async throws(SyncError) {
    let write = try opener.changes(writing: snapshot.serialized(as: id), at: id.path)
    try await commit(again ? write + [.remove(path: id.session.forgottenPath)] : write)
  }

  /// Removes all snapshots of sessions, and keeps every machine from bringing one back.
  ///
  /// A file for each says so, as long as it is there. Its name is a hash of the session's id.
  ///
  /// - Parameter sessions: The sessions.
  /// - Throws: `SyncError`; nothing is then removed.
  public func forget(_ sessions: Set<SessionID>) async throws(SyncError) {
    let gone = try await repo.entries(of: SnapshotID.folder).map(\.path).filter { path in
      SnapshotID(path: path).map { sessions.contains($0.session) } ?? false
    }
    let note = "A session was forgotten here. The file's name is a hash of its id.\n"
    try await repo.commit(
      gone.map { .remove(path: $0) }
        + sessions.map { .write(path: $0.forgottenPath, content: Array(note.utf8)) },
      message: "Forget a session",
      erasing: { path in SnapshotID(path: path).map { sessions.contains($0.session) } ?? false })
  }

  /// Returns whether a session is forgotten.
  package func isForgotten(_ session: SessionID) async throws(SyncError) -> Bool {
    try await repo.read(session.forgottenPath, limit: 4_096) != nil
  }

  /// Returns the fingerprints of the sessions that are forgotten.
  package func forgotten() async throws(SyncError) -> Set<String> {
    Set(
      try await repo.entries(of: Snapshots.forgottenFolder).map {
        String($0.path.dropFirst(Snapshots.forgottenFolder.count + 1))
      })
  }

  /// Removes snapshots and commits that in the clone; history keeps them.
  ///
  /// - Parameter snapshots: The snapshots; those that are gone already are fine.
  /// - Throws: `SyncError`; nothing is then removed.
  public func remove(_ snapshots: [StoredSnapshot]) async throws(SyncError) {
    if snapshots.isEmpty { return }
    try await commit(snapshots.map { .remove(path: $0.path) }, keepsRemoved: true)
  }

  /// Removes snapshots that say nothing of their own, and commits that in the clone; what was not pushed
  /// yet leaves no trace.
  ///
  /// - Parameter snapshots: The snapshots; those that are gone already are fine.
  /// - Throws: `SyncError`; nothing is then removed.
  package func withdraw(_ snapshots: [StoredSnapshot]) async throws(SyncError) {
    if snapshots.isEmpty { return }
    try await commit(snapshots.map { .remove(path: $0.path) })
  }

  /// Returns snapshots that were removed, newest removal first.
  ///
  /// - Parameters:
  ///   - limit: The most snapshots to return.
  ///   - matches: Only files whose name without `.md` or `.md.age` fulfils this.
  /// - Returns: The snapshots with their last content.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func removed(
    limit: Int = 50, where matches: @escaping @Sendable (_ name: String) -> Bool = { _ in true }
  ) async throws(SyncError) -> [RemovedSnapshot] {
    let files = try await repo.removedFiles(
      in: SnapshotID.folder, limit: Snapshots.fileLimit,
      where: { path in
        let ending = SnapshotID.isSealed(path) ? 7 : 3
        return (ending == 7 || path.hasSuffix(".md"))
          && matches(String(path.dropFirst(SnapshotID.folder.count + 1).dropLast(ending)))
      },
      until: { $0.count >= limit })
    // A file that was sealed was not removed.
    let there = opener.sealing == nil ? [] : try await paths()
    let past = await past()
    return files.prefix(limit).compactMap { file in
      if !SnapshotID.isSealed(file.path), there.contains(file.path) { return nil }
      let last: StoredSnapshot
      var content: [UInt8] = []
      do throws(SnapshotFormatError) {
        content = try SnapshotPast.text(
          of: file.content, at: file.path, in: file.commit, past, opener)
        last = StoredSnapshot(
          path: file.path, blob: "", header: try SnapshotHeader(parsing: content))
      } catch {
        last = StoredSnapshot(path: file.path, blob: "", problem: error)
      }
      return RemovedSnapshot(
        last: last, removed: Date(timeIntervalSince1970: TimeInterval(file.time)),
        commit: file.commit, content: content)
    }
  }

  /// Returns the newest version of a snapshot and the one before it, in its own file or, for one that has
  /// just carried another on, in that one's.
  ///
  /// - Parameter stored: The snapshot; it may be gone by now.
  /// - Returns: The versions, the newest first; one where there is no other, none where history does not
  ///   know it.
  /// - Throws: `SyncError` where the repository cannot be read.
  package func lastVersions(
    of stored: StoredSnapshot
  ) async throws(SyncError) -> [FileVersion] {
    func paths(_ id: SnapshotID?) -> [String] {
      id.map { self.opener.sealing == nil ? [$0.path] : [$0.path, $0.sealedPath] } ?? []
    }
    let names = stored.id == nil ? [stored.path] : paths(stored.id)
    let parent = stored.header?.resumedFrom
      .flatMap { SnapshotID(path: "\(SnapshotID.folder)/\($0).md") }
      .flatMap { $0 == stored.id ? nil : $0 }
    let (opener, past) = (opener, await past())
    /// The texts: a version that was sealed anew says the same.
    @Sendable func texts(_ found: [FileVersion]) -> [FileVersion] {
      found.compactMap { version in
        let text = try? SnapshotPast.text(
          of: version.content, at: version.path, in: version.commit, past, opener)
        return text.map {
          FileVersion(path: version.path, commit: version.commit, time: version.time, content: $0)
        }
      }
    }
    /// The two of the file's own; one that was finished and came back has the same text again.
    @Sendable func own(_ found: [FileVersion]) -> [FileVersion] {
      let own = found.filter { names.contains($0.path) }
      return Array(own.prefix(1)) + own.filter { $0.content != own[0].content }.prefix(1)
    }
    let found = texts(
      try await repo.versions(
        of: names + paths(parent), limit: Snapshots.fileLimit,
        until: { $0.count > 1 && own(texts($0)).count == 2 }))
    let versions = own(found)
    guard versions.count == 1, let first = found.lastIndex(where: { names.contains($0.path) })
    else { return versions }
    // What the parent's file had when this one was begun.
    return versions + found[first...].filter { !names.contains($0.path) }.prefix(1)
  }

  /// Returns the part of history that is believed.
  private func past() async -> SnapshotPast? {
    guard let marks = opener.sealing?.marks else { return nil }
    return SnapshotPast(
      sealed: await repo.history(of: marks.sealed),
      unsealed: await repo.history(of: marks.unsealed))
  }

  /// Brings a removed snapshot back as it was, and commits that in the clone.
  ///
  /// - Parameter removed: A snapshot that `removed` returned.
  /// - Throws: `SyncError`, also for one that could not be opened; nothing is then changed.
  public func restore(_ removed: RemovedSnapshot) async throws(SyncError) {
    if SnapshotID.isSealed(removed.last.path), let problem = removed.last.problem {
      throw SyncError(.notSealed, problem.reason)
    }
    let path = removed.last.id?.path ?? removed.last.path
    let changes =
      removed.last.id == nil
      ? [.write(path: path, content: removed.content)]
      : try opener.changes(writing: removed.content, at: path)
    try await commit(changes, isRestoring: true)
  }

  /// Commits changes under a subject that names the tasks.
  private func commit(
    _ changes: [TreeChange], isRestoring: Bool = false, keepsRemoved: Bool = false
  ) async throws(SyncError) {
    let subject = CommitSubject(
      first: changes.first?.path, isRestored: isRestoring,
      machine: repo.configuration.trailer.value, showsTitles: opener.sealing == nil)
    try await repo.commit(changes, limit: Snapshot.sizeLimit, keepsRemoved: keepsRemoved) {
      subject.text(for: $0)
    }
  }
}
