internal import Git2
internal import Platform
internal import Processes

/// The making of a clone in a folder of its own.
struct ClonePreparation {
  let address: RemoteAddress
  let remote: String
  let folder: String
  let configuration: SyncConfiguration
  let cancellation: Cancellation

  func run(_ progress: @escaping @Sendable (SyncProgress) -> Void) throws(SyncError) {
    try makeParentFolder()
    let repository = try attempt("make a repository at \(folder)") { () throws(GitError) in
      let repository = try Repository(creating: folder, bare: false, branch: "main")
      try repository.addRemote(remote, url: address.text)
      return repository
    }
    let urls = try attempt("read \(folder)") { () throws(GitError) in
      try repository.remoteURLs(remote)
    }
    // The configuration may have rewritten it (url.*.insteadOf).
    let source = urls.map { RemoteAddress($0.fetch) } ?? address
    let transports = RemoteTransports(
      configuration: configuration, cancellation: cancellation, session: HTTPSession())
    let branch = try unbornBranchOfLocalRemote(source) ?? "main"
    let transport = try transports.transport(for: source, of: repository)
    let watcher = transports.watcher(progress)
    progress(SyncProgress(phase: .connecting))
    do throws(GitError) {
      let (followed, tip) = try repository.fetchDefaultBranch(
        from: remote, orElse: branch, over: transport, watcher: watcher)
      try repository.setHead(to: "refs/heads/\(followed)")
      try repository.setConfiguration("branch.\(followed).remote", to: remote)
      try repository.setConfiguration("branch.\(followed).merge", to: "refs/heads/\(followed)")
      guard let tip else { return }
      try repository.setReference(
        "refs/heads/\(followed)", to: tip, expecting: nil, message: "\(configuration.name): clone")
      try repository.checkOut(tree: try repository.commit(tip).tree)
    } catch {
      throw SyncError.remote(error, address: source)
    }
  }

  private func makeParentFolder() throws(SyncError) {
    do throws(FileError) {
      try LocalFile.createFolder(LocalFile.folder(of: folder))
    } catch {
      throw SyncError(error)
    }
  }

  /// The branch that an empty repository on this computer shall get first.
  private func unbornBranchOfLocalRemote(
    _ address: RemoteAddress
  ) throws(SyncError) -> String? {
    guard let path = address.localPath else { return nil }
    try RepositorySupport.checkLocalRemote(address)
    do throws(GitError) {
      let head = try Repository(opening: path).symbolicTarget(of: "HEAD")
      return head.map { String($0.dropFirst("refs/heads/".count)) }
    } catch {
      throw SyncError.remote(error, address: address)
    }
  }
}
