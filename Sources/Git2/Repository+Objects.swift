internal import CGit2
internal import CGit2Shim

extension Repository {
  /// Runs a step whose new objects stay in memory until ``writeHeldObjects()``.
  func holdingObjects<Value>(
    _ body: () throws(GitError) -> Value
  ) throws(GitError) -> Value {
    try check(handoff_hold_objects(pointer, 1))
    defer { handoff_hold_objects(pointer, 0) }
    return try body()
  }

  /// Brings the objects that are held to the disk, all at once, before a reference names one of them.
  func writeHeldObjects() throws(GitError) { try check(handoff_write_held_objects(pointer)) }

  /// Makes a blob, which is written with the next commit, and returns its name.
  package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    try holdingObjects { () throws(GitError) in
      // libgit2's function for blobs streams them to a file.
      let database = try openDatabase()
      var oid = git_oid()
      let code = bytes.withUnsafeBytes { raw in
        git_odb_write(&oid, database.pointer, raw.baseAddress, raw.count, GIT_OBJECT_BLOB)
      }
      try check(code)
      return ObjectID(oid)
    }
  }

  /// Returns the name that these bytes have as a blob, without writing them.
  package func blobID(of bytes: [UInt8]) throws(GitError) -> ObjectID { try .blob(bytes) }

  /// Returns the size of an object in bytes, read from its header alone.
  package func size(of id: ObjectID) throws(GitError) -> Int {
    let database = try openDatabase()
    var (length, type) = (0, GIT_OBJECT_INVALID)
    var oid = id.oid
    try check(git_odb_read_header(&length, &type, database.pointer, &oid))
    return length
  }

  /// Returns true if the object is in this repository.
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
  /// - Returns: The bytes, or `nil` if it is larger than `limit`; it is then not read at all.
  /// - Throws: `notFound` if there is no such blob.
  package func readBlob(_ id: ObjectID, limit: Int = .max) throws(GitError) -> [UInt8]? {
    guard try size(of: id) <= limit else { return nil }
    let repository = pointer
    var oid = id.oid
    let blob = try GitHandle<BlobKind> { (out) in git_blob_lookup(&out, repository, &oid) }
    let count = Int(git_blob_rawsize(blob.pointer))
    guard count > 0, let start = git_blob_rawcontent(blob.pointer) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Reads everything that a commit's tree names, then the commits behind it with their trees, newest
  /// first, until all are read or the time is over; libgit2 compares each object with its name.
  ///
  /// - Parameters:
  ///   - commit: The commit to begin with.
  ///   - isOver: Returns true when the time for older commits is over.
  /// - Returns: True if all of the history was read.
  /// - Throws: `GitError` for the first object that is missing or damaged.
  package func verify(_ commit: ObjectID, until isOver: () -> Bool) throws(GitError) -> Bool {
    let database = try openDatabase()
    var seen: Set<ObjectID> = []
    func read(_ id: ObjectID) throws(GitError) {
      var object: OpaquePointer?
      var oid = id.oid
      try check(git_odb_read(&object, database.pointer, &oid))
      git_odb_object_free(object)
    }
    func readTree(_ id: ObjectID, withFiles: Bool) throws(GitError) {
      guard seen.insert(id).inserted else { return }
      try read(id)
      for entry in try entries(of: id) {
        if entry.isTree {
          try readTree(entry.id, withFiles: withFiles)
        } else if withFiles, entry.isFile || entry.isSymbolicLink,
          seen.insert(entry.id).inserted
        {
          try read(entry.id)
        }
      }
    }
    try read(commit)
    try readTree(try self.commit(commit).tree, withFiles: true)
    var isWhole = true
    try visitHistory(from: commit) { (id) throws(GitError) in
      if isOver() {
        isWhole = false
        return false
      }
      try readTree(try self.commit(id).tree, withFiles: false)
      return true
    }
    return isWhole
  }

  func openDatabase() throws(GitError) -> GitHandle<ObjectDatabaseKind> {
    let repository = pointer
    return try GitHandle { (out) in git_repository_odb(&out, repository) }
  }
}

extension ObjectID {
  /// Returns the name that these bytes have as a blob.
  package static func blob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    GitLibrary.start()
    var oid = git_oid()
    let code = bytes.withUnsafeBytes { raw in
      git_odb_hash(
        &oid, raw.baseAddress, raw.count, GIT_OBJECT_BLOB)
    }
    try check(code)
    return ObjectID(oid)
  }
}
