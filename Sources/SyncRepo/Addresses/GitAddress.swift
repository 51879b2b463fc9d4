internal import Processes

/// An address of a repository that git-daemon(1) shows: `git://host[:port]/path`
/// (git-clone(1), "GIT URLS").
struct GitAddress: Hashable, Sendable {
  /// The port of `git://` (IANA).
  static let defaultPort = 9_418

  /// A name, or an IP address without brackets.
  let host: String
  /// The port; 9418 where the address names none.
  let port: Int
  /// The path on the server, `~user` at its begin meaning a home there.
  let path: String
  /// The host as the address has it, with brackets and port; the server chooses by it.
  let virtualHost: String

  /// Reads an address; percent codes are read as git reads them.
  ///
  /// - Throws: `addressInvalid`, also for a host or path that a program could take for one of its
  ///   options, and for line ends and null bytes, which would end the request early.
  init(_ text: String) throws(ConnectionFailure) {
    let bytes = Array(text.utf8)
    guard let separator = text.utf8.firstRange(of: "://".utf8) else {
      throw GitAddress.invalid("it names no host")
    }
    let rest = bytes[text.utf8.distance(from: text.startIndex, to: separator.upperBound)...]
    let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
    let authority = PercentEncoding.decoded(rest[..<slash])
    var path = PercentEncoding.decoded(rest[slash...])[...]
    if path.starts(with: Array("/~".utf8)) { path = path.dropFirst() }

    if authority.contains(UInt8(ascii: "@")) {
      throw GitAddress.invalid("git:// knows no users; use ssh:// or https:// to log in")
    }
    let (host, port) = try SSHAddress.hostAndPort(authority[...])
    for part in [host, path] where part.first == UInt8(ascii: "-") {
      throw GitAddress.invalid("a part of it begins with “-”, like an option of a program")
    }
    if host.isEmpty { throw GitAddress.invalid("it names no host") }
    if path.isEmpty || path == [UInt8(ascii: "/")] {
      throw GitAddress.invalid("it names no path")
    }
    if host.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
      throw GitAddress.invalid("its host has a space or a control character")
    }
    if path.contains(where: { $0 == 0 || $0 == 0x0A }) {
      throw GitAddress.invalid("its path has a line end or a null byte")
    }
    self.host = String(decoding: host, as: UTF8.self)
    self.port = port ?? GitAddress.defaultPort
    self.path = String(decoding: path, as: UTF8.self)
    virtualHost = String(decoding: authority, as: UTF8.self)
  }

  /// The first packet of a connection (gitprotocol-pack(5), "Git Transport").
  ///
  /// - Parameters:
  ///   - program: `git-upload-pack` or `git-receive-pack`.
  ///   - host: The host to ask for, instead of the address's own.
  /// - Returns: The packet.
  /// - Throws: `addressInvalid` for an address that no packet can hold.
  func request(_ program: String, host: String? = nil) throws(ConnectionFailure) -> [UInt8] {
    let name = host.flatMap { $0.isEmpty ? nil : $0 } ?? virtualHost
    let content = Array("\(program) \(path)\0host=\(name)\0".utf8)
    guard content.count <= 65_516 else { throw GitAddress.invalid("it is too long") }
    let digits = String(content.count + 4, radix: 16)
    return Array((String(repeating: "0", count: 4 - digits.count) + digits).utf8) + content
  }

  private static func invalid(_ reason: String) -> ConnectionFailure {
    ConnectionFailure(.addressInvalid, reason)
  }
}
