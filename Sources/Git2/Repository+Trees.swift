internal import CGit2

/// One name in a tree.
package struct TreeEntry: Hashable, Sendable {
  /// The last part of the path.
  package let name: String
  /// The file mode as git keeps it, such as `0o100644`.
  package let mode: UInt32
  /// The blob, tree or submodule commit.
  package let id: ObjectID

  package init(name: String, mode: UInt32, id: ObjectID) {
    self.name = name
    self.mode = mode
    self.id = id
  }

  /// True for a folder.
  package var isTree: Bool { mode == 0o040000 }
  /// True for a file: not a folder, symbolic link or submodule.
  package var isFile: Bool { mode == 0o100644 || mode == 0o100755 || mode == 0o100664 }
  /// True for a symbolic link.
  package var isSymbolicLink: Bool { mode == 0o120000 }
  /// True for a commit of another repository: a submodule.
  package var isSubmodule: Bool { mode == 0o160000 }

  /// Returns true if both name the same content in the same way.
  package func sameContent(as other: TreeEntry?) -> Bool {
    other.map { $0.id == id && $0.mode == mode } ?? false
  }
}

/// One change that turns a tree into another.
package struct TreeUpdate: Hashable, Sendable {
  /// The path from the root, with slashes.
  package let path: String
  /// The new mode and blob; `nil` removes the path.
  package let content: Content?

  /// A blob and its file mode.
  package struct Content: Hashable, Sendable {
    package let id: ObjectID
    package let mode: UInt32

    package init(id: ObjectID, mode: UInt32 = 0o100644) {
      self.id = id
      self.mode = mode
    }
  }

  package init(path: String, content: Content?) {
    self.path = path
    self.content = content
  }
}

extension Repository {
  /// Returns the entries of a tree, in git's order.
  package func entries(of tree: ObjectID) throws(GitError) -> [TreeEntry] {
    let tree = try openTree(tree)
    return (0..<git_tree_entrycount(tree.pointer)).compactMap { index in
      git_tree_entry_byindex(tree.pointer, index).flatMap { Repository.entry($0) }
    }
  }

  /// Returns the entry at a path of a tree; `nil` if there is none.
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
  /// - Returns: The new tree; `base` itself if nothing changes.
  /// - Throws: `GitError` if it cannot be written.
  package func writeTree(
    base: ObjectID?, updates: [TreeUpdate]
  ) throws(GitError) -> ObjectID {
    var start = base
    if start == nil { start = try emptyTree() }
    guard var base = start else { throw GitError(code: .notFound, message: "no tree") }
    for obstacle in try obstacles(to: updates, in: base) {
      base = try writeTree(base: base, updates: [TreeUpdate(path: obstacle, content: nil)])
    }
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
    let code = try holdingObjects { () throws(GitError) in
      git_tree_create_updated(&oid, pointer, tree.pointer, changes.count, &changes)
    }
    try check(code)
    return ObjectID(oid)
  }

  /// Returns what stands in the place of a folder that updates need: a file, a link, a submodule.
  ///
  /// - Parameters:
  ///   - updates: The updates.
  ///   - base: The tree that they are made to.
  /// - Returns: The paths, those further up first; `writeTree(base:updates:)` removes them.
  /// - Throws: `GitError` if the tree cannot be read.
  package func obstacles(
    to updates: [TreeUpdate], in base: ObjectID
  ) throws(GitError) -> [String] {
    var folders: Set<Substring> = []
    for update in updates where update.content != nil {
      var folder = update.path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        folders.insert(folder)
      }
    }
    var obstacles: [String] = []
    for folder in folders.map(String.init).sorted(by: { $0.count < $1.count }) {
      if let entry = try entry(at: folder, in: base), !entry.isTree { obstacles.append(folder) }
    }
    return obstacles
  }

  /// Makes the tree without entries, which is written with the next commit.
  package func emptyTree() throws(GitError) -> ObjectID {
    let repository = pointer
    let builder = try GitHandle<TreeBuilderKind> { (out) in
      git_treebuilder_new(&out, repository, nil)
    }
    var oid = git_oid()
    try check(
      holdingObjects { () throws(GitError) in git_treebuilder_write(&oid, builder.pointer) })
    return ObjectID(oid)
  }

  func openTree(_ id: ObjectID) throws(GitError) -> GitHandle<TreeKind> {
    let repository = pointer
    var oid = id.oid
    return try GitHandle { (out) in git_tree_lookup(&out, repository, &oid) }
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
