internal import Platform

/// The free space of a file system (`statvfs(3)`).
enum FreeSpace {
  /// Returns the bytes that this user may still write where a path is, or will be.
  ///
  /// - Parameter path: A file or folder; the nearest folder above it that is there counts.
  /// - Returns: `nil` where it cannot be told.
  static func bytes(at path: String) -> UInt64? {
    var place = path
    while !LocalFile.exists(place), place != "/", place != "." {
      place = LocalFile.folder(of: place)
    }
    var facts = statvfs()
    guard unsafe statvfs(place, &facts) == 0 else { return nil }
    let (bytes, isTooMuch) = UInt64(facts.f_bavail)
      .multipliedReportingOverflow(by: UInt64(facts.f_frsize))
    return isTooMuch ? .max : bytes
  }

  /// A number of bytes in words, in decimal multiples.
  static func words(_ bytes: UInt64) -> String {
    switch bytes {
    case ..<1_000_000: "\(bytes / 1_000) kB"
    case ..<1_000_000_000: "\(bytes / 1_000_000) MB"
    default: "\(bytes / 1_000_000_000) GB"
    }
  }
}
