/// The reading and replacing of files of a few kilobytes with nothing but system calls.
///
/// It runs after every answer; `LocalFile` does such things with more care.
package enum SmallFile {
  /// Reads the first 4 KB of a file; nothing if it cannot be read.
  package static func read(_ path: String) -> [UInt8] {
    let descriptor = unsafe path.withCString { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
      count = unsafe max(0, Platform.read(descriptor, buffer.baseAddress, 4_096))
    }
  }

  /// Replaces a file as one step; it is not flushed to the disk.
  ///
  /// - Parameters:
  ///   - path: The file, whose folder must exist.
  ///   - bytes: Its new content.
  ///   - mark: A number that tells this process's temporary file from those of others.
  /// - Throws: `FileError`; the old file is then as it was.
  package static func replace(_ path: String, with bytes: [UInt8], mark: Int64) throws(FileError) {
    let temporary = path + "." + mark.description + "-" + getpid().description + ".tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe temporary.withCString { unsafe open($0, flags, 0o600) }
    guard descriptor >= 0 else { throw FileError("open", temporary) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let error = FileError("write", temporary)
        close(descriptor)
        _ = unsafe temporary.withCString { unsafe unlink($0) }
        throw error
      }
      rest = rest.dropFirst(count)
    }
    close(descriptor)
    let result = unsafe temporary.withCString { old in
      unsafe path.withCString { unsafe rename(old, $0) }
    }
    if result != 0 {
      let error = FileError("replace", path)
      _ = unsafe temporary.withCString { unsafe unlink($0) }
      throw error
    }
  }
}
