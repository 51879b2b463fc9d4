internal import Git2
internal import Platform

extension SyncRepository {
  /// Makes the files and the index follow a move of the branch, where no person has changed them.
  ///
  /// A file follows if it still has the content of the old tree; one that was edited or removed by
  /// hand stays as it is and shows up in `git status`. Nothing is ever written through a symbolic
  /// link.
  func follow(from old: ObjectID?, to new: ObjectID?) throws(SyncError) {
    let changes = try attempt("compare commits in \(path)") { () throws(GitError) in
      try repository.changes(from: old, to: new)
    }
    var updates: [IndexUpdate] = []
    for change in changes {
      guard (change.old ?? change.new)?.isFile == true, (change.new ?? change.old)?.isFile == true,
        RepositoryPath.isValid(change.path)
      else { continue }
      if let update = try followFile(change) { updates.append(update) }
    }
    for pause in 0... {
      do throws(GitError) {
        return try repository.updateIndex(updates)
      } catch  where error.code == .locked && pause < 100 {
        // Not ended by a cancellation: the branch has moved, and the index is to follow.
        usleep(20_000)
      } catch {
        throw SyncError(error, action: "update the index of \(path)")
      }
    }
  }

  /// Brings one file to the new content.
  ///
  /// A file that stays behind is an event; `git status` shows it, too.
  ///
  /// - Returns: The change to the index, with the status of a file that has the new content; `nil`
  ///   where that content cannot be read, and the index, which wants its size, cannot name it.
  private func followFile(_ change: PathChange) throws(SyncError) -> IndexUpdate? {
    func update(_ status: IndexUpdate.FileStatus? = nil) -> IndexUpdate {
      IndexUpdate(
        path: change.path, expected: change.old?.id,
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
      try LocalFile.createFolder(LocalFile.folder(of: file), mode: 0o755)
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

  /// Returns true if the file still is what the old commit says.
  private func isUntouched(_ file: String, _ change: PathChange) throws(SyncError) -> Bool {
    switch LocalFile.kind(file) {
    case .missing: return change.old == nil
    case .regular:
      guard let bytes = try? LocalFile.read(file, limit: 256 << 20) else { return false }
      let id = try attempt("read \(file)") { () throws(GitError) in
        try repository.blobID(of: bytes)
      }
      return id == change.old?.id || id == change.new?.id
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
