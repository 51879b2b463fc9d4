/// The URL in the name of a setting such as `http.<url>.proxy`, and what it matches
/// (git-config(1), `http.<url>.*`; git's `urlmatch.c`).
struct URLPattern: Hashable, Sendable {
  /// How well a pattern matches; a greater one wins.
  struct Rank: Hashable, Sendable, Comparable {
    var host = 0
    var path = 0
    var user = 0

    static func < (a: Rank, b: Rank) -> Bool { (a.host, a.path, a.user) < (b.host, b.path, b.user) }
  }

  private let scheme: String
  private let user: String?
  private let host: String
  private let port: String
  private let path: String

  /// Reads a URL, or a pattern whose host has `*` in the place of whole labels.
  ///
  /// - Returns: `nil` for a text that is no URL with a host; it matches nothing then.
  init?(_ text: String) {
    guard let separator = text.firstRange(of: "://") else { return nil }
    scheme = text[..<separator.lowerBound].lowercased()
    let rest = text[separator.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    var place = authority
    if let at = authority.lastIndex(of: "@") {
      let name = authority[..<at].prefix { $0 != ":" }
      user = String(decoding: PercentEncoding.decoded(name.utf8), as: UTF8.self)
      place = authority[authority.index(after: at)...]
    } else {
      user = nil
    }
    var port = ""
    // The colons of an IPv6 address stand in brackets.
    let colon = place.lastIndex(of: ":")
    if let colon, !place[colon...].contains("]") {
      port = String(place[place.index(after: colon)...])
      place = place[..<colon]
    }
    if port.isEmpty { port = ["http": "80", "https": "443"][scheme] ?? "" }
    guard !place.isEmpty else { return nil }
    host = place.lowercased()
    self.port = port
    let tail = rest[authority.endIndex...].prefix { !"?#".contains($0) }
    path = URLPattern.normalized(tail)
  }

  /// Returns how well this matches a URL; `nil` where it does not.
  func rank(for url: URLPattern) -> Rank? {
    guard scheme == url.scheme, port == url.port else { return nil }
    guard user == nil || user == url.user else { return nil }
    guard URLPattern.labels(url.host, match: URLPattern.labels(host)) else { return nil }
    guard let length = lengthOfPath(in: url.path) else { return nil }
    return Rank(host: host.utf8.count, path: length, user: user == nil ? 0 : 1)
  }

  /// Picks, in the order of the configuration, the values of a setting that hold for a URL: each
  /// that matches at least as well as the best before it.
  ///
  /// The last one is the value of a setting that has only one.
  ///
  /// - Parameters:
  ///   - entries: Name and value of each line of the configuration.
  ///   - section: The section, such as `http`.
  ///   - key: The setting, in lower case.
  ///   - url: The URL.
  /// - Returns: The values, and whether each comes from a line that names a URL.
  static func values(
    of entries: [(name: String, value: String)], section: String, key: String, for url: URLPattern
  ) -> [(value: String, namesURL: Bool)] {
    var best = Rank()
    var values: [(value: String, namesURL: Bool)] = []
    for entry in entries {
      guard entry.name.hasPrefix(section + "."), entry.name.hasSuffix("." + key) else { continue }
      if entry.name.utf8.count == section.utf8.count + key.utf8.count + 1 {
        if best == Rank() { values.append((entry.value, false)) }
        continue
      }
      let text = entry.name.dropFirst(section.count + 1).dropLast(key.count + 1)
      guard let rank = URLPattern(String(text))?.rank(for: url), rank >= best else { continue }
      best = rank
      values.append((entry.value, true))
    }
    return values
  }

  // MARK: - Parts

  private static func labels(_ host: String) -> [Substring] {
    host.split(separator: ".", omittingEmptySubsequences: false)
  }

  private static func labels(_ host: String, match pattern: [Substring]) -> Bool {
    let labels = labels(host)
    return labels.count == pattern.count
      && zip(labels, pattern).allSatisfy { $1 == "*" || $0 == $1 }
  }

  /// The length of the match, where this path is the other or one of the folders above it.
  private func lengthOfPath(in other: String) -> Int? {
    let prefix = path.hasSuffix("/") ? path.dropLast() : path[...]
    if prefix.isEmpty { return 1 }
    guard other.hasPrefix(prefix) else { return nil }
    let rest = other.dropFirst(prefix.count)
    return rest.isEmpty || rest.hasPrefix("/") ? prefix.utf8.count + 1 : nil
  }

  /// The path with its percent codes decoded, and without `.` and `..`.
  private static func normalized(_ path: Substring) -> String {
    var parts: [Substring] = []
    let decoded = String(decoding: PercentEncoding.decoded(path.utf8), as: UTF8.self)
    let pieces = decoded.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for piece in pieces {
      switch piece {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(piece)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
