internal import Git2
internal import Platform

/// The verdicts on a remote on this computer, by the permissions of its files.
struct LocalAccess {
  let path: String
  let address: RemoteAddress

  init(_ path: String, _ address: RemoteAddress) {
    self.path = path
    self.address = address
  }

  /// Returns the verdict on a push to a branch (`access(2)`).
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
    // New objects go to folders that may be there already, made by another user.
    let shards = LocalFile.names(in: folder + "objects").filter { $0.utf8.count == 2 }
    let parts = ["objects", "refs", "refs/heads"] + shards.prefix(256).map { "objects/\($0)" }
    // One that is not there yet, as after a copy that leaves out empty folders, is made in its parent.
    let closed = parts.first {
      let isClosed = unsafe access(folder + $0, W_OK | X_OK) != 0
      return isClosed && LocalFile.exists(folder + $0)
    }
    guard let closed else { return .allowed }
    let place = folder + closed
    let owner = LocalFile.information(place)?.user
    let who = owner.map { "user \($0)" } ?? "unknown"
    return .refused(
      SyncError(
        .notAllowed, "You cannot write to \(place).",
        remedy: owner == geteuid()
          ? .run("chmod -R u+rwX \(ShellQuoting.word(folder))", "Give yourself write access")
          : SyncError.Remedy(
            .followAdvice, "Let its owner (\(who)) give you write access there", path: place)))
  }

  /// The verdict on reading by other users of this computer.
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
}

extension SyncError {
  /// The refusal to pull a branch away under a working tree, as git has it
  /// (`receive.denyCurrentBranch`).
  static func checkedOut(_ branch: String, at address: RemoteAddress) -> SyncError {
    SyncError(
      .rejected,
      "\(address) has the branch \(branch) checked out; a push would pull it away from there.",
      remedy: .makeRemote("Use a bare repository as the remote"))
  }
}
