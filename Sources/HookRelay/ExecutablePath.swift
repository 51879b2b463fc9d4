internal import Platform

/// Where the running program lies.
package enum ExecutablePath {
  /// The path with symbolic links resolved; `nil` where the system does not tell.
  package static var current: String? {
    #if canImport(Darwin)
    var size: UInt32 = 4_096
    var buffer = [CChar](repeating: 0, count: Int(size))
    guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
    guard let resolved = realpath(buffer, nil) else { return nil }
    #else
    guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
    #endif
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
