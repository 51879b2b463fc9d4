internal import Platform
internal import Processes

/// An address cut at the marks of a URL (RFC 3986, 3).
///
/// No part of it is decoded or checked.
struct AddressParts {
  /// The text before `://`; `nil` for an address without it.
  let scheme: ArraySlice<UInt8>?
  /// The login, the host and the port.
  let authority: ArraySlice<UInt8>
  /// The text before the `@` of the authority; `nil` without one.
  let login: ArraySlice<UInt8>?
  /// The host and the port.
  let place: ArraySlice<UInt8>
  /// The rest, from the mark that ends the authority on.
  let tail: ArraySlice<UInt8>

  /// Cuts an address; one without `://` is cut from its first byte on.
  ///
  /// - Parameters:
  ///   - bytes: The address.
  ///   - marks: The bytes that end the authority.
  ///   - endsLoginEarly: True if the first `@` ends the login, as in git's `credential.c` and
  ///     `urlmatch.c`; otherwise the last one does, as in curl and ssh.
  init(
    _ bytes: some Collection<UInt8>, authorityEndsAt marks: String = "/?#",
    endsLoginEarly: Bool = false
  ) {
    let bytes = Array(bytes)
    let separator = Array("://".utf8)
    let mark = bytes.indices.first { bytes[$0...].starts(with: separator) }
    scheme = mark.map { bytes[..<$0] }
    let rest = mark.map { bytes[($0 + separator.count)...] } ?? bytes[...]
    let end = rest.firstIndex { marks.utf8.contains($0) } ?? rest.endIndex
    authority = rest[..<end]
    tail = rest[end...]
    func isAt(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "@") }
    if let at = endsLoginEarly
      ? authority.firstIndex(where: isAt) : authority.lastIndex(where: isAt)
    {
      login = authority[..<at]
      place = authority[(at + 1)...]
    } else {
      login = nil
      place = authority
    }
  }

  /// The login cut at its first colon; the password is `nil` without one.
  var userAndPassword: (user: ArraySlice<UInt8>, password: ArraySlice<UInt8>?)? {
    guard let login else { return nil }
    guard let colon = login.firstIndex(of: UInt8(ascii: ":")) else { return (login, nil) }
    return (login[..<colon], login[(colon + 1)...])
  }

  /// Returns an address without its password, for messages.
  ///
  /// - Parameters:
  ///   - text: An address, with or without a scheme.
  ///   - keepsUser: True if the user name stays.
  /// - Returns: The address; a `?` or `#` does not end the login here, so that a password with such
  ///   a mark in it is not shown.
  static func withoutLogin(_ text: String, keepsUser: Bool = false) -> String {
    let parts = AddressParts(text.utf8, authorityEndsAt: "/")
    guard let (user, _) = parts.userAndPassword else { return text }
    let scheme = parts.scheme.map { Array($0) + Array("://".utf8) } ?? []
    let shown = keepsUser ? Array(user) + [UInt8(ascii: "@")] : []
    return String(decoding: scheme + shown + parts.place + parts.tail, as: UTF8.self)
  }
}

/// The host and the port of an authority, as ssh, git and curl read them.
struct HostAndPort {
  /// The host without brackets.
  let host: ArraySlice<UInt8>
  /// True if the host stood in brackets, as an IPv6 address does.
  let isBracketed: Bool
  /// The port; `nil` where none is given.
  let port: Int?

  /// Splits `host`, `host:port`, `[address]` and `[address]:port`.
  ///
  /// - Throws: `addressInvalid`.
  init(_ place: ArraySlice<UInt8>) throws(ConnectionFailure) {
    let colon = UInt8(ascii: ":")
    var digits: ArraySlice<UInt8>
    if place.first == UInt8(ascii: "[") {
      guard let close = place.firstIndex(of: UInt8(ascii: "]")) else {
        throw ConnectionFailure(.addressInvalid, "a bracket in it is not closed")
      }
      host = place[(place.startIndex + 1)..<close]
      isBracketed = true
      digits = place[(close + 1)...]
      guard digits.isEmpty || digits.popFirst() == colon else {
        throw ConnectionFailure(.addressInvalid, "only a port can follow the brackets")
      }
    } else {
      let mark = place.firstIndex(of: colon) ?? place.endIndex
      host = place[..<mark]
      isBracketed = false
      digits = place[mark...].dropFirst()
    }
    if digits.isEmpty {
      port = nil
      return
    }
    guard digits.allSatisfy(\.isDigit),
      let number = Int(String(decoding: digits, as: UTF8.self)), (1...65_535).contains(number)
    else { throw ConnectionFailure(.addressInvalid, "its port is not a number from 1 to 65535") }
    port = number
  }
}
