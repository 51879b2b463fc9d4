internal import Processes

/// An `http` or `https` URL (RFC 3986), as libcurl reads it.
struct HTTPAddress: Hashable, Sendable {
  /// `http` or `https`.
  let scheme: String
  /// The host in lower case; an IPv6 address in its brackets.
  let host: String
  /// The port; `nil` where the URL names none.
  let port: Int?
  /// The text from the first slash on, with a query, as it was written; may be empty.
  let path: String
  /// The user name, decoded; `nil` where there is none.
  let username: String?
  /// The password, decoded; `nil` where there is none.
  let password: String?

  /// Reads a URL.
  ///
  /// - Throws: `ConnectionFailure` with `addressInvalid`; the password is never in it.
  init(_ text: String) throws(ConnectionFailure) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw HTTPAddress.invalid("it has a space, to be written as %20, or a control character")
    }
    let parts = AddressParts(text.utf8)
    guard let scheme = parts.scheme.map({ String(decoding: $0, as: UTF8.self).lowercased() }),
      scheme == "https" || scheme == "http"
    else { throw HTTPAddress.invalid("it does not begin with https:// or http://") }
    self.scheme = scheme
    path = String(decoding: parts.tail.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
    if let (user, password) = parts.userAndPassword {
      username = try HTTPAddress.decoded(user)
      if let password {
        self.password = try HTTPAddress.decoded(password)
      } else {
        self.password = nil
      }
    } else {
      (username, password) = (nil, nil)
    }
    do throws(ConnectionFailure) {
      let place = try HostAndPort(parts.place)
      let name = String(decoding: place.host, as: UTF8.self).lowercased()
      guard !name.isEmpty, !name.hasPrefix("-") else {
        throw ConnectionFailure(.addressInvalid, "it has no host")
      }
      host = place.isBracketed ? "[\(name)]" : name
      port = place.port
    } catch {
      throw HTTPAddress.invalid(error.message)
    }
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

  /// The port of the connection.
  var effectivePort: Int { port ?? (scheme == "https" ? 443 : 80) }

  /// The scheme, host and port: the place that a password is for.
  var origin: String { "\(scheme)://\(host):\(effectivePort)" }

  /// Returns true for an address that gets the same passwords: the same origin, or the usual https
  /// port of a host where this is its usual http port.
  func isSameHost(as other: HTTPAddress) -> Bool {
    if origin == other.origin { return true }
    return host == other.host && scheme == "http" && other.scheme == "https"
      && effectivePort == 80 && other.effectivePort == 443
  }

  /// Returns the address of a path below this one, as git composes it (`http.c`).
  func appending(_ name: String, query: String? = nil) -> HTTPAddress {
    let slash = path.hasSuffix("/") ? "" : "/"
    let mark = path.contains("?") ? "&" : "?"
    return HTTPAddress(self, path: path + slash + name + (query.map { mark + $0 } ?? ""))
  }

  /// Returns the address that this one is below; `nil` where it has another end.
  func removing(_ name: String, query: String) -> HTTPAddress? {
    for mark in ["?", "&"] {
      let end = "/\(name)\(mark)\(query)"
      if path.hasSuffix(end) { return HTTPAddress(self, path: String(path.dropLast(end.count))) }
    }
    return nil
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(ConnectionFailure) -> String {
    let decoded = PercentEncoding.decoded(bytes)
    guard decoded.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw invalid("its user name or password has a control character")
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func invalid(_ why: String) -> ConnectionFailure {
    ConnectionFailure(
      .addressInvalid, why, advice: "Use one like https://HOST/PATH or https://HOST:PORT/PATH")
  }
}
