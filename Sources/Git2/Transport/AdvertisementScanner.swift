internal import Platform

/// A look at the first packets of a server's answer, for what libgit2 does not tell apart.
///
/// They are pkt-lines (gitprotocol-common(5)); libgit2 gets the same bytes afterwards.
struct AdvertisementScanner {
  /// Words of the server in place of its references, or about them.
  enum Finding: Hashable {
    /// `ERR text` (gitprotocol-pack(5)): it will not go on.
    case refusal(String)
    /// `object-format=name`, other than `sha1`.
    case objectFormat(String)
  }

  private var buffer: [UInt8] = []
  private var packets = 0
  /// Nothing more is to be found.
  private(set) var isDone = false

  /// Takes the next bytes of the answer.
  ///
  /// - Parameter bytes: The bytes, in pieces of any size.
  /// - Returns: The finding; `nil` for nothing, or nothing yet.
  mutating func scan(_ bytes: [UInt8]) -> Finding? {
    guard !isDone else { return nil }
    buffer.append(contentsOf: bytes.prefix(65_536))
    while buffer.count >= 4, !isDone {
      guard let length = AdvertisementScanner.length(buffer.prefix(4)), packets < 4,
        length == 0 || length > 4
      else { break }
      guard buffer.count >= max(length, 4) else { return nil }
      let content = Array(buffer[..<max(length, 4)].dropFirst(4))
      buffer.removeFirst(max(length, 4))
      packets += 1
      // An answer over HTTP begins with a header and a flush packet, that of protocol 1 with a line.
      let isHeader =
        content.isEmpty || content.starts(with: "# service=".utf8)
        || content.starts(with: "version ".utf8)
      if !isHeader {
        finish()
        return AdvertisementScanner.finding(in: content)
      }
    }
    if buffer.count >= 4 { finish() }
    return nil
  }

  private mutating func finish() {
    isDone = true
    buffer = []
  }

  private static func length(_ digits: some Collection<UInt8>) -> Int? {
    digits.reduce(0) { (sum: Int?, digit) in
      guard let sum, let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      return sum << 4 | value
    }
  }

  private static func finding(in content: [UInt8]) -> Finding? {
    if content.starts(with: "ERR ".utf8) {
      let text = TextTail.printable(content.dropFirst(4).prefix(600))
      return .refusal(text.hasSuffix(".") ? String(text.dropLast()) : text)
    }
    guard let null = content.firstIndex(of: 0) else { return nil }
    let key = Array("object-format=".utf8)
    for word in content[null...].dropFirst().split(whereSeparator: { $0 == 0x20 || $0 == 0x0A })
    where word.starts(with: key) {
      let name = TextTail.printable(word.dropFirst(key.count).prefix(40))
      return name == "sha1" ? nil : .objectFormat(name)
    }
    return nil
  }
}
