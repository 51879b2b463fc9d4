extension NormalizedURL {
  /// How well a URL of the configuration matches; a greater one wins.
  struct Rank: Hashable, Sendable, Comparable {
    /// The length of the pattern's host.
    var host = 0
    /// The length of the path that is matched.
    var path = 0
    /// Whether the user name is matched too.
    var user = 0

    static func < (a: Rank, b: Rank) -> Bool { (a.host, a.path, a.user) < (b.host, b.path, b.user) }
  }

  /// Whether a URL of the configuration is meant for this one, and how well it matches (git-config(1),
  /// `http.<url>.*`).
  ///
  /// Scheme and port must be equal; `*` in the pattern's host stands for one label; the path must be
  /// the same or lead to ours; a user name in the pattern must be ours.
  ///
  /// - Parameter pattern: The URL of the configuration.
  /// - Returns: `nil` where it does not match.
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
