#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A `flock` between test processes.
struct InstallationLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock and holds it while the body runs.
  static func holding<Result>(
    _ path: String, _ body: () async throws -> Result,
  ) async throws -> Result {
    let lock = try await InstallationLock(path)
    let result = try await body()
    _ = consume lock
    return result
  }

  private init(_ path: String) async throws {
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HarnessError("\(path): errno \(errno)") }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let code = errno
        close(descriptor)
        throw HarnessError("\(path): errno \(code)")
      }
      do {
        try await Task.sleep(for: .milliseconds(100))
      } catch {
        close(descriptor)
        throw error
      }
    }
  }

  deinit {
    close(descriptor)
  }
}
