/// The reading and writing of whole small files, so that a crash leaves the old or the new one.
package enum LocalFile {
  /// Reads a regular file whole.
  ///
  /// - Parameters:
  ///   - path: The file; a symbolic link is followed, a pipe or device is refused.
  ///   - limit: The most bytes it may have.
  /// - Returns: All of its bytes.
  /// - Throws: `FileError`, also if the file is larger than `limit` or not a regular file.
  package static func read(_ path: String, limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
    let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK)
    var info = stat()
    guard unsafe fstat(file.descriptor, &info) == 0 else { throw FileError("read", path) }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw FileError("read", path, reason: "it is not a regular file")
    }
    return try file.readAll(limit: limit, size: Int(info.st_size))
  }

  /// Replaces a file as one step: temporary file beside it, flush, rename.
  ///
  /// - Parameters:
  ///   - bytes: The new content.
  ///   - path: The file; its folder must exist. A symbolic link at `path` is replaced.
  ///   - mode: The new file's mode.
  ///   - durable: True if the bytes must reach the disk before the rename.
  ///   - named: False if the old file, whole, may come back after a power cut.
  /// - Throws: `FileError`; the old file is then as it was and nothing is left beside it.
  package static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o600, durable: Bool = true,
    named: Bool = true
  ) throws(FileError) {
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
    do throws(FileError) {
      let file = try OpenFile(
        temporary, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
      try file.writeAll(bytes)
      if durable { try file.flush() }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    if unsafe rename(temporary, path) != 0 {
      let error = FileError("replace", path)
      unsafe unlink(temporary)
      throw error
    }
    if durable, named { flushFolder(folder(of: path)) }
  }

  /// Replaces a small file as one step, unless it has these bytes already; it is not flushed.
  ///
  /// Looking is several times cheaper than writing.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - path: The file; its folder must exist.
  /// - Throws: `FileError`; the old file is then as it was.
  package static func update(_ bytes: [UInt8], at path: String) throws(FileError) {
    if information(path)?.size == Int64(bytes.count),
      let old = try? read(path, limit: bytes.count), old == bytes
    {
      return
    }
    try write(bytes, to: path, durable: false)
  }

  /// Adds bytes to the end of a file in one `write(2)`, so that lines of several processes never mix.
  package static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try OpenFile(path, flags: O_WRONLY | O_CREAT | O_APPEND)
    try file.writeAll(bytes)
  }

  /// Removes a file; one that is gone already is fine.
  package static func remove(_ path: String) throws(FileError) {
    if unsafe unlink(path) != 0 && errno != ENOENT { throw FileError("remove", path) }
  }

  /// Returns the folder part of a path: `/a/b` gives `/a`, `b` gives `.`.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns the last part of a path.
  package static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.index(after: slash)...])
  }

  /// Reads the beginning of a small file, such as one of `/proc`, with one `read(2)`.
  ///
  /// - Parameter path: The file.
  /// - Returns: At most 1,000 bytes; `nil` if it cannot be read.
  package static func beginning(_ path: String) -> [UInt8]? {
    guard let file = try? OpenFile(path, flags: O_RDONLY | O_NONBLOCK) else { return nil }
    return file.readOnce(limit: 1_000)
  }

  /// Reads the one word of a small file: printable ASCII up to white space.
  ///
  /// - Parameter path: The file.
  /// - Returns: The word; `nil` if there is none, or more than a name could be.
  package static func word(_ path: String) -> String? {
    guard let word = beginning(path)?.prefix(while: { $0 > 0x20 && $0 < 0x7F }),
      (1...128).contains(word.count)
    else { return nil }
    return String(decoding: word, as: UTF8.self)
  }
}
