/// Reading and replacing files of a few kilobytes with nothing but system calls.
///
/// `LocalFile` does the same with more care; this is what runs after every answer.
package enum SmallFile {
  /// Reads the first 4 KB of a file; nothing where it cannot be read.
  package static func read(_ path: String) -> [UInt8] {
    let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
      count = max(0, Platform.read(descriptor, buffer.baseAddress, 4_096))
    }
  }

  /// Replaces a file as one step; it is not flushed to the disk.
  ///
  /// - Parameters:
  ///   - path: The file, whose folder must exist.
  ///   - bytes: Its new content.
  ///   - mark: What tells this process's temporary file from those of others.
  /// - Throws: `FileError`; the old file is then as it was.
  package static func replace(_ path: String, with bytes: [UInt8], mark: Int64) throws(FileError) {
    let temporary = path + "." + mark.description + "-" + getpid().description + ".tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = temporary.withCString { open($0, flags, 0o600) }
    guard descriptor >= 0 else { throw FileError("open", temporary) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let error = FileError("write", temporary)
        close(descriptor)
        _ = temporary.withCString { unlink($0) }
        throw error
      }
      rest = rest.dropFirst(count)
    }
    close(descriptor)
    let result = temporary.withCString { old in path.withCString { rename(old, $0) } }
    if result != 0 {
      let error = FileError("replace", path)
      _ = temporary.withCString { unlink($0) }
      throw error
    }
  }
}
