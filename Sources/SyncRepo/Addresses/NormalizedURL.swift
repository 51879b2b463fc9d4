internal import Platform

/// A URL in the form in which git compares the URLs in its configuration (`urlmatch.c`).
///
/// The scheme and the host are in lower case, a default port is left out, the path has no `.` and
/// `..`, and there is one way only to write a percent code (RFC 3986, 6.2.2). A password is left out.
struct NormalizedURL: Sendable, Hashable {
  let scheme: [UInt8]
  /// The user name; `nil` where there is no `@`.
  let user: [UInt8]?
  let host: [UInt8]
  /// The port's digits; none for the default one.
  let port: [UInt8]
  /// The path, the query and the fragment; it begins with a slash.
  let path: [UInt8]

  /// Reads a URL; fails for a text that is none.
  ///
  /// - Parameters:
  ///   - text: A whole URL with a scheme and a host.
  ///   - allowsWildcards: True if the host may hold `*`.
  init?(_ text: String, allowsWildcards: Bool) {
    let parts = AddressParts(text.utf8, endsLoginEarly: true)
    guard let scheme = Self.scheme(parts.scheme),
      let (host, port) = Self.hostAndPort(parts.place, scheme, allowsWildcards),
      let path = Self.path(parts.tail)
    else { return nil }
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
    if let login = parts.login {
      guard let login = Self.normalized(login) else { return nil }
      user = Array(login.prefix { $0 != UInt8(ascii: ":") })
    } else {
      user = nil
    }
  }

  private static func endsSegment(_ byte: UInt8) -> Bool { "/?#".utf8.contains(byte) }

  private static func scheme(_ text: ArraySlice<UInt8>?) -> [UInt8]? {
    guard let text, let first = text.first, first.isAlphanumeric, !first.isDigit,
      text.allSatisfy({ $0.isAlphanumeric || "+.-".utf8.contains($0) })
    else { return nil }
    return text.map(\.lowered)
  }

  private static func hostAndPort(
    _ text: ArraySlice<UInt8>, _ scheme: [UInt8], _ allowsWildcards: Bool
  ) -> (host: [UInt8], port: [UInt8])? {
    guard let first = text.first, first != UInt8(ascii: ":") else { return nil }
    // A colon inside of brackets belongs to an address.
    let mark = text.lastIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "]") }
    let hasPort = mark.map { text[$0] == UInt8(ascii: ":") } ?? false
    let hostEnd = hasPort ? mark ?? text.endIndex : text.endIndex
    let allowed = Array((allowsWildcards ? ".-_[:]*" : ".-_[:]").utf8)
    guard text[..<hostEnd].allSatisfy({ $0.isAlphanumeric || allowed.contains($0) }) else {
      return nil
    }
    let host = text[..<hostEnd].map(\.lowered)
    guard hasPort else { return (host, []) }
    let written = text[(hostEnd + 1)...]
    var digits = Array(written.drop { $0 == UInt8(ascii: "0") })
    if digits.isEmpty { digits = written.isEmpty ? [] : [UInt8(ascii: "0")] }
    guard digits.allSatisfy(\.isDigit), digits.count <= 5 else { return nil }
    if digits.isEmpty || digits == defaultPorts[String(decoding: scheme, as: UTF8.self)] {
      return (host, [])
    }
    let number = Int(String(decoding: digits, as: UTF8.self)) ?? 0
    return (1...65_535).contains(number) ? (host, digits) : nil
  }

  private static let defaultPorts = ["http": Array("80".utf8), "https": Array("443".utf8)]

  /// Resolves the dot segments of a path; a query and a fragment are kept.
  private static func path(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let slash = UInt8(ascii: "/")
    var rest = text
    if rest.first == slash { rest.removeFirst() }
    var path = [slash]
    while true {
      let next = rest.firstIndex(where: endsSegment) ?? rest.endIndex
      guard let segment = normalized(rest[..<next]) else { return nil }
      var needsSlash = true
      if segment == Array(".".utf8) {
        if path.count > 1 { path.removeLast() } else { needsSlash = false }
      } else if segment == Array("..".utf8) {
        guard path.count > 1 else { return nil }
        path.removeLast()
        let previous = path.lastIndex(of: slash) ?? 0
        needsSlash = previous > 0
        path.removeLast(path.count - max(previous, 1))
      } else {
        path += segment
      }
      rest = rest[next...]
      guard rest.first == slash else { break }
      rest.removeFirst()
      if needsSlash { path.append(slash) }
    }
    guard let ending = normalized(rest) else { return nil }
    return path + ending
  }

  /// Decodes the percent codes that are not needed, and adds those that are.
  private static func normalized(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        result += isUnsafe(byte) ? PercentEncoding.code(byte) : [byte]
        continue
      }
      guard rest.count >= 2, let value = PercentEncoding.value(rest.prefix(2)) else { return nil }
      rest = rest.dropFirst(2)
      result += isUnsafe(value) || reserved.contains(value) ? PercentEncoding.code(value) : [value]
    }
    return result
  }

  private static func isUnsafe(_ byte: UInt8) -> Bool {
    byte <= 0x1F || byte >= 0x7F || unsafeCharacters.contains(byte)
  }

  private static let unsafeCharacters = Set(" <>\"%{}|\\^`".utf8)
  private static let reserved = Set(":/?#[]@!$&'()*+,;=".utf8)
}

extension NormalizedURL {
  /// The quality of a match with a URL of the configuration; a greater one wins.
  struct Rank: Hashable, Sendable, Comparable {
    /// The length of the pattern's host.
    var host = 0
    /// The length of the path that is matched.
    var path = 0
    /// 1 if the user name is matched too, otherwise 0.
    var user = 0

    static func < (a: Rank, b: Rank) -> Bool { (a.host, a.path, a.user) < (b.host, b.path, b.user) }
  }

  /// Returns the quality of the match with a URL of the configuration (git-config(1),
  /// `http.<url>.*`).
  ///
  /// The scheme and the port must be equal; a `*` in the pattern's host is one label; the pattern's
  /// path must be this one's or a folder above it; a user name in the pattern must be this one's.
  ///
  /// - Parameter pattern: The URL of the configuration.
  /// - Returns: The quality; `nil` where the pattern does not match.
  func rank(of pattern: NormalizedURL) -> Rank? {
    guard scheme == pattern.scheme, port == pattern.port, hostIsMatched(by: pattern) else {
      return nil
    }
    if let user = pattern.user, user != self.user { return nil }
    guard let path = lengthOfPath(matchedBy: pattern) else { return nil }
    return Rank(host: pattern.host.count, path: path, user: pattern.user == nil ? 0 : 1)
  }

  private func hostIsMatched(by pattern: NormalizedURL) -> Bool {
    let dot = UInt8(ascii: ".")
    let labels = host.split(separator: dot, omittingEmptySubsequences: false)
    let wanted = pattern.host.split(separator: dot, omittingEmptySubsequences: false)
    guard labels.count == wanted.count else { return false }
    return zip(labels, wanted).allSatisfy { label, wanted in
      wanted.elementsEqual([UInt8(ascii: "*")]) || wanted.elementsEqual(label)
    }
  }

  private func lengthOfPath(matchedBy pattern: NormalizedURL) -> Int? {
    let slash = UInt8(ascii: "/")
    let prefix = pattern.path.last == slash ? pattern.path.dropLast() : pattern.path[...]
    guard path.starts(with: prefix) else { return nil }
    return path.count == prefix.count || path[prefix.count] == slash ? prefix.count + 1 : nil
  }
}
