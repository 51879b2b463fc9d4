internal import Platform

/// An open transcript.
///
/// It is read with `pread` into a buffer and never mapped: another program owns the file, and a
/// truncation while it is mapped would end this process with SIGBUS. A short read is just a short
/// read.
struct TranscriptFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  /// The size when the file was opened; lines added later are not looked at.
  let size: Int
  /// Its permissions.
  let permissions: UInt16

  /// Opens a regular file for reading, without ever waiting for a writer of a FIFO.
  init(path: String) throws(TranscriptError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .notFound(path: path) }
    var descriptor: Int32
    repeat {
      descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw Self.openError(errno, path: path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .unreadable(path: path, reason: Self.text(code))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile(path: path, kind: Self.kind(status.st_mode))
    }
    self.descriptor = descriptor
    self.path = path
    size = max(0, Int(status.st_size))
    permissions = UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
  }

  deinit { close(descriptor) }

  /// Reads into `buffer[range]` from `offset` of the file.
  ///
  /// - Returns: How many bytes were read: fewer than asked for only at the end of the file.
  func read(into buffer: inout [UInt8], _ range: Range<Int>, at offset: Int)
    throws(TranscriptError) -> Int
  {
    let range = range.clamped(to: buffer.indices)
    var filled = 0
    while filled < range.count {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: bytes[range.lowerBound + filled..<range.upperBound])
        return unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
      }
      if count == 0 { break }
      if count < 0 {
        let code = errno
        if code == EINTR { continue }
        throw .unreadable(path: path, reason: Self.text(code))
      }
      filled += count
    }
    return filled
  }

  private static func openError(_ code: Int32, path: String) -> TranscriptError {
    switch code {
    case ENOENT, ENOTDIR: .notFound(path: path)
    case ENXIO: .notAFile(path: path, kind: "socket")
    default: .unreadable(path: path, reason: text(code))
    }
  }

  private static func text(_ code: Int32) -> String {
    unsafe String(cString: strerror(code))
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "folder"
    case S_IFIFO: "FIFO"
    case S_IFSOCK: "socket"
    case S_IFCHR, S_IFBLK: "device"
    default: "special file"
    }
  }
}

/// Why a transcript could not be read at all; what is wrong inside one never throws.
package enum TranscriptError: Error, Equatable, Sendable {
  /// There is no file at this path. Claude Code names paths before it writes to them.
  case notFound(path: String)
  /// There is something other than a regular file: what, in words.
  case notAFile(path: String, kind: String)
  /// The system refused; its reason, in words.
  case unreadable(path: String, reason: String)
}

extension TranscriptError: CustomStringConvertible {
  /// What happened and why, as full sentences.
  package var description: String {
    switch self {
    case .notFound(let path):
      "There is no transcript at \(path)"
    case .notAFile(let path, let kind):
      "The transcript path names a \(kind), not a regular file: \(path)"
    case .unreadable(let path, let reason):
      "The transcript cannot be read (\(reason)): \(path)"
    }
  }
}

/// Reads the small files of Claude Code's configuration folder.
enum BoundedFile {
  /// The bytes of a regular file of at most `limit` bytes; `nil` for anything else.
  static func bytes(at path: String, limit: Int) -> [UInt8]? {
    guard let file = try? TranscriptFile(path: path), file.size <= limit else { return nil }
    var bytes = [UInt8](repeating: 0, count: file.size)
    guard let count = try? file.read(into: &bytes, 0..<file.size, at: 0) else { return nil }
    return Array(bytes[..<count])
  }

  /// The JSON value of such a file, a byte order mark before it allowed.
  static func json(at path: String, limit: Int) -> JSONValue? {
    guard let bytes = bytes(at: path, limit: limit) else { return nil }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return try? JSONValue(parsing: bytes, in: start..<bytes.count)
  }
}
