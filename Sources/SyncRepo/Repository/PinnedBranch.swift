internal import Platform

/// The branch that a clone synchronises: a person may check out another one in it, and the remote may
/// give it another name.
///
/// It is kept in `.git/<name>.branch`: the branch here, and behind it that of the remote, where that
/// differs.
struct PinnedBranch: Sendable, Hashable {
  /// The branch here, without `refs/heads/`.
  let local: String
  /// The branch on the remote, without `refs/heads/`.
  var remote: String

  /// Pins a branch that has the same name on both sides.
  init(_ branch: String) { (local, remote) = (branch, branch) }

  /// Reads what is pinned; `nil` where nothing is.
  ///
  /// - Parameters:
  ///   - gitFolder: The `.git` folder, with a slash at its end.
  ///   - name: The name of the program.
  init?(in gitFolder: String, name: String) {
    guard let bytes = LocalFile.beginning(gitFolder + name + ".branch") else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard let local = words.first.map(String.init) else { return nil }
    self.local = local
    remote = words.count > 1 ? String(words[1]) : local
  }

  /// Keeps it.
  ///
  /// - Throws: `FileError` where the clone cannot be written.
  func write(in gitFolder: String, name: String) throws(FileError) {
    let text = local == remote ? local : "\(local) \(remote)"
    try LocalFile.write(Array("\(text)\n".utf8), to: gitFolder + name + ".branch")
  }
}
