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
        (try? RepositoryPath.check(change.path)) != nil
      else { continue }
      let file = try followFile(change)
      updates.append(
        IndexUpdate(
          path: change.path, expected: change.old?.id,
          new: change.new.map(TreeUpdate.Content.init), file: file))
    }
    for pause in 0... {
      do throws(GitError) {
        return try repository.updateIndex(updates)
      } catch  where error.code == .locked && pause < 100 {
        usleep(20_000)
      } catch {
        throw SyncError(error, action: "update the index of \(path)")
      }
    }
  }

  /// Brings one file to the new content.
  ///
  /// - Returns: The status of a file that has it now.
  private func followFile(_ change: PathChange) throws(SyncError) -> IndexUpdate.FileStatus? {
    let file = "\(path)/\(change.path)"
    guard isReachable(change.path) else { return nil }
    guard try isUntouched(file, change) else { return nil }
    do throws(FileError) {
      guard let new = change.new else {
        try LocalFile.remove(file)
        removeEmptyFolders(above: change.path)
        return nil
      }
      guard let bytes = try? repository.readBlob(new.id) else { return nil }
      try LocalFile.createFolder(LocalFile.folder(of: file), mode: 0o755)
      try LocalFile.write(
        bytes, to: file, mode: new.mode == 0o100755 ? 0o755 : 0o644, durable: false)
      return LocalFile.status(file)
    } catch {
      throw SyncError(error)
    }
  }

  /// Whether the file still is what the old commit says.
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

  /// Whether the folders on the way to a file are real ones.
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
  /// The status of a file, in the form the index keeps.
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
