internal import Git2
internal import Platform
internal import Processes

extension SyncError {
  /// Puts a libgit2 failure into a person's words.
  ///
  /// - Parameters:
  ///   - error: The failure; only its code decides.
  ///   - action: The thing that was being done, such as `open the repository /home/ann/tasks`.
  init(_ error: GitError, action: String) {
    let underlying = Underlying(error)
    switch error.code {
    case .owner:
      let path = error.ownedPath.map(ShellQuoting.word) ?? "PATH"
      self.init(
        .unsupported, "Cannot \(action): another user owns it.",
        remedy: Remedy(
          .trustOwner, "If you trust it, run",
          command: "git config --global --add safe.directory \(path)", path: error.ownedPath),
        underlying: underlying)
    case .locked:
      self.init(
        .busy, "Cannot \(action): another program is writing there (\(error.message)).",
        remedy: Remedy(
          .freeLock, "Try again; if no git program is running, remove the .lock file it names"),
        underlying: underlying)
    case .user:
      self.init(.cancelled, "Cannot \(action): it was cancelled.", underlying: underlying)
    case .modified, .nonFastForward:
      self.init(
        .busy, "Cannot \(action): it has changed in the meantime.",
        remedy: Remedy(.retry, "Try again"), underlying: underlying)
    case _ where error.isOfSystem:
      self.init(.storage, "Cannot \(action): \(error.message).", underlying: underlying)
    case _ where error.isDamage:
      self.init(
        .damaged, "Cannot \(action): something in it is missing or damaged (\(error.message)).",
        remedy: Remedy(.remakeClone, "Make a new clone"), underlying: underlying)
    default:
      self.init(
        .internalFailure, "Cannot \(action): \(error.message).", underlying: underlying)
    }
  }

  /// Puts a failed file operation into a person's words.
  init(_ error: FileError) {
    self.init(
      .storage, "The clone cannot be changed: \(error).",
      remedy: error.isWithoutLocks
        ? Remedy(.chooseFolder, "Keep it in a folder on a disk of this machine") : nil,
      underlying: Underlying(error))
  }

  /// Puts the failure to reach a remote into a person's words.
  static func remote(_ error: GitError, address: RemoteAddress) -> SyncError {
    if let failure = error.cause as? ConnectionFailure {
      return SyncError(failure, address: address)
    }
    let underlying = Underlying(error)
    if let path = address.localPath, let format = unreadableFormat(error, path: path) {
      return format
    }
    // For a path that is not there libgit2 says only that it does not know the protocol. What is not found
    // in a repository is something else.
    if let path = address.localPath,
      error.code == .notFound && RepositoryFormat(at: path) == nil || !LocalFile.exists(path)
    {
      return SyncError(
        .remoteUnreachable, "There is no git repository at \(address).",
        remedy: .makeRemote("Check the address, or make one there", at: path),
        underlying: underlying)
    }
    if address.localPath == nil, error.isDamage {
      return SyncError(error, action: "synchronise with \(address)")
    }
    return switch error.code {
    case .owner, .locked, .user, .modified: SyncError(error, action: "use the remote \(address)")
    case .endOfFile:
      SyncError(
        .remoteUnreachable, "The connection with the remote broke (\(address)): \(error.message).",
        remedy: Remedy(.synchronize, "Try again"), underlying: underlying)
    default:
      SyncError(
        .remoteUnreachable, "The remote \(address) cannot be used: \(error.message).",
        remedy: .inspect(address, "Check the address, and that you may read and write there"),
        underlying: underlying)
    }
  }

  /// Puts the failure to open a repository into a person's words.
  ///
  /// - Parameters:
  ///   - error: What libgit2 says.
  ///   - path: The repository's path.
  /// - Returns: `nil` where its format is not the reason.
  static func unreadableFormat(_ error: GitError, path: String) -> SyncError? {
    guard error.code != .owner, let format = RepositoryFormat(at: path) else { return nil }
    if format.objectFormat != "sha1" {
      return SyncError(
        .unsupported,
        "\(path) is a repository whose objects have \(VisibleText.of(format.objectFormat)) "
          + "names, which cannot be synchronised.",
        remedy: SyncError.Remedy(
          .giveAddress, "Use one with SHA-1 names", command: SyncError.sha1Repository))
    }
    let names = format.extensions.keys.sorted().filter { $0 != "objectformat" }
    guard format.version > 1 || (format.version == 1 && !names.isEmpty) else { return nil }
    let what =
      names.isEmpty
      ? "the repository format \(format.version)"
      : "the extensions " + names.map { VisibleText.of($0) }.joined(separator: ", ")
    return SyncError(
      .unsupported, "\(path) has \(what), which libgit2 \(GitLibrary.version) does not know.",
      remedy: SyncError.Remedy(
        .giveAddress, "Use a repository without them", command: "git init --bare PATH"))
  }
}

extension SyncError.Underlying {
  /// Takes over what libgit2 said.
  init(_ error: GitError) {
    self.init(
      origin: .libgit2, code: Int(error.code.rawValue), category: Int(error.category),
      message: error.message)
  }

  /// Takes over what the operating system said.
  init(_ error: FileError) {
    self.init(
      origin: .system, code: error.code == 0 ? nil : Int(error.code), message: "\(error)")
  }

  /// Takes over what a connection said.
  init(_ failure: ConnectionFailure) {
    self.init(origin: .connection, reason: failure.reason.name, message: failure.message)
  }
}

/// Runs libgit2 calls, turning their failures into `SyncError`s that name the action.
func attempt<Value: ~Copyable>(
  _ action: @autoclosure () -> String, _ body: () throws(GitError) -> Value
) throws(SyncError) -> Value {
  do throws(GitError) {
    return try body()
  } catch {
    throw SyncError(error, action: action())
  }
}
