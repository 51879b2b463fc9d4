/// An open file that is closed when it goes out of scope.
package struct OpenFile: ~Copyable {
  /// The descriptor; valid as long as this value lives.
  package let descriptor: Int32
  /// The path it was opened at, for messages.
  package let path: String

  /// Opens a file with `O_CLOEXEC` added.
  ///
  /// - Parameters:
  ///   - path: The file to open.
  ///   - flags: The flags of `open(2)`.
  ///   - mode: The mode of a file that is created.
  /// - Throws: `FileError` with the `errno` of `open(2)`.
  package init(_ path: String, flags: Int32, mode: mode_t = 0o600) throws(FileError) {
    var result = unsafe open(path, flags | O_CLOEXEC, mode)
    while result < 0 && errno == EINTR { result = unsafe open(path, flags | O_CLOEXEC, mode) }
    if result < 0 { throw FileError("open", path) }
    self.descriptor = result
    self.path = path
  }

  deinit { close(descriptor) }

  /// Writes all bytes.
  ///
  /// - Throws: `FileError` if the disk is full or the file cannot be written.
  package borrowing func writeAll(_ bytes: [UInt8]) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { raw in
        unsafe write(descriptor, raw.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("write", path)
      }
      offset += count
    }
  }

  /// Reads to the end of the file, but at most `limit` bytes.
  ///
  /// - Parameters:
  ///   - limit: The most bytes that are taken.
  ///   - size: About as many bytes as it has: clean memory for more is not asked for.
  /// - Returns: The bytes; more than `limit` in the file is an error, never a cut.
  /// - Throws: `FileError` if it cannot be read, or is larger.
  package borrowing func readAll(limit: Int, size: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(max(size + 1, 4_096), 65_536))
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("read", path)
      }
      if count == 0 { return bytes }
      if bytes.count + count > limit {
        throw FileError("read", path, reason: "it is larger than \(limit) bytes")
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Reads the bytes of one `read(2)`; none at the end of the file, or if it cannot be read.
  borrowing func readOnce(limit: Int) -> [UInt8] {
    let descriptor = descriptor
    return unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = unsafe max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
  }

  /// Flushes the file to the disk.
  package borrowing func flush() throws(FileError) {
    if fsync(descriptor) != 0 && errno != EINVAL { throw FileError("flush", path) }
  }
}

/// A failed call on a file: the operation, its path, and the reason.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The operation, as a verb: `open`, `write`, `rename`.
  package let operation: String
  /// The path it was tried on.
  package let path: String
  /// The `errno` of the call; 0 where the reason is our own.
  package let code: Int32
  /// The reason in words, from `strerror` or our own.
  package let reason: String

  /// Makes the error of a call that has just failed, from `errno`.
  package init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
    self.reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }

  /// Makes an error whose reason is not an `errno`.
  package init(_ operation: String, _ path: String, reason: String) {
    self.operation = operation
    self.path = path
    self.code = 0
    self.reason = reason
  }

  package var description: String { "cannot \(operation) \(path): \(reason)" }

  /// The error of a lock (flock(2)) on a file system that has none, as some of networks and containers.
  package static func noLocks(_ path: String, code: Int32) -> FileError {
    FileError("lock", path, code: code, reason: "its file system has no locks")
  }

  /// The codes with which file systems refuse locks (flock(2), Linux's fs/locks.c).
  package static let codesWithoutLocks: Set<Int32> = [ENOLCK, ENOSYS, EOPNOTSUPP, ENOTSUP, EINVAL]

  private init(_ operation: String, _ path: String, code: Int32, reason: String) {
    (self.operation, self.path, self.code, self.reason) = (operation, path, code, reason)
  }

  /// True if a lock failed because the file system has none.
  package var isWithoutLocks: Bool {
    operation == "lock" && FileError.codesWithoutLocks.contains(code)
  }

  /// True if the path does not exist (`ENOENT`, `ENOTDIR`).
  package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }
}
