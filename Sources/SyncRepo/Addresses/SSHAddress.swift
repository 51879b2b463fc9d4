internal import Processes

/// The address of a repository that ssh reaches (git-clone(1), "GIT URLS").
///
/// `ssh://[user@]host[:port]/path` with `git+ssh` and `ssh+git`, `[user@]host:path` and
/// `[user@host:port]:path`; an IPv6 address is in brackets.
struct SSHAddress: Hashable, Sendable {
  /// The user on the server; `nil` leaves it to ssh.
  let user: String?
  /// A name, an alias of ssh's configuration, or an IP address without brackets.
  let host: String
  /// The port; `nil` leaves it to ssh.
  let port: Int?
  /// The path on the server; `~` and `~user` at its beginning mean a home folder there.
  let path: String

  /// Reads an address.
  ///
  /// A password in it is dropped: ssh takes none. Percent codes are decoded in URLs only.
  ///
  /// - Throws: `addressInvalid`, also for a user, host or path that a program could take for one of
  ///   its options (`ssh://-oProxyCommand=…`).
  init(_ text: String) throws(ConnectionFailure) {
    let bytes = Array(text.utf8)
    let isURL = text.contains("://")
    var authority: ArraySlice<UInt8>
    var path: ArraySlice<UInt8>
    if isURL {
      let parts = AddressParts(bytes, authorityEndsAt: "/")
      (authority, path) = (parts.authority, parts.tail)
    } else {
      // A colon inside brackets belongs to the host.
      let from = SSHAddress.bracketsEnd(bytes) ?? bytes.startIndex
      let colon = bytes[from...].firstIndex(of: UInt8(ascii: ":"))
      guard let colon else { throw SSHAddress.invalid("it has no path") }
      (authority, path) = (bytes[..<colon], bytes[(colon + 1)...])
    }
    if path.starts(with: "/~".utf8) { path = path.dropFirst() }
    if let inner = SSHAddress.withoutBrackets(authority), inner.contains(UInt8(ascii: "@")) {
      authority = inner
    }
    let parts = AddressParts(authority, authorityEndsAt: "")
    let user = parts.userAndPassword?.user
    let hostAndPort = try SSHAddress.hostAndPort(parts.place)
    func read(_ part: ArraySlice<UInt8>) -> String {
      String(decoding: isURL ? PercentEncoding.decoded(part) : Array(part), as: UTF8.self)
    }
    self.user = user.map(read).flatMap { $0.isEmpty ? nil : $0 }
    host = read(hostAndPort.host)
    port = hostAndPort.port
    self.path = read(path)
    try check()
  }

  /// The destination in an ssh command line.
  var destination: String { user.map { "\($0)@\(host)" } ?? host }

  /// The words of an ssh command line that reach the server, ready to be typed.
  var shellWords: String {
    (port.map { "-p \($0) " } ?? "") + ShellQuoting.word(destination)
  }

  /// The name of the server in `known_hosts`, ready to be typed.
  var knownHostsWord: String {
    ShellQuoting.word(port.map { $0 == 22 ? host : "[\(host)]:\($0)" } ?? host)
  }

  private func check() throws(ConnectionFailure) {
    if host.isEmpty { throw SSHAddress.invalid("it has no host") }
    if path.isEmpty { throw SSHAddress.invalid("it has no path") }
    for part in [user ?? "", host, path] where part.utf8.first == UInt8(ascii: "-") {
      throw SSHAddress.invalid("a part of it begins with “-”, like an option of a program")
    }
    for part in [user ?? "", host] where part.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
      throw SSHAddress.invalid("its host has a space or a control character")
    }
    if path.utf8.contains(where: { $0 == 0 || $0 == 0x0A }) {
      throw SSHAddress.invalid("its path has a line break")
    }
  }

  private static func invalid(_ reason: String) -> ConnectionFailure {
    ConnectionFailure(.addressInvalid, reason)
  }

  /// Returns the position of the closing bracket of `[…]:path` or `user@[…]:path`.
  private static func bracketsEnd(_ bytes: [UInt8]) -> Int? {
    let open = bytes.firstIndex(of: UInt8(ascii: "["))
    guard let open, open == 0 || bytes[open - 1] == UInt8(ascii: "@") else { return nil }
    return bytes[open...].firstIndex(of: UInt8(ascii: "]"))
  }

  private static func withoutBrackets(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else { return nil }
    return text.dropFirst().dropLast()
  }

  /// Splits the host and the port; git reads `[host:port]` like `host:port`.
  static func hostAndPort(_ place: ArraySlice<UInt8>) throws(ConnectionFailure) -> HostAndPort {
    if let inner = withoutBrackets(place), inner.count(where: { $0 == UInt8(ascii: ":") }) == 1 {
      return try HostAndPort(inner)
    }
    return try HostAndPort(place)
  }
}
