internal import CGit2
internal import Platform

extension Repository {
  /// True if the index can be read; one that is not there is an empty one.
  package var isIndexReadable: Bool {
    let repository = pointer
    let index = try? GitHandle<IndexKind> { (out) in git_repository_index(&out, repository) }
    guard let index else { return false }
    return git_index_read(index.pointer, 0) == 0
  }

  /// Makes the index follow a new commit, entry by entry.
  ///
  /// - Parameter updates: The paths that changed. An entry that is not what the update expects is
  ///   left alone: a person has staged something there.
  /// - Throws: `locked` while another program writes the index.
  package func updateIndex(_ updates: [IndexUpdate]) throws(GitError) {
    let repository = pointer
    let index = try GitHandle<IndexKind> { (out) in git_repository_index(&out, repository) }
    try check(git_index_read(index.pointer, 0))
    guard !updates.isEmpty else { return }
    for update in updates {
      let old = git_index_get_bypath(index.pointer, update.path, 0).map { ObjectID($0.pointee.id) }
      guard update.expected.contains(old) else { continue }
      if let new = update.new {
        try add(update.path, new, update.file, to: index.pointer)
      } else if old != nil {
        try check(git_index_remove(index.pointer, update.path, 0))
      }
    }
    try check(git_index_write(index.pointer))
  }

  /// Makes the index anew from a tree.
  ///
  /// In a sparse checkout, files that are not there are taken for ones that are not wanted there.
  ///
  /// - Parameter tree: The tree; each of its files is compared by its content when it is next looked at.
  /// - Throws: `GitError` if the index cannot be written.
  package func rebuildIndex(from tree: ObjectID) throws(GitError) {
    let repository = pointer
    let index = try GitHandle<IndexKind> { (out) in git_repository_index(&out, repository) }
    try check(git_index_clear(index.pointer))
    let tree = try openTree(tree)
    try check(git_index_read_tree(index.pointer, tree.pointer))
    if let folder = workingFolder, LocalFile.exists(gitFolder + "info/sparse-checkout") {
      for position in 0..<git_index_entrycount(index.pointer) {
        guard var entry = git_index_get_byindex(index.pointer, position)?.pointee,
          !LocalFile.exists("\(folder)/\(String(cString: entry.path))")
        else { continue }
        entry.flags_extended |= UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue)
        try check(git_index_add(index.pointer, &entry))
      }
    }
    try check(git_index_write(index.pointer))
  }

  private func add(
    _ path: String, _ content: TreeUpdate.Content, _ file: IndexUpdate.FileStatus?,
    to index: OpaquePointer
  ) throws(GitError) {
    var entry = git_index_entry()
    entry.id = content.id.oid
    entry.mode = content.mode
    if let file {
      // The index keeps the low 32 bits, as git does.
      entry.mtime = git_index_time(
        seconds: Int32(truncatingIfNeeded: file.modifiedSeconds),
        nanoseconds: UInt32(truncatingIfNeeded: file.modifiedNanoseconds))
      entry.ctime = git_index_time(
        seconds: Int32(truncatingIfNeeded: file.changedSeconds),
        nanoseconds: UInt32(truncatingIfNeeded: file.changedNanoseconds))
      entry.dev = UInt32(truncatingIfNeeded: file.device)
      entry.ino = UInt32(truncatingIfNeeded: file.inode)
      entry.uid = file.user
      entry.gid = file.group
      entry.file_size = UInt32(truncatingIfNeeded: file.size)
    }
    let code = path.withCString { name in
      entry.path = name
      return git_index_add(index, &entry)
    }
    try check(code)
  }

  /// Fills a fresh working tree and the index from a tree; files that are there already stay.
  package func checkOut(tree: ObjectID) throws(GitError) {
    let tree = try openTree(tree)
    var options = git_checkout_options()
    git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION))
    options.checkout_strategy =
      GIT_CHECKOUT_SAFE.rawValue | GIT_CHECKOUT_RECREATE_MISSING.rawValue
    try check(git_checkout_tree(pointer, tree.pointer, &options))
  }
}

/// One path whose entry in the index follows the working tree.
package struct IndexUpdate: Hashable, Sendable {
  /// The path from the root.
  package let path: String
  /// The blobs of which the entry must have one now; `nil` stands for no entry.
  ///
  /// Otherwise a person has staged something, and the entry is left alone.
  package let expected: [ObjectID?]
  /// The new entry; `nil` removes it.
  package let new: TreeUpdate.Content?
  /// The facts of `lstat(2)` about the file that has this content; `nil` if the file differs.
  package let file: FileStatus?

  package init(
    path: String, expected: [ObjectID?], new: TreeUpdate.Content?, file: FileStatus?
  ) {
    self.path = path
    self.expected = expected
    self.new = new
    self.file = file
  }

  /// The part of a file's status that git compares to see if the file has changed.
  package struct FileStatus: Hashable, Sendable {
    package var modifiedSeconds: Int64 = 0
    package var modifiedNanoseconds: Int64 = 0
    package var changedSeconds: Int64 = 0
    package var changedNanoseconds: Int64 = 0
    package var device: UInt64 = 0
    package var inode: UInt64 = 0
    package var user: UInt32 = 0
    package var group: UInt32 = 0
    package var size: Int64 = 0

    package init() {}
  }
}
