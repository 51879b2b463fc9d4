internal import Phrases
internal import Platform

/// An open transcript.
///
/// It is read with `pread` into a buffer and never mapped: another program owns the file, and a
/// truncation while it is mapped would end this process with SIGBUS. A short read is just a short
/// read.
struct TranscriptFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  /// The size at the time of opening; lines added later are not looked at.
  let size: Int
  /// Its permissions.
  let permissions: UInt16
  /// The numbers of its device and of itself: another file has others.
  let identity: (device: UInt64, node: UInt64)

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
    identity = (UInt64(truncatingIfNeeded: status.st_dev), UInt64(status.st_ino))
  }

  deinit { close(descriptor) }

  /// Reads into `buffer[range]` from `offset` of the file.
  ///
  /// - Returns: The number of bytes read: fewer than asked for only at the end of the file.
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

/// The reason for which a transcript could not be read at all; faults inside one never throw.
package enum TranscriptError: Error, Equatable, Sendable {
  /// There is no file at this path. Claude Code names paths before it writes to them.
  case notFound(path: String)
  /// There is something other than a regular file: what, in words.
  case notAFile(path: String, kind: String)
  /// The system refused; its reason, in words.
  case unreadable(path: String, reason: String)
}

extension TranscriptError: CustomStringConvertible {
  /// The event and its cause, as full sentences.
  package var description: String {
    switch self {
    case .notFound(let path): Phrases.transcriptNone(path: path)
    case .notAFile(let path, let kind): Phrases.transcriptNoFile(kind: kind, path: path)
    case .unreadable(let path, let reason):
      Phrases.transcriptFileUnreadable(reason: reason, path: path)
    }
  }
}
