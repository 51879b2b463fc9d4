extension LocalFile {
  /// Reads the beginning of a small file, such as one of `/proc`, with one `read(2)`.
  ///
  /// - Parameter path: The file.
  /// - Returns: At most 1,000 bytes; `nil` where it cannot be read.
  package static func beginning(_ path: String) -> [UInt8]? {
    guard let file = try? OpenFile(path, flags: O_RDONLY | O_NONBLOCK) else { return nil }
    return file.readOnce(limit: 1_000)
  }

  /// Reads the one word of a small file: printable ASCII up to white space.
  ///
  /// - Parameter path: The file.
  /// - Returns: The word; `nil` where there is none, or more than a name could be.
  package static func word(_ path: String) -> String? {
    guard let word = beginning(path)?.prefix(while: { $0 > 0x20 && $0 < 0x7F }),
      (1...128).contains(word.count)
    else { return nil }
    return String(decoding: word, as: UTF8.self)
  }
}
