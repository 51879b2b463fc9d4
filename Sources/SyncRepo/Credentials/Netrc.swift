/// Passwords for hosts, in the form of ftp(1) as curl reads it.
///
/// `machine NAME` or `default`, then `login`, `password` and `account` with their values, in any order
/// and on any lines; `macdef` skips up to an empty line; `#` begins a comment; a value in double quotes
/// may have spaces and `\"`, `\\`, `\n`, `\r`, `\t`.
struct Netrc: Sendable {
  /// What is said about one machine.
  struct Entry: Sendable, Hashable {
    /// The machine's name; `nil` for `default`.
    var machine: String?
    var login: String?
    var password: String?
  }

  /// All entries, in the order of the file.
  private(set) var entries: [Entry] = []

  /// Reads a file's content; what makes no sense is skipped.
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
  ///   - host: The host without its port; capital letters are the same as small ones.
  ///   - username: The user name it must be for; `nil` takes the first there is.
  /// - Returns: `nil` where no entry has a password for it.
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
