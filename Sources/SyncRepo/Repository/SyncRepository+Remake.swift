internal import Git2
internal import Platform
internal import Processes

extension SyncRepository {
  /// Looks for damage: the branch and its commits, the trees and files of the newest one, then the trees of
  /// older ones as long as the time allows.
  ///
  /// - Parameter limit: The time for older commits.
  /// - Returns: True if all of the history was looked at.
  /// - Throws: `SyncError` with `damaged`.
  public func verify(within limit: Duration = .seconds(3)) async throws(SyncError) -> Bool {
    let start = ContinuousClock.now
    // Nothing here needs HEAD, but git does.
    _ = try attempt("read the HEAD of \(path)") { () throws(GitError) in
      try repository.symbolicTarget(of: "HEAD")
    }
    var isWhole = true
    for tip in [try localTip(), try trackedTip()].compactMap(\.self) {
      isWhole =
        try attempt("read \(path)") { () throws(GitError) in
          try repository.verify(tip) { start.duration(to: .now) > limit }
        } && isWhole
    }
    return isWhole
  }

  /// Makes a clone anew in the place of one that is damaged, which is kept beside it.
  ///
  /// - Parameters:
  ///   - path: The folder of the damaged clone's working tree.
  ///   - address: The remote; `nil` takes the one that its `.git/config` still tells.
  ///   - configuration: The settings to work with.
  ///   - progress: Called with how far the new clone has come, on a queue of its own.
  ///   - carryOver: Brings into the new clone what the damaged one alone has; it gets the new clone, and
  ///     the folder of the old one.
  /// - Returns: The folder of the old clone.
  /// - Throws: `SyncError`; the damaged clone is then where it was.
  @concurrent
  public static func remake(
    at path: String, from address: String? = nil, configuration: SyncConfiguration,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in },
    carryOver: (_ new: SyncRepository, _ old: String) async throws(SyncError) -> Void
  ) async throws(SyncError) -> String {
    guard let address = address ?? rememberedAddress(in: path, configuration.remote) else {
      throw SyncError(
        .noRemote, "\(path) does not tell any more what it is a clone of.",
        remedy: SyncError.Remedy(.remakeClone, "Name its remote", address: "URL"))
    }
    let lock = try hold(path, configuration)
    defer { lock.release() }
    let fresh = "\(path).\(configuration.now())-\(UInt32.random(in: 0...UInt32.max)).new"
    let new = try await clone(
      from: address, to: fresh, configuration: configuration, progress: progress)
    do throws(SyncError) {
      try await carryOver(new, path)
      var old = "\(path).damaged"
      for number in 2... {
        guard LocalFile.exists(old) else { break }
        old = "\(path).damaged-\(number)"
      }
      do throws(FileError) {
        try LocalFile.moveFolder(path, to: old)
        try LocalFile.moveFolder(fresh, to: path)
      } catch {
        throw SyncError(error)
      }
      return old
    } catch {
      LocalFile.removeTree(fresh)
      throw error
    }
  }

  /// Takes the lock of a clone that need not be readable.
  private static func hold(
    _ path: String, _ configuration: SyncConfiguration
  ) throws(SyncError) -> FileLock {
    do throws(FileError) {
      let file = "\(path)/.git/\(configuration.name).lock"
      if let lock = try FileLock.acquire(file, within: .seconds(30)) { return lock }
    } catch {
      throw SyncError(error)
    }
    throw SyncError(
      .busy, "Another process is working on \(path).",
      remedy: SyncError.Remedy(.retry, "Try again"))
  }

  /// Returns the address that a configuration tells, even one that cannot be read as a whole.
  private static func rememberedAddress(in path: String, _ remote: String) -> String? {
    guard let bytes = try? LocalFile.read("\(path)/.git/config", limit: 1 << 20) else { return nil }
    var isInside = false
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let text = line.drop(while: \.isWhitespace)
      if text.hasPrefix("[") { isInside = text.hasPrefix("[remote \"\(remote)\"]") }
      guard isInside, text.hasPrefix("url"), let equals = text.firstIndex(of: "=") else { continue }
      let value = text[text.index(after: equals)...].drop(while: \.isWhitespace)
      if !value.isEmpty { return String(value) }
    }
    return nil
  }
}
