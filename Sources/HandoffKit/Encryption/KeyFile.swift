internal import AgeFormat
internal import Essentials
internal import Phrases
internal import Platform

/// The file `key.txt` beside the configuration: this machine's own key, in the form of age's programs.
///
/// It never leaves the machine. Without it, or the recovery key, nothing of an encrypted repository can be
/// read.
struct KeyFile: Sendable {
  let path: String

  /// Finds the file.
  init(_ context: HandoffContext) throws {
    path = LocalFile.folder(of: try ConfigurationFile(context).path) + "/key.txt"
  }

  /// Reads the key; `nil` where there is no file.
  ///
  /// - Throws: `HandoffError` for a file without a key, `FileError` where it cannot be read.
  func load() throws -> AgeIdentity? {
    guard LocalFile.exists(path) else { return nil }
    let text = String(decoding: try LocalFile.read(path, limit: 64 << 10), as: UTF8.self)
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let word = line.filter { !$0.isWhitespace }
      guard !word.isEmpty else { continue }
      if let identity = try? AgeIdentity(word) { return identity }
      break
    }
    throw HandoffError(
      .configuration, Phrases.keyBroken(path: path), hint: Phrases.keyLostHint())
  }

  /// Reads the key, and makes one where there is none.
  ///
  /// - Parameter now: The time, which the file tells.
  /// - Returns: The key.
  /// - Throws: As `load()`, and `FileError` where it cannot be written.
  func loadOrCreate(_ now: Date) throws -> AgeIdentity {
    if let known = try load() { return known }
    let identity = AgeIdentity.generate()
    try LocalFile.createFolder(LocalFile.folder(of: path))
    let lines = [
      "# created: \(now.formatted(.iso8601))", "# public key: \(identity.recipient.text)",
      identity.text,
    ]
    try LocalFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
    return identity
  }
}

/// The code that a person carries from one machine to another: 80 bits, in four groups of letters and
/// digits that nobody mistakes for each other.
struct InvitationCode: Hashable, Sendable {
  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let size = 10

  let bytes: [UInt8]

  /// Makes a new code.
  static func random() -> InvitationCode {
    InvitationCode(bytes: SecureRandom.bytes(size))
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a code, however it was typed; `nil` for a text that is none.
  init?(_ text: String) {
    var (bits, count, found) = (0, 0, [UInt8]())
    for byte in text.uppercased().utf8 where byte != UInt8(ascii: "-") && byte != 0x20 {
      let digit: UInt8 =
        switch byte {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
        default: byte
        }
      guard let value = Self.digits.firstIndex(of: digit) else { return nil }
      (bits, count) = (bits << 5 | value, count + 5)
      if count >= 8 {
        count -= 8
        found.append(UInt8(truncatingIfNeeded: bits >> count))
        bits &= (1 << count) - 1
      }
    }
    guard found.count == Self.size, count == 0 else { return nil }
    bytes = found
  }

  /// The code as it is shown.
  var text: String {
    var (bits, count, text) = (0, 0, "")
    var written = 0
    for byte in bytes {
      (bits, count) = (bits << 8 | Int(byte), count + 8)
      while count >= 5 {
        count -= 5
        if written > 0, written % 4 == 0 { text += "-" }
        text.unicodeScalars.append(Unicode.Scalar(Self.digits[bits >> count & 31]))
        written += 1
      }
      bits &= (1 << count) - 1
    }
    return text
  }

  /// The name of the invitation, which does not tell the code.
  var id: String { String(code("invitation").prefix(16)) }

  /// Returns what only somebody with the code can make of some words.
  func code(_ words: String...) -> String {
    Hex.text(MessageCode.hmacSHA256(key: bytes, words.map { Array($0.utf8) }))
  }
}

/// Bytes as hexadecimal digits.
enum Hex {
  /// Returns the digits.
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Reads digits; `nil` for a text that has others.
  static func bytes(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map(\.hexadecimalValue)
    guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { index in
      UInt8(digits[index] ?? 0) << 4 | UInt8(digits[index + 1] ?? 0)
    }
  }
}
