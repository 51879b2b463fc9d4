internal import CGit2
internal import Platform

/// The facts of a repository that its files tell, where libgit2 refuses to open it: an extension that it
/// does not know, names of SHA-256, another owner.
package struct RepositoryFiles: Sendable, Hashable {
  /// The folder of the working tree.
  package let folder: String
  /// The branch without `refs/heads/`; `nil` for a detached HEAD, and where references are a reftable.
  package let branch: String?
  /// The commit of HEAD in hexadecimal digits.
  package let head: String?
  /// The URL of `origin`, as it is configured.
  package let remoteURL: String?
  /// True if its references are kept in a reftable.
  package let hasReftable: Bool

  private static let sizeLimit = 16 << 20

  /// Reads the repository that a folder lies in; `nil` where there is none.
  ///
  /// - Parameter folder: The folder; those above it are searched, too.
  package init?(containing folder: String) {
    var place = folder
    while !LocalFile.exists(place + "/.git") {
      guard place != "/", place != ".", !place.isEmpty else { return nil }
      place = LocalFile.folder(of: place)
    }
    var own = place + "/.git"
    if LocalFile.kind(own) == .regular {
      // A linked working tree or a submodule: `gitdir: PATH`.
      guard let text = Self.text(own), text.hasPrefix("gitdir: ") else { return nil }
      own = Self.joined(String(text.dropFirst(8)), to: place)
    }
    let common = Self.text(own + "/commondir").map { Self.joined($0, to: own) } ?? own
    self.folder = place
    hasReftable = LocalFile.isFolder(common + "/reftable")
    remoteURL = Self.setting("remote.origin.url", in: common + "/config")
    let head = Self.text(own + "/HEAD")
    guard let head, head.hasPrefix("ref: ") else {
      branch = nil
      self.head = head.flatMap { Self.isName($0) ? $0 : nil }
      return
    }
    let reference = String(head.dropFirst(5))
    branch =
      reference.hasPrefix("refs/heads/") && !hasReftable ? String(reference.dropFirst(11)) : nil
    let loose = [own, common].lazy.compactMap { Self.text("\($0)/\(reference)") }.first
    self.head = (loose ?? Self.packed(reference, in: common)).flatMap { Self.isName($0) ? $0 : nil }
  }

  private static func joined(_ path: String, to folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }

  private static func isName(_ text: String) -> Bool {
    [40, 64].contains(text.utf8.count) && text.utf8.allSatisfy { $0.isAlphanumeric }
  }

  /// The first line of a small file.
  private static func text(_ path: String) -> String? {
    guard let bytes = try? LocalFile.read(path, limit: 4_096), !bytes.isEmpty else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func packed(_ reference: String, in folder: String) -> String? {
    guard let bytes = try? LocalFile.read(folder + "/packed-refs", limit: sizeLimit) else {
      return nil
    }
    let end = " \(reference)"
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .first { $0.hasSuffix(end) }.map { String($0.dropLast(end.count)) }
  }

  private static func setting(_ name: String, in file: String) -> String? {
    GitLibrary.start()
    let config = try? GitHandle<ConfigurationKind> { (out) in git_config_open_ondisk(&out, file) }
    guard let config else { return nil }
    var value = git_buf()
    guard git_config_get_string_buf(&value, config.pointer, name) == 0 else { return nil }
    defer { git_buf_dispose(&value) }
    return value.ptr.map { String(cString: $0) }
  }
}

/// The forms of an index that libgit2 does not read.
package enum IndexForm: Sendable, Hashable {
  /// Part of it is in another file (`git update-index --split-index`).
  case split
  /// It names whole folders that a sparse checkout leaves out (`index.sparse`).
  case sparse
  /// Its checksum was left out (`index.skipHash`).
  case withoutChecksum

  /// Looks at an index; `nil` for one of no such form.
  ///
  /// - Parameter file: The file.
  package init?(of file: String) {
    guard let bytes = try? LocalFile.read(file, limit: 256 << 20), bytes.count > 32 else {
      return nil
    }
    // Extensions stand behind the entries, each with four letters and its size.
    let tail = String(decoding: bytes.suffix(1 << 16), as: UTF8.self)
    if tail.contains("link\0") {
      self = .split
    } else if tail.contains("sdir\0") {
      self = .sparse
    } else if bytes.suffix(20).allSatisfy({ $0 == 0 }) {
      self = .withoutChecksum
    } else {
      return nil
    }
  }
}
