/// Passwords for hosts, in the form of ftp(1) as curl reads it.
///
/// `machine NAME` or `default`, then `login`, `password` and `account` with their values, in any order
/// and on any lines; `macdef` skips up to an empty line; `#` begins a comment; a value in double quotes
/// may have spaces and `\"`, `\\`, `\n`, `\r`, `\t`.
struct Netrc: Sendable {
  /// The words about one machine.
  struct Entry: Sendable, Hashable {
    /// The machine's name; `nil` for `default`.
    var machine: String?
    var login: String?
    var password: String?
  }

  /// All entries, in the order of the file.
  private(set) var entries: [Entry] = []

  /// Reads a file's content, and skips what makes no sense.
  init(_ bytes: some Collection<UInt8>) {
    var words = NetrcWords(bytes)
    while let word = words.next() {
      switch word.lowercased() {
      case "machine": entries.append(Entry(machine: words.next()))
      case "default": entries.append(Entry())
      case "macdef": words.skipToEmptyLine()
      case "login":
        let value = words.next()
        change { $0.login = value }
      case "password":
        let value = words.next()
        change { $0.password = value }
      case "account": _ = words.next()
      default: break
      }
    }
    // A name that is missing is not "all machines".
    entries.removeAll { $0.machine?.isEmpty == true }
  }

  /// Finds the credential for a host.
  ///
  /// - Parameters:
  ///   - host: The host without its port, in upper or lower case.
  ///   - username: The user name it must be for; `nil` takes the first entry.
  /// - Returns: The credential; `nil` where no entry has a password for it.
  func credential(host: String, username: String?) -> Credential? {
    let host = host.lowercased()
    for entry in entries where entry.machine.map({ $0.lowercased() == host }) ?? true {
      guard let password = entry.password else { continue }
      if let username, let login = entry.login, login != username { continue }
      return Credential(username: username ?? entry.login ?? "", password: password)
    }
    return nil
  }

  private mutating func change(_ body: (inout Entry) -> Void) {
    guard let last = entries.indices.last else { return }
    body(&entries[last])
  }
}

/// The words of a netrc file, one after the other.
struct NetrcWords {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

  /// Returns the next word; `nil` at the end.
  mutating func next() -> String? {
    while let byte = rest.first {
      if Self.isSpace(byte) {
        rest.removeFirst()
      } else if byte == UInt8(ascii: "#") {
        skipLine()
      } else {
        return byte == UInt8(ascii: "\"") ? quotedWord() : plainWord()
      }
    }
    return nil
  }

  /// Skips the lines up to the next empty one, as `macdef` wants.
  mutating func skipToEmptyLine() {
    skipLine()
    while !rest.isEmpty {
      let isEmpty = rest.first == 0x0A || rest.starts(with: [0x0D, 0x0A])
      skipLine()
      if isEmpty { return }
    }
  }

  private mutating func skipLine() {
    guard let end = rest.firstIndex(of: 0x0A) else {
      rest = []
      return
    }
    rest = rest[(end + 1)...]
  }

  private mutating func plainWord() -> String? {
    let bytes = rest.prefix { !Self.isSpace($0) }
    rest = rest[bytes.endIndex...]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads up to the closing quote; without one on the same line, the rest of the file is ignored.
  private mutating func quotedWord() -> String? {
    var bytes: [UInt8] = []
    rest.removeFirst()
    while let byte = rest.popFirst(), byte != 0x0A {
      switch byte {
      case UInt8(ascii: "\""):
        return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let next = rest.popFirst(), next != 0x0A else { break }
        bytes.append(Self.escapes[next] ?? next)
      default: bytes.append(byte)
      }
    }
    rest = []
    return nil
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
