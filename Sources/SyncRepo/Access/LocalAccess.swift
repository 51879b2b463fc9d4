internal import Git2
internal import LocalFiles

/// What the permissions of files say about a remote on this computer.
struct LocalAccess {
  let path: String
  let address: RemoteAddress

  init(_ path: String, _ address: RemoteAddress) {
    self.path = path
    self.address = address
  }

  /// Whether a push to a branch could be written there (`access(2)`).
  func write(to branch: String) -> AccessVerdict {
    let folder: String
    let isCheckedOut: Bool
    do throws(GitError) {
      let repository = try Repository(opening: path)
      folder = repository.gitFolder
      let head = try repository.symbolicTarget(of: "HEAD")
      isCheckedOut = !repository.isBare && head == "refs/heads/\(branch)"
    } catch {
      return .refused(SyncError.remote(error, address: address))
    }
    if isCheckedOut { return .refused(.checkedOut(branch, at: address)) }
    // The remote's own lock and new objects need the folders, an old branch its own one.
    for part in ["objects", "refs", "refs/heads"] {
      let place = folder + part
      guard unsafe access(place, W_OK | X_OK) == 0 else {
        return .refused(
          SyncError(
            .notAllowed, "\(place) cannot be written by you.",
            hint: "Let its owner (\(owner(of: place))) give you write access there."))
      }
    }
    return .allowed
  }

  /// Whether every user of this computer can read it.
  var anonymous: AnonymousAccess {
    guard let folder = try? Repository(opening: path).gitFolder else {
      return .unknown("there is no repository to look at")
    }
    let objects = folder + "objects"
    guard let mode = LocalFile.information(objects)?.mode else {
      return .unknown("its permissions cannot be read")
    }
    guard mode & 0o5 == 0o5 else { return .closed("other users may not read \(objects)") }
    // A folder on the way that others may not enter keeps them out as well.
    var parent = LocalFile.folder(of: objects)
    while parent != "/", parent != "." {
      if let mode = LocalFile.information(parent)?.mode, mode & 0o1 == 0 {
        return .closed("other users may not enter \(parent)")
      }
      parent = LocalFile.folder(of: parent)
    }
    return .readable("every user of this computer may read \(objects)")
  }

  private func owner(of path: String) -> String {
    LocalFile.information(path).map { "user \($0.user)" } ?? "unknown"
  }
}

extension SyncError {
  /// The refusal to pull a branch away under a working tree, as git has it
  /// (`receive.denyCurrentBranch`).
  static func checkedOut(_ branch: String, at address: RemoteAddress) -> SyncError {
    SyncError(
      .rejected,
      "\(address) has the branch \(branch) checked out; a push would pull it away from there.",
      hint: "Use a bare repository as the remote: git init --bare PATH")
  }
}
