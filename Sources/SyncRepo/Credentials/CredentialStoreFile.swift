internal import Platform
internal import Processes

/// The files of `git credential-store`, read and written as that program does
/// (git-credential-store(1), `builtin/credential-store.c`).
///
/// They hold a URL a line, `https://user:password@host`, percent-encoded. Other lines are kept as they
/// are.
struct CredentialStoreFile: CredentialHelper {
  /// The most bytes of a file.
  static let limit = 4 << 20

  /// The files, by precedence; the first one that exists is written to, otherwise the first.
  let paths: [String]
  /// The time to wait for another writer.
  let lockMilliseconds: Int

  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply {
    switch operation {
    case .get: return try find(record)
    case .store:
      guard record.credential != nil, !record.host.isEmpty, let first = paths.first else { break }
      let path = paths.first(where: LocalFile.exists) ?? first
      try rewrite(path, record, first: line(for: record))
    case .erase:
      for path in paths where LocalFile.exists(path) { try rewrite(path, record, first: nil) }
    }
    return CredentialReply()
  }

  private func find(_ record: CredentialRecord) throws(ConnectionFailure) -> CredentialReply {
    for path in paths {
      for line in try lines(of: path) {
        guard let entry = entry(line), matches(entry, record),
          let username = entry.username, let password = entry.password
        else { continue }
        return CredentialReply(output: Array("username=\(username)\npassword=\(password)\n".utf8))
      }
    }
    return CredentialReply()
  }

  /// Writes the file again, under the lock that git takes, too.
  private func rewrite(
    _ path: String, _ record: CredentialRecord, first: [UInt8]?
  ) throws(ConnectionFailure) {
    let target = SymbolicLink.target(of: path)
    let lock = "\(target).lock"
    do throws(FileError) {
      let file = try acquire(lock)
      do {
        let before = try lines(of: target)
        var after = before.filter { line in
          guard let entry = entry(line), matches(entry, record) else { return true }
          // Another password than the refused one may be a better one.
          return first == nil && record.password != nil && entry.password != record.password
        }
        if let first { after.insert(first, at: 0) }
        if after == before { return try LocalFile.remove(lock) }
        try file.writeAll(after.flatMap { $0 + [0x0A] })
        try file.flush()
        try LocalFile.moveFile(lock, to: target)
      } catch {
        try? LocalFile.remove(lock)
        if let error = error as? FileError { throw error }
        throw FileError("rewrite", target, reason: "it cannot be read")
      }
    } catch {
      throw ConnectionFailure(.other, "\(error)")
    }
  }

  /// Creates the lock file, which gets the new content.
  private func acquire(_ lock: String) throws(FileError) -> OpenFile {
    var left = max(0, lockMilliseconds)
    while true {
      do throws(FileError) {
        return try OpenFile(lock, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
      } catch  where error.code == EEXIST && left > 0 {
        let pause = min(left, 20)
        usleep(UInt32(pause) * 1_000)
        left -= pause
      }
    }
  }

  private func lines(of path: String) throws(ConnectionFailure) -> [[UInt8]] {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFile.read(path, limit: Self.limit)
    } catch  where error.isNotFound || error.code == EACCES {
      return []
    } catch {
      throw ConnectionFailure(.other, "\(error)")
    }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Returns the credential of a line; `nil` for a line without one.
  private func entry(_ line: [UInt8]) -> CredentialURL? {
    guard let entry = CredentialURL(line, isPartial: false), entry.username != nil,
      entry.password != nil
    else { return nil }
    return entry
  }

  private func matches(_ entry: CredentialURL, _ record: CredentialRecord) -> Bool {
    entry.scheme == record.scheme && entry.host == record.host
      && (record.path == nil || entry.path == record.path)
      && (record.username == nil || entry.username == record.username)
  }

  private func line(for record: CredentialRecord) -> [UInt8] {
    func encoded(_ text: String?) -> String {
      PercentEncoding.encoded(
        text ?? "", isLowercase: true, keeping: PercentEncoding.isUnreserved)
    }
    var line = "\(record.scheme)://\(encoded(record.username)):\(encoded(record.password))"
    line += "@\(encoded(record.host))"
    if let path = record.path {
      let kept = PercentEncoding.encoded(path, isLowercase: true) { byte in
        PercentEncoding.isUnreserved(byte) || Self.reserved.contains(byte)
      }
      line += "/\(kept)"
    }
    return Array(line.utf8)
  }

  private static let reserved = Set("!*'();:@&=+$,/?#[]".utf8)
}

/// Symbolic links in the place of a file to be replaced.
enum SymbolicLink {
  /// Returns the path of the file that a link leads to, so that the link itself stays.
  ///
  /// - Parameter path: A path whose last part may be a link, also one to a file that is missing.
  /// - Returns: The file's path; the path itself where it is no link, or one of too many.
  static func target(of path: String) -> String {
    var current = path
    // As many as git follows (`lockfile.c`, MAXDEPTH).
    for _ in 0..<5 where LocalFile.kind(current) == .symbolicLink {
      guard let next = LocalFile.linkTarget(current), !next.isEmpty else { return path }
      current = next.hasPrefix("/") ? next : "\(LocalFile.folder(of: current))/\(next)"
    }
    return LocalFile.kind(current) == .symbolicLink ? path : current
  }
}
