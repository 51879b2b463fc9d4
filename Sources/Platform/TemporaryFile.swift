/// A file without a name, which is gone with the process at the latest.
///
/// Its bytes are read again by whoever opens `path` in this process.
package struct TemporaryFile: Sendable {
  private let descriptor: Int32

  /// Makes it, readable for this user alone; `nil` where there is no place for it, or where the system has
  /// no paths for open files (`/proc` is not mounted).
  package init?(_ bytes: [UInt8]) {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
    for place in [folder, "/tmp"] {
      guard let place, place.hasPrefix("/") else { continue }
      var template = Array("\(place)/handoff-XXXXXX".utf8CString)
      let file = unsafe template.withUnsafeMutableBufferPointer { buffer in
        unsafe buffer.baseAddress.map { name in
          let file = unsafe mkstemp(name)
          if file >= 0 { unsafe unlink(name) }
          return file
        }
      }
      guard let file, file >= 0 else { continue }
      _ = fcntl(file, F_SETFD, FD_CLOEXEC)
      let written = unsafe bytes.withUnsafeBytes {
        unsafe pwrite(file, $0.baseAddress, $0.count, 0)
      }
      if written == bytes.count, LocalFile.exists(Self.path(of: file)) {
        descriptor = file
        return
      }
      close(file)
    }
    return nil
  }

  /// The path of the open file.
  package var path: String { Self.path(of: descriptor) }

  private static func path(of descriptor: Int32) -> String {
    #if canImport(Darwin)
    "/dev/fd/\(descriptor)"
    #else
    "/proc/self/fd/\(descriptor)"
    #endif
  }
}
