internal import Processes

/// The address of a repository that git-daemon(1) serves: `git://host[:port]/path`
/// (git-clone(1), "GIT URLS").
struct GitAddress: Hashable, Sendable {
  /// The port of `git://` (IANA).
  static let defaultPort = 9_418

  /// A name, or an IP address without brackets.
  let host: String
  /// The port; 9418 where the address names none.
  let port: Int
  /// The path on the server; `~user` at its beginning means a home folder there.
  let path: String
  /// The host as the address has it, with brackets and port; a server with several names chooses by
  /// it.
  let virtualHost: String

  /// Reads an address; like git, it decodes percent codes before anything else.
  ///
  /// - Throws: `addressInvalid`, also for a host or path that a program could take for one of its
  ///   options, and for line breaks and null bytes, which would end the request early.
  init(_ text: String) throws(ConnectionFailure) {
    let parts = AddressParts(text.utf8, authorityEndsAt: "/")
    let authority = PercentEncoding.decoded(parts.authority)
    var path = PercentEncoding.decoded(parts.tail)[...]
    if path.starts(with: "/~".utf8) { path = path.dropFirst() }

    if authority.contains(UInt8(ascii: "@")) {
      throw GitAddress.invalid("git:// has no users; use ssh:// or https:// to log in")
    }
    let place = try SSHAddress.hostAndPort(authority[...])
    for part in [place.host, path] where part.first == UInt8(ascii: "-") {
      throw GitAddress.invalid("a part of it begins with “-”, like an option of a program")
    }
    if parts.scheme == nil || place.host.isEmpty { throw GitAddress.invalid("it has no host") }
    if path.isEmpty || path == [UInt8(ascii: "/")] { throw GitAddress.invalid("it has no path") }
    if place.host.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
      throw GitAddress.invalid("its host has a space or a control character")
    }
    if path.contains(where: { $0 == 0 || $0 == 0x0A }) {
      throw GitAddress.invalid("its path has a line break or a null byte")
    }
    host = String(decoding: place.host, as: UTF8.self)
    port = place.port ?? GitAddress.defaultPort
    self.path = String(decoding: path, as: UTF8.self)
    virtualHost = String(decoding: authority, as: UTF8.self)
  }

  /// Returns the first packet of a connection (gitprotocol-pack(5), "Git Transport").
  ///
  /// - Parameters:
  ///   - program: `git-upload-pack` or `git-receive-pack`.
  ///   - host: The host to ask for, in place of the address's own.
  /// - Returns: The packet.
  /// - Throws: `addressInvalid` for an address that is too long for a packet.
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
