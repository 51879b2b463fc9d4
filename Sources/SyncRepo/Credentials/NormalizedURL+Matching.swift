extension NormalizedURL {
  /// Whether a URL of the configuration is meant for this one (git-config(1), `http.<url>.*`).
  ///
  /// Scheme and port must be equal; `*` in the pattern's host stands for one label; the path must be
  /// the same or lead to ours; a user name in the pattern must be ours.
  func isMatched(by pattern: NormalizedURL) -> Bool {
    guard scheme == pattern.scheme, port == pattern.port else { return false }
    if let user = pattern.user, user != self.user { return false }
    return hostIsMatched(by: pattern) && pathIsMatched(by: pattern)
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

  private func pathIsMatched(by pattern: NormalizedURL) -> Bool {
    let slash = UInt8(ascii: "/")
    let prefix = pattern.path.last == slash ? pattern.path.dropLast() : pattern.path[...]
    guard path.starts(with: prefix) else { return false }
    return path.count == prefix.count || path[prefix.count] == slash
  }
}
