internal import Platform

/// The named pipe (FIFO) through which a hook wakes the process that waits for its session.
package enum WakePipe {
  /// Wakes the waiting process.
  ///
  /// - Returns: Whether there was one; a pipe without a reader cannot be opened for writing.
  static func knock(_ path: String) -> Bool {
    let descriptor = path.withCString { open($0, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW) }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var byte: UInt8 = 1
    // A full pipe means that it is being woken already.
    return write(descriptor, &byte, 1) == 1 || errno == EAGAIN
  }

  /// Whether a process waits; it is not woken.
  package static func isListening(_ path: String) -> Bool {
    let descriptor = path.withCString { open($0, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW) }
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  /// Opens the pipe for waiting; made where it is missing.
  ///
  /// - Returns: A descriptor that the caller closes, or -1.
  package static func listen(_ path: String) -> Int32 {
    if mkfifo(path, 0o600) != 0 && errno != EEXIST { return -1 }
    // Open for writing too, so that a closed writer does not look like an end of file for ever.
    return open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
  }

  /// Waits until somebody knocks or the time is over.
  static func wait(_ descriptor: Int32, milliseconds: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
