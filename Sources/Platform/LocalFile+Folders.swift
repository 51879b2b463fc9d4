extension LocalFile {
  /// Makes a folder and those above it.
  ///
  /// - Parameters:
  ///   - path: The folder; one that is there already is fine.
  ///   - mode: The mode of new ones.
  ///   - durable: True if the names of new ones must reach the disk: what is flushed in a folder whose own
  ///     name is lost is lost with it.
  /// - Throws: `FileError`, also where there is something else.
  package static func createFolder(
    _ path: String, mode: mode_t = 0o700, durable: Bool = true
  ) throws(FileError) {
    if unsafe mkdir(path, mode) == 0 {
      if durable { flushFolder(folder(of: path)) }
      return
    }
    let code = errno
    switch code {
    case EEXIST:
      var info = stat()
      guard unsafe stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
        throw FileError("create the folder", path, code: code)
      }
    case ENOENT:
      let parent = folder(of: path)
      guard parent != path else { throw FileError("create the folder", path, code: code) }
      try createFolder(parent, mode: mode, durable: durable)
      if unsafe mkdir(path, mode) != 0 && errno != EEXIST {
        throw FileError("create the folder", path)
      }
      if durable { flushFolder(parent) }
    default: throw FileError("create the folder", path, code: code)
    }
  }

  /// Makes a new folder with a name of its own, for this user alone (`mkdtemp(3)`).
  ///
  /// - Parameter prefix: The beginning of its path; six characters follow.
  /// - Returns: The path; `nil` where it cannot be made.
  package static func makeTemporaryFolder(_ prefix: String) -> String? {
    var template = Array((prefix + "XXXXXX").utf8CString)
    return unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
    }
  }

  /// Returns the names in a folder, sorted, without `.` and `..`; none if it cannot be read.
  package static func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Brings the names in a folder to the disk: those that were added, and those that were removed.
  package static func flushFolder(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Moves a folder to a place that does not exist yet, or is an empty folder, and brings its new name to
  /// the disk.
  package static func moveFolder(_ path: String, to target: String) throws(FileError) {
    if unsafe rename(path, target) != 0 { throw FileError("move \(path) to", target) }
    flushFolder(folder(of: target))
    if folder(of: path) != folder(of: target) { flushFolder(folder(of: path)) }
  }

  /// Moves a file, replacing the one at the new place.
  package static func moveFile(_ path: String, to target: String) throws(FileError) {
    if unsafe rename(path, target) != 0 { throw FileError("move \(path) to", target) }
  }

  /// Brings everything that was written to the disks: sync(2).
  ///
  /// For thousands of files it takes a hundredth of a flush of each.
  package static func flushAll() { sync() }

  /// Removes a folder if it is empty, and returns true if it did.
  package static func removeEmptyFolder(_ path: String) -> Bool { unsafe rmdir(path) == 0 }

  /// Removes a folder of ours with everything in it, as far as it can; symbolic links in it are not
  /// followed.
  package static func removeTree(_ folder: String) {
    for name in names(in: folder) {
      let path = "\(folder)/\(name)"
      if kind(path) == .folder { removeTree(path) } else { unsafe unlink(path) }
    }
    unsafe rmdir(folder)
  }
}
