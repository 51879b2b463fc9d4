/// The status and the headers of an answer.
package struct CurlHead: Sendable {
  /// The most that is kept of the headers, in bytes.
  static let limit = 65_536

  /// Such as 200.
  package let status: Int
  /// Such as `HTTP/1.1` or `HTTP/2`.
  package let version: String
  private var headers: [(name: String, value: String)] = []
  private var size = 0

  /// Reads a status line (RFC 9112, 4); `nil` where it is another line.
  init?(statusLine line: String) {
    guard line.hasPrefix("HTTP/") else { return nil }
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[1].count == 3, let status = Int(words[1]) else { return nil }
    self.status = status
    version = String(words[0].prefix(12))
  }

  /// Adds a header line; one that is too much is left out.
  mutating func add(_ line: String) {
    guard let colon = line.firstIndex(of: ":"), size + line.utf8.count <= CurlHead.limit else {
      return
    }
    size += line.utf8.count
    let value = line[line.index(after: colon)...]
    headers.append(
      (line[..<colon].lowercased(), String(value.drop { $0 == " " || $0 == "\t" })))
  }

  /// Returns a header's first value, by its name in any case.
  package func callAsFunction(_ name: String) -> String? { values(name).first }

  /// Returns all values of a header, by its name in any case.
  package func values(_ name: String) -> [String] {
    let name = name.lowercased()
    return headers.filter { $0.name == name }.map(\.value)
  }

  /// The type of the content in lower case, without parameters.
  package var contentType: String? {
    self("content-type").map { value in
      String(value.prefix { $0 != ";" && $0 != " " }).lowercased()
    }
  }
}
