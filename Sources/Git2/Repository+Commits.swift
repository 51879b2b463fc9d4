internal import CGit2

extension Repository {
  /// Reads a commit.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    let repository = pointer
    var oid = id.oid
    let commit = try GitHandle<CommitKind> { (out) in
      git_commit_lookup(&out, repository, &oid)
    }
    let found = commit.pointer
    return Commit(
      id: id,
      tree: git_commit_tree_id(found).map { ObjectID($0.pointee) } ?? .zero,
      parents: (0..<git_commit_parentcount(found)).compactMap { index in
        git_commit_parent_id(found, index).map { ObjectID($0.pointee) }
      },
      author: Signature(git_commit_author(found)),
      committer: Signature(git_commit_committer(found)),
      message: git_commit_message(found).map { String(cString: $0) } ?? "")
  }

  /// Reads a commit's tree, parents and time alone.
  package func links(
    of id: ObjectID
  ) throws(GitError) -> (tree: ObjectID, parents: [ObjectID], time: Int64) {
    let repository = pointer
    var oid = id.oid
    let commit = try GitHandle<CommitKind> { (out) in
      git_commit_lookup(&out, repository, &oid)
    }
    let found = commit.pointer
    return (
      git_commit_tree_id(found).map { ObjectID($0.pointee) } ?? .zero,
      (0..<git_commit_parentcount(found)).compactMap { index in
        git_commit_parent_id(found, index).map { ObjectID($0.pointee) }
      }, git_commit_time(found)
    )
  }

  /// Writes a commit without moving any reference.
  ///
  /// - Returns: The new commit's name.
  package func writeCommit(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
  ) throws(GitError) -> ObjectID {
    let by = try SignaturePointer(author)
    let committed = try SignaturePointer(committer)
    return try Array(message.utf8CString).withUnsafeBufferPointer { (text) throws(GitError) in
      try createCommit(
        tree: tree, parents: parents, author: by.pointer, committer: committed.pointer,
        encoding: nil, message: text.baseAddress)
    }
  }

  /// Writes a commit anew, with another tree and on other parents, without moving any reference: author,
  /// message and their encoding stay byte by byte, a signature over the old one goes.
  ///
  /// - Returns: The new commit's name.
  package func rewriteCommit(
    _ id: ObjectID, tree: ObjectID, parents: [ObjectID], committer: Signature
  ) throws(GitError) -> ObjectID {
    let repository = pointer
    var oid = id.oid
    let commit = try GitHandle<CommitKind> { (out) in
      git_commit_lookup(&out, repository, &oid)
    }
    let found = commit.pointer
    let committed = try SignaturePointer(committer)
    return try createCommit(
      tree: tree, parents: parents, author: git_commit_author(found),
      committer: committed.pointer, encoding: git_commit_message_encoding(found),
      message: git_commit_message_raw(found))
  }

  private func createCommit(
    tree: ObjectID, parents: [ObjectID], author: UnsafePointer<git_signature>?,
    committer: UnsafePointer<git_signature>?, encoding: UnsafePointer<CChar>?,
    message: UnsafePointer<CChar>?
  ) throws(GitError) -> ObjectID {
    let commit = try holdingObjects { () throws(GitError) in
      try makeCommit(
        tree: tree, parents: parents, author: author, committer: committer, encoding: encoding,
        message: message)
    }
    try writeHeldObjects()
    return commit
  }

  private func makeCommit(
    tree: ObjectID, parents: [ObjectID], author: UnsafePointer<git_signature>?,
    committer: UnsafePointer<git_signature>?, encoding: UnsafePointer<CChar>?,
    message: UnsafePointer<CChar>?
  ) throws(GitError) -> ObjectID {
    let repository = pointer
    var result = git_oid()
    var tree = tree.oid
    let oids = parents.map(\.oid)
    let code = oids.withUnsafeBufferPointer { (buffer) -> Int32 in
      var pointers: [UnsafePointer<git_oid>?] = buffer.indices.map { index in
        buffer.baseAddress?.advanced(by: index)
      }
      return git_commit_create_from_ids(
        &result, repository, nil, author, committer, encoding, message, &tree, pointers.count,
        &pointers)
    }
    try check(code)
    return ObjectID(result)
  }

  /// The name and address that git would put on a commit (`user.name`, `user.email`); `nil` where
  /// they are not set, or nothing is left of them.
  ///
  /// As git does (`strbuf_addstr_without_crud` in its `ident.c`), brackets and line ends are left out,
  /// and punctuation at both ends: `Ann <ann@example.org>` as a name gives `Ann ann@example.org`.
  package func configuredIdentity() throws(GitError) -> (name: String, email: String)? {
    guard let name = try configuration("user.name").map(Self.withoutCrud), !name.isEmpty,
      let email = try configuration("user.email").map(Self.withoutCrud), !email.isEmpty
    else { return nil }
    return (name, email)
  }

  private static func withoutCrud(_ text: String) -> String {
    let isCrud = { (byte: UInt8) in byte <= 32 || ".,:;<>\"\\'".utf8.contains(byte) }
    var bytes = text.utf8.drop(while: isCrud)
    while let last = bytes.last, isCrud(last) { bytes.removeLast() }
    return String(decoding: bytes.filter { !"<>\n".utf8.contains($0) }, as: UTF8.self)
  }
}

/// A `git_signature` that is freed when it goes out of scope.
private struct SignaturePointer: ~Copyable {
  let pointer: UnsafeMutablePointer<git_signature>

  init(_ signature: Signature) throws(GitError) {
    var created: UnsafeMutablePointer<git_signature>?
    try check(
      git_signature_new(
        &created, signature.name, signature.email, signature.time, signature.offset))
    guard let created else { throw GitError(code: .invalidSpec, message: "no signature") }
    pointer = created
  }

  deinit { git_signature_free(pointer) }
}

extension Signature {
  fileprivate init(_ pointer: UnsafePointer<git_signature>?) {
    guard let value = pointer?.pointee else {
      self.init(name: "", email: "", time: 0)
      return
    }
    self.init(
      name: value.name.map { String(cString: $0) } ?? "",
      email: value.email.map { String(cString: $0) } ?? "",
      time: value.when.time, offset: value.when.offset)
  }
}

/// The contents of a commit.
package struct Commit: Hashable, Sendable {
  package let id: ObjectID
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: Signature
  package let committer: Signature
  package let message: String

  package init(
    id: ObjectID, tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature,
    message: String
  ) {
    self.id = id
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }
}

/// A person or program, and the time at which it did something.
package struct Signature: Hashable, Sendable {
  package let name: String
  package let email: String
  /// Seconds since 1970.
  package let time: Int64
  /// Minutes east of UTC.
  package let offset: Int32

  package init(name: String, email: String, time: Int64, offset: Int32 = 0) {
    self.name = name
    self.email = email
    self.time = time
    self.offset = offset
  }
}
