/// An exclusive `flock(2)` lock, held as long as this value lives.
///
/// The kernel lets go of it when the process ends in any way, so a lock is never stale.
package struct FileLock: ~Copyable {
  private let file: OpenFile

  private init(file: consuming OpenFile) { self.file = file }

  deinit { flock(file.descriptor, LOCK_UN) }

  /// Lets go of the lock before the value goes away; harmless to call twice.
  package borrowing func release() { flock(file.descriptor, LOCK_UN) }

  /// Takes the lock if nobody holds it.
  ///
  /// - Parameter path: The lock file, created if it is missing; its folder must exist.
  /// - Returns: The lock, or `nil` while another process (or another value of this one) holds it.
  /// - Throws: `FileError` if the file cannot be opened or locked.
  package static func tryAcquire(_ path: String) throws(FileError) -> FileLock? {
    try lock(path, flags: LOCK_EX | LOCK_NB)
  }

  /// Locks the file that is at the path once the lock is held: a lock on one that has since been
  /// removed would keep nobody out.
  private static func lock(_ path: String, flags: Int32) throws(FileError) -> FileLock? {
    while true {
      let file = try OpenFile(path, flags: O_RDWR | O_CREAT)
      while flock(file.descriptor, flags) != 0 {
        if errno == EINTR { continue }
        if errno == EWOULDBLOCK { return nil }
        let code = errno
        throw FileError.codesWithoutLocks.contains(code)
          ? .noLocks(path, code: code) : FileError("lock", path, code: code)
      }
      var (locked, current) = (stat(), stat())
      if unsafe fstat(file.descriptor, &locked) == 0, unsafe stat(path, &current) == 0,
        locked.st_ino == current.st_ino, locked.st_dev == current.st_dev
      {
        return FileLock(file: file)
      }
    }
  }

  /// Takes the lock, and waits for it.
  ///
  /// - Parameters:
  ///   - path: The lock file, created if it is missing.
  ///   - timeLimit: The longest time to wait; `nil` waits for as long as it takes.
  /// - Returns: The lock, or `nil` if the time ran out.
  /// - Throws: `FileError` if the file cannot be opened or locked.
  package static func acquire(
    _ path: String, within timeLimit: Duration? = nil
  ) throws(FileError) -> FileLock? {
    guard let timeLimit else { return try lock(path, flags: LOCK_EX) }
    let end = Clock.milliseconds() + Int64(timeLimit.pollMilliseconds)
    while true {
      if let lock = try tryAcquire(path) { return lock }
      let left = end - Clock.milliseconds()
      if left <= 0 { return nil }
      usleep(UInt32(min(left, 5)) * 1_000)
    }
  }

  /// Returns the process that holds a lock, as far as the system tells (`/proc/locks`, see proc(5)).
  package static func holder(of path: String) -> Int32? {
    var status = stat()
    guard unsafe stat(path, &status) == 0,
      let bytes = try? LocalFile.read("/proc/locks", limit: 1 << 20)
    else { return nil }
    // 1: FLOCK  ADVISORY  WRITE 4711 08:01:131072 0 EOF
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 5, words[1] == "FLOCK",
        words[5].split(separator: ":").last.map(String.init) == "\(status.st_ino)"
      else { continue }
      return Int32(words[4])
    }
    return nil
  }

  /// Returns true if somebody holds the lock now; a file that does not exist is not locked.
  package static func isHeld(_ path: String) -> Bool {
    guard LocalFile.exists(path) else { return false }
    guard let lock = try? tryAcquire(path) else { return true }
    _ = consume lock
    return false
  }
}
