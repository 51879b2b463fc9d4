internal import CGit2
internal import Platform

extension Repository {
  /// Returns about how many objects lie in files of their own, from one of 256 folders, as git's
  /// `gc.auto` counts them.
  package var looseObjectEstimate: Int {
    LocalFile.names(in: commonFolder + "objects/17").filter { $0.utf8.count == 38 }.count * 256
  }

  /// Packs objects that lie in files of their own, and joins packs where there are many.
  ///
  /// Nothing goes that is not in a pack by then: a file is removed once the object has been read from the
  /// new pack, which is on the disk with its index. What no reference reaches is packed, too. Others may
  /// read and write meanwhile; only one may pack.
  ///
  /// - Parameters:
  ///   - limit: The most objects to pack at once; the rest waits for the next time.
  ///   - maximumPacks: From more packs than this on they are joined, but for a large one.
  /// - Throws: `GitError`; everything that was there is then still there.
  package func packObjects(limit: Int = 20_000, maximumPacks: Int = 8) throws(GitError) {
    let folder = commonFolder + "objects/"
    let loose = Repository.looseObjects(in: folder, limit: limit)
    if !loose.isEmpty {
      try pack(loose.map(\.id))
      for object in loose { try? LocalFile.remove(object.path) }
    }
    let packs = Repository.packs(in: folder + "pack/")
    guard packs.count > maximumPacks, let largest = packs.last else { return }
    let others = packs.dropLast()
    let count = others.reduce(0) { $0 + $1.objects.count }
    // A large one is written anew only when the others are as large together.
    let joined = largest.objects.count > count ? Array(others) : packs
    let name = try pack(Array(Set(joined.flatMap(\.objects))))
    for old in joined where old.name != name {
      // Without its index a pack is none: the order matters where this is cut off.
      for ending in ["idx", "rev", "bitmap", "pack"] {
        try? LocalFile.remove("\(folder)pack/\(old.name).\(ending)")
      }
    }
  }

  /// Writes a pack, and reads each of the objects from it.
  ///
  /// - Returns: The name of its files, without an ending.
  @discardableResult
  fileprivate func pack(_ ids: [ObjectID]) throws(GitError) -> String {
    let repository = pointer
    let folder = commonFolder + "objects/pack"
    let builder = try GitHandle<PackBuilderKind> { (out) in git_packbuilder_new(&out, repository) }
    git_packbuilder_set_threads(builder.pointer, 1)
    for id in ids {
      var oid = id.oid
      try check(git_packbuilder_insert(builder.pointer, &oid, nil))
    }
    try check(git_packbuilder_write(builder.pointer, folder, 0, nil, nil))
    guard let hash = git_packbuilder_name(builder.pointer).map({ String(cString: $0) }) else {
      throw GitError(code: .generic, message: "the pack has no name")
    }
    let name = "pack-\(hash)"
    try Repository.read(ids, from: "\(folder)/\(name).idx")
    return name
  }

  /// Reads objects from one pack and from nowhere else.
  private static func read(_ ids: [ObjectID], from index: String) throws(GitError) {
    let database = try GitHandle<ObjectDatabaseKind> { (out) in git_odb_new(&out) }
    var backend: UnsafeMutablePointer<git_odb_backend>?
    try check(git_odb_backend_one_pack(&backend, index))
    // The database frees it.
    try check(git_odb_add_backend(database.pointer, backend, 1))
    for id in ids {
      var oid = id.oid
      let pointer = database.pointer
      _ = try GitHandle<DatabaseObjectKind> { (out) in git_odb_read(&out, pointer, &oid) }
    }
  }

  fileprivate static func looseObjects(
    in folder: String, limit: Int
  ) -> [(id: ObjectID, path: String)] {
    var found: [(id: ObjectID, path: String)] = []
    for prefix in LocalFile.names(in: folder).sorted() where prefix.utf8.count == 2 {
      for name in LocalFile.names(in: folder + prefix) {
        guard let id = ObjectID(hex: prefix + name) else { continue }
        found.append((id, "\(folder)\(prefix)/\(name)"))
        if found.count == limit { return found }
      }
    }
    return found
  }

  /// Returns the packs that may be joined, the one with the most objects last.
  fileprivate static func packs(in folder: String) -> [(name: String, objects: [ObjectID])] {
    let names = Set(LocalFile.names(in: folder))
    return names.compactMap { file -> (name: String, objects: [ObjectID])? in
      guard file.hasSuffix(".idx") else { return nil }
      let name = String(file.dropLast(4))
      let isKept = names.contains(name + ".keep") || names.contains(name + ".promisor")
      guard !isKept, names.contains(name + ".pack"),
        let objects = objects(ofIndex: folder + file)
      else { return nil }
      return (name, objects)
    }.sorted { $0.objects.count < $1.objects.count }
  }

  /// Reads the names of objects from the index of a pack, of version 2 (gitformat-pack(5)).
  fileprivate static func objects(ofIndex path: String) -> [ObjectID]? {
    let start = 8 + 256 * 4
    guard let bytes = try? LocalFile.read(path, limit: 256 << 20), bytes.count >= start,
      bytes.starts(with: [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2])
    else { return nil }
    let count = bytes[(start - 4)..<start].reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= start + count * 20 else { return nil }
    return (0..<count).map { number in
      let place = start + number * 20
      var oid = git_oid()
      withUnsafeMutableBytes(of: &oid) { $0.copyBytes(from: bytes[place..<(place + 20)]) }
      return ObjectID(oid)
    }
  }
}

extension Repository {
  /// Removes every object that no reference, no other reflog and no index reaches, from files of their
  /// own and from packs.
  ///
  /// All that stays is on the disk before anything goes. A pack that somebody keeps (`.keep`) stays as it
  /// is. Nothing goes while a merge or rebase is under way or there are further working trees: what
  /// they reach is not looked at.
  ///
  /// - Parameters:
  ///   - replaced: The references whose history was replaced: their reflogs go first, with HEAD's, and
  ///     what git notes of its last fetch and move.
  ///   - tip: The commit that one of them led to: what its files hold is not kept by an index that has
  ///     not been brought up to date.
  /// - Returns: False where nothing was removed, or where a reference still reaches the tip.
  /// - Throws: `GitError` where the history cannot be read; nothing is removed then.
  package func prune(replaced: [String], since tip: ObjectID) throws(GitError) -> Bool {
    guard isIdle, Repository.files(below: commonFolder + "worktrees/").isEmpty else { return false }
    let logs = commonFolder + "logs/"
    var tips = Set(try references().values)
    for name in Repository.files(below: logs) where !(replaced + ["HEAD"]).contains(name) {
      tips.formUnion(Repository.objects(ofLog: logs + name))
    }
    for id in tips where try !contains(id) { tips.remove(id) }
    // A tag is an object, too.
    var reached = tips
    var old: Set<ObjectID> = []
    if try contains(tip) { try reach(try commit(tip).tree, &old) }
    reached.formUnion(try indexedObjects().filter { !old.contains($0) })
    var seen: Set<ObjectID> = []
    for name in tips {
      // A tag may be of anything.
      var tip = name
      var type = try self.type(of: tip)
      while type.type == GIT_OBJECT_TAG, let target = type.tagged {
        reached.insert(target)
        tip = target
        type = try self.type(of: tip)
      }
      if type.type == GIT_OBJECT_TREE { try reach(tip, &reached) }
      guard type.type == GIT_OBJECT_COMMIT, seen.insert(tip).inserted else { continue }
      try visitHistory(from: tip) { (id) throws(GitError) in
        reached.insert(id)
        guard seen.insert(id).inserted || id == tip else { return true }
        try reach(try commit(id).tree, &reached)
        return true
      }
    }
    for name in replaced + ["HEAD"] { try? LocalFile.remove(logs + name) }
    for name in ["FETCH_HEAD", "ORIG_HEAD"] { try? LocalFile.remove(commonFolder + name) }
    let folder = commonFolder + "objects/"
    let packs = Repository.packs(in: folder + "pack/")
    let isMixed = packs.contains { !reached.isSuperset(of: $0.objects) }
    if isMixed {
      let kept = Set(packs.flatMap(\.objects)).intersection(reached)
      let name = kept.isEmpty ? nil : try pack(Array(kept))
      for old in packs where old.name != name {
        for ending in ["idx", "rev", "bitmap", "pack"] {
          try? LocalFile.remove("\(folder)pack/\(old.name).\(ending)")
        }
      }
    }
    for object in Repository.looseObjects(in: folder, limit: .max)
    where !reached.contains(object.id) {
      try? LocalFile.remove(object.path)
    }
    return !seen.contains(tip)
  }

  /// Returns the type of an object, and what it is a tag of.
  private func type(of id: ObjectID) throws(GitError) -> (type: git_object_t, tagged: ObjectID?) {
    let database = try openDatabase()
    var oid = id.oid
    let object = try GitHandle<DatabaseObjectKind> { (out) in
      git_odb_read(&out, database.pointer, &oid)
    }
    let type = git_odb_object_type(object.pointer)
    guard type == GIT_OBJECT_TAG, let data = git_odb_object_data(object.pointer) else {
      return (type, nil)
    }
    // `object`, a space, and the name in hexadecimal digits.
    let bytes = UnsafeRawBufferPointer(start: data, count: git_odb_object_size(object.pointer))
    return (type, ObjectID(hex: String(decoding: bytes.dropFirst(7).prefix(40), as: UTF8.self)))
  }

  /// Returns the contents that the index names: what a person has staged is nowhere else.
  private func indexedObjects() throws(GitError) -> [ObjectID] {
    let repository = pointer
    let index = try GitHandle<IndexKind> { (out) in git_repository_index(&out, repository) }
    return (0..<git_index_entrycount(index.pointer)).compactMap { position in
      git_index_get_byindex(index.pointer, position).map { ObjectID($0.pointee.id) }
    }
  }

  /// Returns the paths of the files below a folder, which ends with a slash.
  private static func files(below folder: String) -> [String] {
    LocalFile.names(in: folder).flatMap { name -> [String] in
      LocalFile.isFolder(folder + name)
        ? files(below: "\(folder)\(name)/").map { "\(name)/\($0)" } : [name]
    }
  }

  /// Returns the commits that a reflog names: two at the beginning of each line.
  private static func objects(ofLog path: String) -> [ObjectID] {
    guard let bytes = try? LocalFile.read(path) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).flatMap { line in
      line.split(separator: 0x20, maxSplits: 2).prefix(2).compactMap {
        ObjectID(hex: String(decoding: $0, as: UTF8.self))
      }
    }
  }

  /// Adds a tree and all that is in it.
  private func reach(_ tree: ObjectID, _ reached: inout Set<ObjectID>) throws(GitError) {
    guard reached.insert(tree).inserted else { return }
    for entry in try entries(of: tree) {
      if entry.isTree {
        try reach(entry.id, &reached)
      } else {
        reached.insert(entry.id)
      }
    }
  }
}

extension LocalRemote {
  /// Packs the objects of a remote on this computer where git's receive-pack would (`receive.autogc`,
  /// `gc.auto`, see git-config(1)); nothing is ever removed from it.
  ///
  /// - Parameter path: The remote repository.
  /// - Throws: `GitError` if it cannot be read or written.
  package static func packIfDue(_ path: String) throws(GitError) {
    let remote = try Repository(opening: path)
    let isOff = try remote.configuration("receive.autogc").map {
      ["false", "no", "off", "0", ""].contains($0.lowercased())
    }
    let limit = try remote.configuration("gc.auto").flatMap { Int($0) } ?? 6_700
    guard isOff != true, limit > 0, remote.looseObjectEstimate > limit else { return }
    try remote.packObjects()
  }

  /// Copies all objects of a repository into one that has none, as files.
  ///
  /// - Returns: False where that cannot be done: another repository lends objects, a file has gone
  ///   meanwhile, or is very large; there are no objects then.
  static func copyStore(
    from source: borrowing Repository, to target: borrowing Repository, watcher: RemoteWatcher
  ) -> Bool {
    let (from, to) = (source.commonFolder + "objects/", target.commonFolder + "objects/")
    guard !LocalFile.exists(from + "info/alternates"),
      LocalFile.names(in: to).allSatisfy({ $0.utf8.count != 2 }),
      LocalFile.names(in: to + "pack").isEmpty
    else { return false }
    do throws(FileError) {
      if try copyObjects(from, to, watcher) {
        // One flush for all of them.
        LocalFile.flushAll()
        return true
      }
    } catch {
      // As when it was cancelled.
    }
    // A commit that is there counts as whole for whoever copies what is missing.
    for name in LocalFile.names(in: to) where name.utf8.count == 2 {
      LocalFile.removeTree(to + name)
    }
    for name in LocalFile.names(in: to + "pack") { try? LocalFile.remove("\(to)pack/\(name)") }
    return false
  }

  /// Copies all objects; false if that was cancelled.
  ///
  /// Packs come last: what is packed over there meanwhile is in a file of its own before, or in a pack
  /// then.
  private static func copyObjects(
    _ from: String, _ to: String, _ watcher: RemoteWatcher
  ) throws(FileError) -> Bool {
    var objects = 0
    var bytes = 0
    for prefix in LocalFile.names(in: from).sorted() where prefix.utf8.count == 2 {
      if watcher.isCancelled() { return false }
      try LocalFile.createFolder(to + prefix, mode: 0o755, durable: false)
      for name in LocalFile.names(in: from + prefix) where name.utf8.count == 38 {
        bytes += try copy("\(from)\(prefix)/\(name)", to: "\(to)\(prefix)/\(name)", mode: 0o444)
        objects += 1
      }
      watcher.progress(.receiving(objects: objects, of: objects, bytes: bytes))
    }
    // Each pack before its index, by which it is found.
    let packs = LocalFile.names(in: from + "pack").sorted { $0 > $1 }
      .filter { $0.hasPrefix("pack-") && ($0.hasSuffix(".pack") || $0.hasSuffix(".idx")) }
    for name in packs {
      if watcher.isCancelled() { return false }
      bytes += try copy("\(from)pack/\(name)", to: "\(to)pack/\(name)", mode: 0o444)
      if name.hasSuffix(".idx") {
        objects += Repository.objects(ofIndex: "\(to)pack/\(name)")?.count ?? 0
      }
      watcher.progress(.receiving(objects: objects, of: objects, bytes: bytes))
    }
    return true
  }

  /// Copies a file, and returns its size.
  private static func copy(
    _ path: String, to target: String, mode: mode_t
  ) throws(FileError) -> Int {
    let bytes = try LocalFile.read(path, limit: 512 << 20)
    try LocalFile.write(bytes, to: target, mode: mode, durable: false)
    return bytes.count
  }
}
