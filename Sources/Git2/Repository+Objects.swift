internal import CGit2

extension Repository {
  /// Writes a blob and returns its name.
  package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var oid = git_oid()
    let code = bytes.withUnsafeBytes { raw in
      git_blob_create_from_buffer(&oid, pointer, raw.baseAddress, raw.count)
    }
    try check(code)
    return ObjectID(oid)
  }

  /// Returns the name that these bytes have as a blob, without writing them.
  package func blobID(of bytes: [UInt8]) throws(GitError) -> ObjectID {
    GitLibrary.start()
    var oid = git_oid()
    let code = bytes.withUnsafeBytes { raw in
      git_odb_hash(
        &oid, raw.baseAddress, raw.count, GIT_OBJECT_BLOB)
    }
    try check(code)
    return ObjectID(oid)
  }

  /// Returns the size of an object in bytes, read from its header alone.
  package func size(of id: ObjectID) throws(GitError) -> Int {
    let database = try openDatabase()
    var (length, type) = (0, GIT_OBJECT_INVALID)
    var oid = id.oid
    try check(git_odb_read_header(&length, &type, database.pointer, &oid))
    return length
  }

  /// Whether the object is in this repository.
  package func contains(_ id: ObjectID) throws(GitError) -> Bool {
    let database = try openDatabase()
    var oid = id.oid
    return git_odb_exists(database.pointer, &oid) == 1
  }

  /// Returns a blob's bytes.
  ///
  /// - Parameters:
  ///   - id: The blob.
  ///   - limit: The most bytes it may have.
  /// - Returns: The bytes, or `nil` where it is larger than `limit`; it is then not read at all.
  /// - Throws: `notFound` where there is no such blob.
  package func readBlob(_ id: ObjectID, limit: Int = .max) throws(GitError) -> [UInt8]? {
    guard try size(of: id) <= limit else { return nil }
    let repository = pointer
    var oid = id.oid
    let blob = try GitHandle<BlobKind> { (out) in git_blob_lookup(&out, repository, &oid) }
    let count = Int(git_blob_rawsize(blob.pointer))
    guard count > 0, let start = git_blob_rawcontent(blob.pointer) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Returns the entries of a tree, in git's order.
  package func entries(of tree: ObjectID) throws(GitError) -> [TreeEntry] {
    let tree = try openTree(tree)
    return (0..<git_tree_entrycount(tree.pointer)).compactMap { index in
      git_tree_entry_byindex(tree.pointer, index).flatMap { Repository.entry($0) }
    }
  }

  /// Returns what stands at a path of a tree; `nil` where there is nothing.
  package func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    let tree = try openTree(tree)
    var found: OpaquePointer?
    guard try checkFound(git_tree_entry_bypath(&found, tree.pointer, path)) != nil else {
      return nil
    }
    guard let found else { return nil }
    defer { git_tree_entry_free(found) }
    return Repository.entry(found)
  }

  /// Writes a tree that differs from another one by some paths.
  ///
  /// - Parameters:
  ///   - base: The tree to start from; `nil` for the empty one.
  ///   - updates: The changes. A removal of a path that is not there changes nothing; a folder whose
  ///     last file goes is gone too.
  /// - Returns: The new tree; `base` itself where nothing changes.
  /// - Throws: `GitError` where it cannot be written.
  package func writeTree(
    base: ObjectID?, updates: [TreeUpdate]
  ) throws(GitError) -> ObjectID {
    var start = base
    if start == nil { start = try emptyTree() }
    guard let base = start else { throw GitError(code: .notFound, message: "no tree") }
    var paths: [String] = []
    var changes: [git_tree_update] = []
    for update in updates {
      let old = try entry(at: update.path, in: base)
      guard old != nil || update.content != nil else { continue }
      var change = git_tree_update()
      if let content = update.content {
        change.action = GIT_TREE_UPDATE_UPSERT
        change.id = content.id.oid
        change.filemode = git_filemode_t(rawValue: content.mode)
      } else {
        change.action = GIT_TREE_UPDATE_REMOVE
      }
      changes.append(change)
      paths.append(update.path)
    }
    guard !changes.isEmpty else { return base }
    let tree = try openTree(base)
    let names = paths.map { path in path.utf8CString.withUnsafeBufferPointer(copiedString) }
    defer { for name in names { name.deallocate() } }
    for index in changes.indices { changes[index].path = UnsafePointer(names[index]) }
    var oid = git_oid()
    try check(
      git_tree_create_updated(&oid, pointer, tree.pointer, changes.count, &changes))
    return ObjectID(oid)
  }

  /// Writes the tree without entries.
  package func emptyTree() throws(GitError) -> ObjectID {
    let repository = pointer
    let builder = try GitHandle<TreeBuilderKind> { (out) in
      git_treebuilder_new(&out, repository, nil)
    }
    var oid = git_oid()
    try check(git_treebuilder_write(&oid, builder.pointer))
    return ObjectID(oid)
  }

  func openTree(_ id: ObjectID) throws(GitError) -> GitHandle<TreeKind> {
    let repository = pointer
    var oid = id.oid
    return try GitHandle { (out) in git_tree_lookup(&out, repository, &oid) }
  }

  func openDatabase() throws(GitError) -> GitHandle<ObjectDatabaseKind> {
    let repository = pointer
    return try GitHandle { (out) in git_repository_odb(&out, repository) }
  }

  private static func entry(_ pointer: OpaquePointer) -> TreeEntry? {
    guard let name = git_tree_entry_name(pointer), let oid = git_tree_entry_id(pointer) else {
      return nil
    }
    return TreeEntry(
      name: String(cString: name), mode: git_tree_entry_filemode_raw(pointer).rawValue,
      id: ObjectID(oid.pointee))
  }
}

/// Copies a C string to memory that outlives the closure; the caller frees it.
private func copiedString(_ text: UnsafeBufferPointer<CChar>) -> UnsafeMutablePointer<CChar> {
  let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(text.count, 1))
  _ = copy.initialize(from: text)
  guard let start = copy.baseAddress else { return UnsafeMutablePointer.allocate(capacity: 1) }
  return start
}
