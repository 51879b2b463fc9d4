internal import Processes

/// An address of a repository that ssh reaches (git-clone(1), "GIT URLS").
///
/// `ssh://[user@]host[:port]/path` with `git+ssh` and `ssh+git`, `[user@]host:path` and
/// `[user@host:port]:path`; an IPv6 address stands in brackets.
struct SSHAddress: Hashable, Sendable {
  /// The user on the server; `nil` leaves it to ssh.
  let user: String?
  /// A name, an alias of ssh's configuration, or an IP address without brackets.
  let host: String
  /// The port; `nil` leaves it to ssh.
  let port: Int?
  /// The path on the server, `~` and `~user` at its begin meaning a home there.
  let path: String

  /// Reads an address.
  ///
  /// A password in it is dropped: ssh takes none. Percent codes are read in URLs only.
  ///
  /// - Throws: `addressInvalid`, also for a user, host or path that a program could take for one of
  ///   its options (`ssh://-oProxyCommand=…`).
  init(_ text: String) throws(ConnectionFailure) {
    let bytes = Array(text.utf8)
    let isURL: Bool
    var authority: ArraySlice<UInt8>
    var path: ArraySlice<UInt8>
    if let separator = text.utf8.firstRange(of: "://".utf8) {
      isURL = true
      let rest = bytes[text.utf8.distance(from: text.startIndex, to: separator.upperBound)...]
      let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      (authority, path) = (rest[..<slash], rest[slash...])
    } else {
      isURL = false
      // A colon inside brackets belongs to the host.
      let from = SSHAddress.bracketsEnd(bytes) ?? bytes.startIndex
      let colon = bytes[from...].firstIndex(of: UInt8(ascii: ":"))
      guard let colon else { throw SSHAddress.invalid("it names no path") }
      (authority, path) = (bytes[..<colon], bytes[(colon + 1)...])
    }
    if path.starts(with: Array("/~".utf8)) { path = path.dropFirst() }

    if authority.first == UInt8(ascii: "["), authority.last == UInt8(ascii: "]"),
      authority.contains(UInt8(ascii: "@"))
    {
      authority = authority.dropFirst().dropLast()
    }
    var user: ArraySlice<UInt8>?
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      user = authority[..<at].prefix { $0 != UInt8(ascii: ":") }
      authority = authority[(at + 1)...]
    }
    let (host, port) = try SSHAddress.hostAndPort(authority)
    func read(_ part: ArraySlice<UInt8>) -> String {
      String(decoding: isURL ? PercentEncoding.decoded(part) : Array(part), as: UTF8.self)
    }
    self.user = user.map(read).flatMap { $0.isEmpty ? nil : $0 }
    self.host = read(host)
    self.port = port
    self.path = read(path)
    try check()
  }

  /// What ssh gets as the destination.
  var destination: String { user.map { "\($0)@\(host)" } ?? host }

  /// The words of an ssh command line that reach the server, to be typed.
  var shellWords: String {
    (port.map { "-p \($0) " } ?? "") + ShellQuoting.word(destination)
  }

  /// The name under which `known_hosts` has the server, to be typed.
  var knownHostsWord: String {
    ShellQuoting.word(port.map { $0 == 22 ? host : "[\(host)]:\($0)" } ?? host)
  }

  private func check() throws(ConnectionFailure) {
    if host.isEmpty { throw SSHAddress.invalid("it names no host") }
    if path.isEmpty { throw SSHAddress.invalid("it names no path") }
    for part in [user ?? "", host, path] where part.utf8.first == UInt8(ascii: "-") {
      throw SSHAddress.invalid("a part of it begins with “-”, like an option of a program")
    }
    for part in [user ?? "", host] where part.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
      throw SSHAddress.invalid("its host has a space or a control character")
    }
    if path.utf8.contains(where: { $0 == 0 || $0 == 0x0A }) {
      throw SSHAddress.invalid("its path has a line end")
    }
  }

  private static func invalid(_ reason: String) -> ConnectionFailure {
    ConnectionFailure(.addressInvalid, reason)
  }

  /// Where the closing bracket of `[…]:path` or `user@[…]:path` is.
  private static func bracketsEnd(_ bytes: [UInt8]) -> Int? {
    let open = bytes.firstIndex(of: UInt8(ascii: "["))
    guard let open, open == 0 || bytes[open - 1] == UInt8(ascii: "@") else { return nil }
    return bytes[open...].firstIndex(of: UInt8(ascii: "]"))
  }

  /// Splits `host`, `host:port`, `[address]`, `[address]:port` and `[host:port]`.
  static func hostAndPort(
    _ text: ArraySlice<UInt8>
  ) throws(ConnectionFailure) -> (host: ArraySlice<UInt8>, port: Int?) {
    let colon = UInt8(ascii: ":")
    if text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")) {
      let inner = text[(text.startIndex + 1)..<close]
      let rest = text[(close + 1)...]
      if rest.isEmpty {
        guard inner.count(where: { $0 == colon }) == 1 else { return (inner, nil) }
        return try hostAndPort(inner)
      }
      guard rest.first == colon else { throw invalid("after the brackets comes no port") }
      return (inner, try port(rest.dropFirst()))
    }
    guard let position = text.firstIndex(of: colon) else { return (text, nil) }
    return (text[..<position], try port(text[(position + 1)...]))
  }

  private static func port(_ digits: ArraySlice<UInt8>) throws(ConnectionFailure) -> Int? {
    if digits.isEmpty { return nil }
    let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, let number = Int(String(decoding: digits, as: UTF8.self)),
      (1...65_535).contains(number)
    else { throw invalid("its port is not a number from 1 to 65535") }
    return number
  }
}
