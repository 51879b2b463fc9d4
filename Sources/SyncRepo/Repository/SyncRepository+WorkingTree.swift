internal import Git2
internal import Platform

extension SyncRepository {
  /// Makes the files and the index follow the branch, where no person has changed them.
  ///
  /// A file follows if it still has the content of a commit that it is known to have followed; one that
  /// was edited or removed by hand stays as it is and shows up in `git status`. Nothing is ever written
  /// through a symbolic link.
  ///
  /// Files and index are there for people: commits and pushes do without them. What fails here is an
  /// event, and is tried again next time, from the tree that `.git/<name>.followed` names.
  ///
  /// - Parameter before: The tree that the branch had before it was moved.
  func follow(from before: ObjectID?) {
    // A person may be on another branch: git brings the files along on the way back.
    guard (try? repository.symbolicTarget(of: "HEAD")) == localReference,
      let new = try? tree(of: try localTip())
    else { return }
    let followed = followedTree
    guard new != before || new != followed ?? before || !repository.isIndexReadable else { return }
    // The tree of before may be gone with a history that was replaced: the files have followed by then.
    if new == followed, repository.isIndexReadable, !isThere(before) { return }
    do throws(SyncError) {
      // A person who has moved the branch has brought the files along.
      let changes = try pathChanges(from: before, orElse: followed, to: new)
      var updates: [IndexUpdate] = []
      var isComplete = true
      for change in changes {
        do throws(SyncError) {
          if let update = try followFile(change) { updates.append(update) }
        } catch {
          isComplete = false
          reportLeft("\(path)/\(change.path)", error.message)
        }
      }
      try followIndex(updates, to: new)
      if isComplete { try noteFollowed(new) }
    } catch {
      configuration.report(
        SyncEvent(
          .indexLeft, "The index of \(path) stays as it is: \(error.message)",
          [.path: path, .reason: error.message]))
    }
  }

  private func isThere(_ tree: ObjectID?) -> Bool {
    tree.map { (try? repository.entries(of: $0)) != nil } ?? true
  }

  /// Writes the files of a new clone: regular ones alone, whose paths can do no harm.
  ///
  /// Links, submodules and the like are listed, and never made.
  func checkOut() throws(SyncError) {
    try exclusively { () throws(SyncError) in follow(from: nil) }
  }

  /// A file that differs between the tree that is followed and an earlier one.
  private struct FollowedFile {
    let path: String
    /// The contents that it has where no person has changed it; `nil` stands for no file.
    var old: [TreeEntry?]
    let new: TreeEntry?
  }

  private func pathChanges(
    from before: ObjectID?, orElse followed: ObjectID?, to new: ObjectID
  ) throws(SyncError) -> [FollowedFile] {
    var changes = try attempt("compare commits in \(path)") { () throws(GitError) in
      try repository.changes(from: before, to: new)
    }
    // One that no commit has any more may be gone from the clone.
    if let followed, followed != before,
      let earlier = try? repository.changes(from: followed, to: new)
    {
      changes += earlier
    }
    var files: [String: FollowedFile] = [:]
    for change in changes {
      guard (change.old ?? change.new)?.isFile == true, (change.new ?? change.old)?.isFile == true,
        RepositoryPath.isValid(change.path)
      else { continue }
      let known = files[change.path]?.old ?? []
      files[change.path] = FollowedFile(
        path: change.path, old: known + [change.old], new: change.new)
    }
    return files.values.sorted { $0.path < $1.path }
  }

  /// Brings the index to the new contents; where there is none, or one that libgit2 cannot read, it is
  /// made anew.
  private func followIndex(_ updates: [IndexUpdate], to tree: ObjectID) throws(SyncError) {
    var isUsable = LocalFile.exists(gitFolder + "index")
    var pauses = 0
    while true {
      do throws(GitError) {
        return try isUsable
          ? repository.updateIndex(updates) : repository.rebuildIndex(from: tree)
      } catch  where error.code == .locked && pauses < 100 {
        pauses += 1
        if pauses == 100 { removeStaleLock(gitFolder + "index.lock") }
        // Not ended by a cancellation: the branch has moved, and the index is to follow.
        usleep(20_000)
      } catch  where error.code != .locked && isUsable {
        try putIndexAside()
        isUsable = false
      } catch {
        throw SyncError(error, action: "update the index of \(path)")
      }
    }
  }

  private func putIndexAside() throws(SyncError) {
    let file = gitFolder + "index"
    do throws(FileError) {
      try LocalFile.moveFile(file, to: file + ".unreadable")
    } catch {
      throw SyncError(error)
    }
    configuration.report(
      SyncEvent(
        .indexRebuilt, "The index of \(path) could not be read, and is made anew.", [.path: file]))
  }

  // MARK: - The tree that the files have followed

  private var followedFile: String { gitFolder + "\(configuration.name).followed" }

  /// The tree that the files were brought to last; `nil` where that is not known.
  private var followedTree: ObjectID? {
    LocalFile.word(followedFile).flatMap { ObjectID(hex: $0) }
  }

  private func noteFollowed(_ tree: ObjectID) throws(SyncError) {
    do throws(FileError) {
      try LocalFile.write(Array("\(tree.hex)\n".utf8), to: followedFile, durable: false)
    } catch {
      throw SyncError(error)
    }
  }

  // MARK: - One file

  /// Brings one file to the new content.
  ///
  /// A file that stays behind is an event; `git status` shows it, too.
  ///
  /// - Returns: The change to the index, with the status of a file that has the new content; `nil`
  ///   where that content cannot be read, and the index, which wants its size, cannot name it.
  private func followFile(_ change: FollowedFile) throws(SyncError) -> IndexUpdate? {
    func update(_ status: IndexUpdate.FileStatus? = nil) -> IndexUpdate {
      IndexUpdate(
        path: change.path, expected: change.old.map { $0?.id },
        new: change.new.map(TreeUpdate.Content.init), file: status)
    }
    let file = "\(path)/\(change.path)"
    guard isReachable(change.path) else {
      reportLeft(file, "a part of its path is not a folder")
      return update()
    }
    guard try isUntouched(file, change) else {
      reportLeft(file, "it was changed by hand")
      return update()
    }
    do throws(FileError) {
      guard let new = change.new else {
        try LocalFile.remove(file)
        removeEmptyFolders(above: change.path)
        return update()
      }
      let bytes: [UInt8]?
      do throws(GitError) {
        bytes = try repository.readBlob(new.id)
      } catch {
        // The commit is made, and the branch has moved: this file alone stays as it was.
        reportLeft(file, "its new content cannot be read: \(error.message)")
        return nil
      }
      guard let bytes else { return nil }
      try LocalFile.createFolder(LocalFile.folder(of: file), mode: 0o755, durable: false)
      try LocalFile.write(
        bytes, to: file, mode: new.mode == 0o100755 ? 0o755 : 0o644, durable: false)
      return update(LocalFile.status(file))
    } catch {
      throw SyncError(error)
    }
  }

  private func reportLeft(_ file: String, _ reason: String) {
    configuration.report(
      SyncEvent(
        .fileLeft, "\(file) stays as it is: \(reason).", [.path: file, .reason: reason]))
  }

  /// Returns true if the file still is what a commit says that it has followed.
  private func isUntouched(_ file: String, _ change: FollowedFile) throws(SyncError) -> Bool {
    switch LocalFile.kind(file) {
    case .missing: return change.old.contains { $0 == nil }
    case .regular:
      guard let bytes = try? LocalFile.read(file, limit: 256 << 20) else { return false }
      let id = try attempt("read \(file)") { () throws(GitError) in
        try repository.blobID(of: bytes)
      }
      return id == change.new?.id || change.old.contains { $0?.id == id }
    default: return false
    }
  }

  /// Returns true if the folders on the way to a file are real ones.
  private func isReachable(_ relative: String) -> Bool {
    var folder = path
    for part in relative.split(separator: "/").dropLast() {
      folder += "/\(part)"
      switch LocalFile.kind(folder) {
      case .folder: continue
      case .missing: return true
      default: return false
      }
    }
    return true
  }

  private func removeEmptyFolders(above relative: String) {
    var folder = LocalFile.folder(of: relative)
    while folder != ".", LocalFile.removeEmptyFolder("\(path)/\(folder)") {
      folder = LocalFile.folder(of: folder)
    }
  }
}

extension LocalFile {
  /// Returns the status of a file, in the form the index keeps.
  static func status(_ path: String) -> IndexUpdate.FileStatus? {
    guard let info = LocalFile.information(path) else { return nil }
    var status = IndexUpdate.FileStatus()
    status.modifiedSeconds = info.modified.seconds
    status.modifiedNanoseconds = info.modified.nanoseconds
    status.changedSeconds = info.changed.seconds
    status.changedNanoseconds = info.changed.nanoseconds
    status.device = info.device
    status.inode = info.inode
    status.user = info.user
    status.group = info.group
    status.size = info.size
    return status
  }
}
