internal import Processes

/// An `http` or `https` URL (RFC 3986), taken apart.
struct HTTPAddress: Hashable, Sendable {
  /// `http` or `https`.
  let scheme: String
  /// In lower case; an IPv6 address in its brackets.
  let host: String
  /// `nil` where the URL names none.
  let port: Int?
  /// From the first slash on, a query included, as it was written; may be empty.
  let path: String
  /// The user name, decoded; `nil` where there is none.
  let username: String?
  /// The password, decoded; `nil` where there is none.
  let password: String?

  /// Reads a URL.
  ///
  /// - Throws: `ConnectionFailure` with `addressInvalid`; the password is never in it.
  init(_ text: String) throws(ConnectionFailure) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw HTTPAddress.invalid(
        "a space is written as %20 in it, and a control character not at all")
    }
    guard let separator = text.firstRange(of: "://") else {
      throw HTTPAddress.invalid("it does not begin with https://")
    }
    scheme = text[..<separator.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else {
      throw HTTPAddress.invalid("it does not begin with https:// or http://")
    }
    let rest = text[separator.upperBound...].utf8
    let authority = rest.prefix { !Array("/?#".utf8).contains($0) }
    let tail = rest[authority.endIndex...].prefix { $0 != UInt8(ascii: "#") }
    path = String(decoding: tail, as: UTF8.self)
    var place = authority
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      let user = authority[..<at]
      place = authority[authority.index(after: at)...]
      let name = user.prefix { $0 != UInt8(ascii: ":") }
      username = try HTTPAddress.decoded(name)
      password =
        name.endIndex == user.endIndex
        ? nil : try HTTPAddress.decoded(user[user.index(after: name.endIndex)...])
    } else {
      (username, password) = (nil, nil)
    }
    (host, port) = try HTTPAddress.hostAndPort(String(decoding: place, as: UTF8.self))
  }

  private init(_ other: HTTPAddress, path: String) {
    scheme = other.scheme
    host = other.host
    port = other.port
    self.path = path
    username = nil
    password = nil
  }

  /// The URL without user and password.
  var text: String { "\(scheme)://\(hostWithPort)\(path)" }

  /// The host, with the port where the URL names one.
  var hostWithPort: String { port.map { "\(host):\($0)" } ?? host }

  /// The port that is connected to.
  var effectivePort: Int { port ?? defaultPort }

  private var defaultPort: Int { scheme == "https" ? 443 : 80 }

  /// The scheme, host and port: what a password is good for.
  var origin: String { "\(scheme)://\(host):\(effectivePort)" }

  /// Whether another address is on the same host for the purpose of passwords: the same origin, or
  /// the usual https port where this is the usual http port.
  func isSameHost(as other: HTTPAddress) -> Bool {
    if origin == other.origin { return true }
    return host == other.host && scheme == "http" && other.scheme == "https"
      && effectivePort == 80 && other.effectivePort == 443
  }

  /// The address of a path below this one, as git composes it (`http.c`).
  func appending(_ name: String, query: String? = nil) -> HTTPAddress {
    let slash = path.hasSuffix("/") ? "" : "/"
    let mark = path.contains("?") ? "&" : "?"
    return HTTPAddress(self, path: path + slash + name + (query.map { mark + $0 } ?? ""))
  }

  /// The address that this one is below; `nil` where it does not end so.
  func removing(_ name: String, query: String) -> HTTPAddress? {
    for mark in ["?", "&"] {
      let end = "/\(name)\(mark)\(query)"
      if path.hasSuffix(end) { return HTTPAddress(self, path: String(path.dropLast(end.count))) }
    }
    return nil
  }

  // MARK: - Parts

  private static func hostAndPort(
    _ text: String
  ) throws(ConnectionFailure) -> (host: String, port: Int?) {
    var (host, digits) = (text[...], Substring())
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { throw invalid("a bracket is not closed") }
      host = text[...close]
      let rest = text[text.index(after: close)...]
      guard rest.isEmpty || rest.first == ":" else {
        throw invalid("after the bracket comes no port")
      }
      digits = rest.dropFirst()
    } else if let colon = text.firstIndex(of: ":") {
      host = text[..<colon]
      digits = text[text.index(after: colon)...]
    }
    guard !host.isEmpty, !host.hasPrefix("-"), host != "[]" else {
      throw invalid("it names no host")
    }
    if digits.isEmpty { return (host.lowercased(), nil) }
    let isNumber = digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, let number = Int(digits), (1...65_535).contains(number) else {
      throw invalid("its port is not a number from 1 to 65535")
    }
    return (host.lowercased(), number)
  }

  private static func decoded(_ bytes: Substring.UTF8View) throws(ConnectionFailure) -> String {
    let decoded = PercentEncoding.decoded(bytes)
    guard decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw invalid("its user name or password holds a control character")
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func invalid(_ why: String) -> ConnectionFailure {
    ConnectionFailure(
      .addressInvalid, why, hint: "Give one such as https://HOST/PATH or https://HOST:PORT/PATH.")
  }
}
