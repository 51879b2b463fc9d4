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
